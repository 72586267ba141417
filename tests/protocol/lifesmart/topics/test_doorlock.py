"""Users of ordinary locks, and opening."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import DeadlineError, InvalidError
from custom_components.accord.protocol.lifesmart import (
    LifeSmartClient,
    Limit,
    Limits,
    UserKind,
    Window,
)
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation

LOCK = "2711"
USERS = {
    "P_R_1": {"id": "P_R_1", "user_type": "tempuser", "cnt": 1},
    "P_P_2": {"id": "P_P_2", "user_type": "password", "name": "test001"},
}


def sent(station: FakeStation) -> dict[str, Any]:
    """Return the arguments beside lock and command."""
    return {key: value for key, value in station.last.args.items() if key not in ("me", "cmd")}


async def test_users(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doorlock getuser", USERS)
    users = await client.doorlock.get_users(LOCK)
    assert [(user.id, user.kind) for user in users] == [
        ("P_R_1", UserKind.TEMPORARY),
        ("P_P_2", UserKind.PASSWORD),
    ]
    assert station.last.args == {"me": LOCK, "cmd": "getuser"}
    await client.doorlock.get_users(LOCK, "P_R_1")
    assert sent(station) == {"userid": "P_R_1"}


async def test_the_vendors_sample_of_a_change(
    client: LifeSmartClient, station: FakeStation
) -> None:
    station.on("doorlock setuser", "success")
    await client.doorlock.set_user(LOCK, "P_P_2", name="test001")
    assert sent(station) == {"userid": "P_P_2", "name": "test001"}


async def test_all_that_can_be_changed(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doorlock setuser", "success")
    await client.doorlock.set_user(
        LOCK,
        "P_R_1",
        note="cleaner",
        new_password="678901",
        old_password="123456",
        limits=Limits(starts=1, ends=2),
        clear=[Limit.USES, Limit.WINDOW],
    )
    assert sent(station) == {
        "userid": "P_R_1",
        "user_info": "cleaner",
        "newpw": "Njc4OTAx",
        "oldpw": "MTIzNDU2",
        "cnt": 0,
        "sprd": 0,
        "eprd": 0,
        "sts": 1,
        "ets": 2,
    }


@pytest.mark.parametrize(
    "change", [{}, {"new_password": "678901"}, {"old_password": "678901"}, {"userid": ""}]
)
async def test_changes_that_are_not_sent(change: Any, client: LifeSmartClient) -> None:
    with pytest.raises(InvalidError):
        await client.doorlock.set_user(LOCK, **{"userid": "P_R_1", **change})


async def test_a_temporary_code(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doorlock addtempuser", {"userid": "P_R_3"}, {})
    limits = Limits(uses=1, window=Window(start="08:30", end="18:30", days=(1, 3, 5)))
    added = await client.doorlock.add_temp_user(LOCK, 3, "test002", "678901", limits)
    assert added == "P_R_3"
    assert sent(station) == {
        "id": 3,
        "name": "test002",
        "password": "Njc4OTAx",
        "cnt": 1,
        "sprd": "0 30 8 ? * 1,3,5 *",
        "eprd": "0 30 18 ? * 1,3,5 *",
    }
    assert await client.doorlock.add_temp_user(LOCK, 4, "x", "678901") == "P_R_4"


@pytest.mark.parametrize(
    ("number", "name", "password"),
    [(0, "x", "678901"), (256, "x", "678901"), (1, "", "678901"), (1, "x", "12345")],
)
async def test_codes_that_are_not_sent(
    number: int, name: str, password: str, client: LifeSmartClient
) -> None:
    with pytest.raises(InvalidError):
        await client.doorlock.add_temp_user(LOCK, number, name, password)


async def test_deletion(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doorlock deltempuser", "success")
    await client.doorlock.delete_temp_user(LOCK, "P_R_3")
    assert sent(station) == {"userid": "P_R_3"}
    with pytest.raises(InvalidError):
        await client.doorlock.delete_temp_user(LOCK, "P_P_2")


async def test_opening(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("doorlock openlock", "success")
    await client.doorlock.open_lock(LOCK)
    assert station.last.args == {"me": LOCK, "cmd": "openlock"}
    with pytest.raises(InvalidError):
        await client.doorlock.open_lock("")


async def test_what_is_sent_again_without_an_answer(
    hasty: LifeSmartClient, station: FakeStation
) -> None:
    doorlock = hasty.doorlock
    change = {"new_password": "678901", "old_password": "123456"}
    for name, call, times, unknown in [
        ("openlock", lambda: doorlock.open_lock(LOCK), 1, True),
        ("addtempuser", lambda: doorlock.add_temp_user(LOCK, 1, "x", "678901"), 1, True),
        ("setuser", lambda: doorlock.set_user(LOCK, "P_R_1", **change), 1, True),
        ("getuser", lambda: doorlock.get_users(LOCK), 3, False),
        ("deltempuser", lambda: doorlock.delete_temp_user(LOCK, "P_R_1"), 3, True),
    ]:
        station.on(f"doorlock {name}", SILENCE)
        with pytest.raises(DeadlineError) as caught:
            await call()
        assert len(station.named(f"doorlock {name}")) == times, name
        assert caught.value.outcome_unknown is unknown, name
