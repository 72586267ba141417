"""Devices, and what their IOs are set to."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    DeadlineError,
    InvalidError,
    NotFoundError,
    ProtocolError,
)
from custom_components.accord.protocol.lifesmart import EpSet, LifeSmartClient, NoAnswerError
from tests.protocol.lifesmart.fakes import GET, SET, SILENCE, Asked, FakeStation

SWITCH: dict[str, Any] = {
    "me": "2711",
    "devtype": "SL_SW_ND1",
    "name": "灯",
    "data": {"L1": {"type": 129, "val": 1}},
}
LAMP = {"me": "2712", "devtype": "SL_LI_WW", "data": {}}
ON = EpSet("2711", "L1", 0x81, 1)
OFF = EpSet("2712", "P1", 0x80, 0)


async def test_one_device(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("ep", SWITCH)
    device = await client.ep.get("2711")
    assert (device.me, device.name) == ("2711", "灯")
    assert device.ios["L1"].val == 1
    assert (station.last.type, station.last.args) == (GET, {"me": "2711"})


@pytest.mark.parametrize(
    "message", [{"2711": {"devtype": "SL_SW_ND1"}}, [LAMP, SWITCH], {"me": "2711"}]
)
async def test_one_device_in_other_shapes(
    message: Any, client: LifeSmartClient, station: FakeStation
) -> None:
    station.on("ep", message)
    assert (await client.ep.get("2711")).me == "2711"


@pytest.mark.parametrize("message", [{}, [], "success", LAMP])
async def test_no_device(message: Any, client: LifeSmartClient, station: FakeStation) -> None:
    station.on("ep", message)
    with pytest.raises(NotFoundError):
        await client.ep.get("2711")


@pytest.mark.parametrize(
    "message", [[SWITCH, LAMP, {"name": "no id"}], {"2711": SWITCH, "2712": LAMP}]
)
async def test_all_devices(message: Any, client: LifeSmartClient, station: FakeStation) -> None:
    station.on("eps", message)
    assert [device.me for device in await client.ep.list()] == ["2711", "2712"]
    assert station.last.args == {}


async def test_a_list_that_never_arrives_is_asked_for_in_parts(
    hasty: LifeSmartClient, station: FakeStation
) -> None:
    """From then on at once, and also for a device that went meanwhile."""
    short = [{"me": one["me"]} for one in (SWITCH, LAMP)]
    station.on("eps", lambda asked: short if asked.args else SILENCE)
    station.on("ep", lambda asked: SWITCH if asked.args["me"] == "2711" else {})
    for _ in range(2):
        devices = await hasty.ep.list()
        assert [device.devtype for device in devices] == ["SL_SW_ND1", ""]
    assert [one.args for one in station.named("eps")] == [{}, {}, {}, {"degree": 1}, {"degree": 1}]
    assert hasty.dialect.word("eps") == "ep"


async def test_a_silent_station(hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on("eps", SILENCE)
    with pytest.raises(NoAnswerError):
        await hasty.ep.list()
    assert hasty.dialect.word("eps") is None


@pytest.mark.parametrize("message", ["", "success", None, 5])
async def test_no_list_is_not_an_empty_list(
    message: Any, client: LifeSmartClient, station: FakeStation
) -> None:
    station.on("eps", message)
    with pytest.raises(ProtocolError):
        await client.ep.list()


async def test_less_detail(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("eps", [])
    assert await client.ep.list_degree(0) == ()
    assert station.last.args == {"degree": 0}
    with pytest.raises(InvalidError):
        await client.ep.list_degree(3)


async def test_setting(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("ep", {})
    await client.ep.set(ON)
    assert (station.last.type, station.last.args) == (
        SET,
        {"tag": "m", "me": "2711", "idx": "L1", "type": 0x81, "val": 1},
    )


async def test_setting_several(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("eps", {})
    await client.ep.set_many([ON, OFF])
    assert (station.last.type, station.last.args) == (SET, [ON.to_wire(), OFF.to_wire()])
    station.on("ep", {})
    await client.ep.set_many([OFF])
    assert station.last.obj == "ep"
    with pytest.raises(InvalidError):
        await client.ep.set_many([])


async def test_what_must_not_happen_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    seen: list[Asked] = []

    def silent(asked: Asked) -> Any:
        seen.append(asked)
        return SILENCE

    station.on("ep", silent)
    with pytest.raises(DeadlineError) as caught:
        await hasty.ep.set(ON, absolute=False)
    assert caught.value.outcome_unknown
    assert len(seen) == 1
    with pytest.raises(DeadlineError):
        await hasty.ep.set(ON)
    assert len(seen) == 4
