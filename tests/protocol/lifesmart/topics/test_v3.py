"""Users of LifeSmart V3 locks."""

import pytest

from custom_components.accord.protocol.errors import DeadlineError, InvalidError
from custom_components.accord.protocol.lifesmart import LifeSmartClient, NumberedUser, V3Info
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation

LOCK = "2711"
ACT = "doorlock ctldoorlockv3"


async def test_info(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} Info", {"passwordAdminN": 1, "passwordN": 3})
    assert await client.v3.info(LOCK) == V3Info(password_admins=1, passwords=3)
    assert "actargs" not in station.last.args


async def test_users(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} GetUsers", {"users": [{"userid": 4096, "flag": 3}]})
    assert await client.v3.get_users(LOCK) == (NumberedUser(number=4096, admin=True),)
    assert station.last.actargs == {"fromAID": 4096, "maxcnt": 10}
    with pytest.raises(InvalidError):
        await client.v3.get_users(LOCK, most=11)


async def test_addition(client: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} AddUser", "SUCCESS")
    await client.v3.add_user(LOCK, 4127, "123456")
    assert station.last.actargs == {"userid": 4127, "userpwd": "123456"}


@pytest.mark.parametrize(
    ("number", "password"), [(4095, "123456"), (4128, "123456"), (4096, "12345"), (4096, "1" * 25)]
)
async def test_what_is_not_sent(number: int, password: str, client: LifeSmartClient) -> None:
    with pytest.raises(InvalidError):
        await client.v3.add_user(LOCK, number, password)


async def test_deletion(client: LifeSmartClient, station: FakeStation) -> None:
    """The vendor's sample deletes a number that cannot be added."""
    station.on(f"{ACT} DelUser", "SUCCESS")
    await client.v3.delete_user(LOCK, 4128)
    assert station.last.actargs == {"userid": 4128}


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on(f"{ACT} AddUser", SILENCE)
    station.on(f"{ACT} DelUser", SILENCE)
    for call in (hasty.v3.add_user(LOCK, 4096, "123456"), hasty.v3.delete_user(LOCK, 4096)):
        with pytest.raises(DeadlineError) as caught:
            await call
        assert caught.value.outcome_unknown
    assert [one.args["act"] for one in station.asked if one.obj == "doorlock"] == [
        "AddUser",
        "DelUser",
    ]
