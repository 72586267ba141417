"""Infrared through a SPOT."""

import pytest

from custom_components.accord.protocol.errors import DeadlineError, InvalidError, ProtocolError
from custom_components.accord.protocol.lifesmart import IrCode, LifeSmartClient, Remote
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation

REMOTE = "AI_IR_5bd1_1590665106"


async def test_remotes(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("spotremote getlist", [{"id": REMOTE, "panel": "TV_A"}])
    station.on("spotremote getkeys", {"MENU": ""})
    assert await client.spotremote.get_list() == (Remote(id=REMOTE, panel="TV_A"),)
    assert await client.spotremote.get_keys(REMOTE) == {"MENU": ""}
    assert station.last.args == {"cmd": "getkeys", "id": REMOTE}


async def test_keys(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("spotremote sendkey", "successs")
    await client.spotremote.send_key(REMOTE, "9")
    assert station.last.args == {"cmd": "sendkey", "id": REMOTE, "key": "9"}
    with pytest.raises(InvalidError):
        await client.spotremote.send_key(REMOTE, "")


async def test_codes(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("spotremote sendcodes", "success")
    await client.spotremote.send_codes("2711", [IrCode(data="018C5003", delay=1)])
    assert station.last.args == {
        "me": "2711",
        "cmd": "sendcodes",
        "keys": [{"param": {"type": 1, "duty": 3, "delay": 1, "data": "018C5003"}}],
    }
    with pytest.raises(InvalidError):
        await client.spotremote.send_codes("2711", [])


async def test_learning(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("spotremote learncode", {"type": 1, "duty": 3, "data": "018C5003"}, {})
    assert await client.spotremote.learn_code("2711") == IrCode(data="018C5003")
    with pytest.raises(ProtocolError):
        await client.spotremote.learn_code("2711")


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    topic = hasty.spotremote
    for name, call in (
        ("sendkey", topic.send_key(REMOTE, "9")),
        ("sendcodes", topic.send_codes("2711", [IrCode(data="01")])),
        ("learncode", topic.learn_code("2711")),
    ):
        station.on(f"spotremote {name}", SILENCE)
        with pytest.raises(DeadlineError) as caught:
            await call
        assert caught.value.outcome_unknown is (name != "learncode")
        assert len(station.named(f"spotremote {name}")) == 1
