"""Each uplink counts once, and what was heard survives restarts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from homeassistant.core import HomeAssistant

from custom_components.accord.protocol.iotsquare import (
    Device,
    GatewayReception,
    Received,
    Uplink,
    Way,
)
from custom_components.accord_iotsquare.uplinks import NOTHING, Uplinks

NAME = "574abd9100390397"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def uplink(f_cnt: int, seconds: float = 0, data: bytes = b"\x01", **more: object) -> Uplink:
    """Return an uplink some seconds after noon."""
    found = Uplink(
        dev_eui=NAME,
        f_cnt=f_cnt,
        f_port=8 if data else 0,
        data=data,
        time=NOON + timedelta(seconds=seconds),
        rssi=-80.0,
        gateways=(GatewayReception("8cf957fffe8002d1", -80.0, 7.5),),
    )
    return replace(found, **more)


async def test_each_once(hass: HomeAssistant) -> None:
    """The same one by another way is dropped; listeners hear of each new one."""
    uplinks = Uplinks(hass, "entry")
    told: list[Received] = []
    everybody: list[Received] = []
    stop = uplinks.listen(NAME, told.append)
    uplinks.listen_to_all(everybody.append)
    assert uplinks.feed(uplink(1))
    assert not uplinks.feed(uplink(1, 0.2, way=Way.PUSH))
    assert uplinks.feed(uplink(2, 60))
    stop()
    assert uplinks.feed(uplink(5, 240))
    assert [one.uplink.f_cnt for one in told] == [1, 2]
    assert [one.uplink.f_cnt for one in everybody] == [1, 2, 5]
    assert uplinks.heard(NAME).lost == 2


async def test_newest(hass: HomeAssistant) -> None:
    """What comes late does not replace what is newer; a payload stays when an empty frame comes."""
    uplinks = Uplinks(hass, "entry")
    for one in (uplink(1), uplink(3, 2), uplink(2, 1, b"\x02"), uplink(4, 60, b"")):
        assert uplinks.feed(one)
    heard = uplinks.heard(NAME)
    assert heard.uplink is not None
    assert heard.payload is not None
    assert (heard.uplink.f_cnt, heard.payload.f_cnt) == (4, 3)


async def test_overdue(hass: HomeAssistant) -> None:
    """How often a device sends is learned; frames that were lost count as sent."""
    uplinks = Uplinks(hass, "entry")
    device = Device(dev_eui=NAME, name="pantry", f_cnt=4, last_seen=NOON + timedelta(minutes=40))
    assert not uplinks.is_overdue(device, NOON + timedelta(days=9))
    for one in (uplink(0), uplink(1, 600), uplink(3, 1800), uplink(4, 2400)):
        uplinks.feed(one)
    assert uplinks.heard(NAME).interval == 600
    assert not uplinks.is_overdue(device, NOON + timedelta(minutes=69))
    assert uplinks.is_overdue(device, NOON + timedelta(minutes=71))
    uplinks.allow_silence(NAME, 3600.0)
    assert not uplinks.is_overdue(device, NOON + timedelta(minutes=99))
    uplinks.allow_silence(NAME, None)
    device = replace(device, last_seen=NOON + timedelta(minutes=60))
    assert not uplinks.is_overdue(device, NOON + timedelta(minutes=71))


async def test_new_session(hass: HomeAssistant) -> None:
    """After a join the counter begins anew, and nothing is lost."""
    uplinks = Uplinks(hass, "entry")
    for one in (uplink(7), uplink(8, 60)):
        uplinks.feed(one)
    uplinks.joined(NAME, NOON + timedelta(minutes=3))
    assert uplinks.feed(uplink(0, 200))
    assert uplinks.heard(NAME).lost == 0


async def test_over_restarts(hass: HomeAssistant) -> None:
    """Everything is there again, and what was known does not count twice."""
    uplinks = Uplinks(hass, "entry")
    for one in (uplink(0), uplink(1, 600), uplink(3, 1800), uplink(4, 2400)):
        uplinks.feed(one)
    await uplinks.async_save()
    again = Uplinks(hass, "entry")
    await again.async_load()
    assert again.heard(NAME) == uplinks.heard(NAME)
    assert not again.feed(uplink(4, 2400))
    assert again.feed(uplink(6, 3600))
    assert again.heard(NAME).lost == 2
    await again.async_remove()
    empty = Uplinks(hass, "entry")
    await empty.async_load()
    assert empty.heard(NAME) is NOTHING


async def test_behind(hass: HomeAssistant) -> None:
    """Devices whose list tells of more than was heard, those first that wait longest."""
    uplinks = Uplinks(hass, "entry")
    silent = Device(dev_eui="00", name="silent")
    device = Device(dev_eui=NAME, name="pantry", f_cnt=1, last_seen=NOON)
    assert uplinks.behind([silent, device]) == [NAME]
    uplinks.polled(device, None)
    assert not uplinks.behind([device])
    moved = replace(device, f_cnt=2, last_seen=NOON + timedelta(minutes=1))
    other = replace(device, dev_eui="01")
    assert uplinks.behind([moved, other]) == ["01", NAME]
    uplinks.feed(uplink(2, 60))
    assert not uplinks.behind([moved])
    again = replace(moved, last_seen=NOON + timedelta(minutes=9))
    assert uplinks.behind([again]) == [NAME]


async def test_forgotten(hass: HomeAssistant) -> None:
    """Nothing stays of a device that was deleted."""
    uplinks = Uplinks(hass, "entry")
    uplinks.feed(uplink(1))
    uplinks.forget(NAME)
    assert uplinks.heard(NAME) is NOTHING
    assert uplinks.feed(uplink(1))
