"""What was sent, and what became of it."""

from homeassistant.core import HomeAssistant

from custom_components.accord_iotsquare.downlinks import Downlinks, Outcome
from simulators.iotsquare.household import GROUP, RELAY, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, report

type Told = list[tuple[str, int | None]]


def listening(downlinks: Downlinks, name: str = THERMOMETER) -> Told:
    """Return what is told from now on."""
    told: Told = []
    downlinks.listen(name, lambda outcome, one: told.append((outcome.value, one.f_cnt)))
    return told


async def test_outcomes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """In the order of the queue: what stood before an acknowledged one is on its way."""
    entry = await add(await make())
    downlinks = entry.runtime_data.downlinks
    told = listening(downlinks)
    for confirmed in (False, True, True):
        await downlinks.async_send(THERMOMETER, b"\x01", 7, confirmed=confirmed)
    assert told == [(Outcome.QUEUED, 0), (Outcome.QUEUED, 1), (Outcome.QUEUED, 2)]
    downlinks.acknowledged(THERMOMETER, 1)
    downlinks.joined(THERMOMETER)
    downlinks.joined(THERMOMETER)
    assert told[3:] == [(Outcome.ACKNOWLEDGED, 1), (Outcome.LOST, 2)]


async def test_sent_by_others(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An acknowledgement of what somebody else sent is told as well."""
    entry = await add(await make())
    told = listening(entry.runtime_data.downlinks)
    entry.runtime_data.downlinks.acknowledged(THERMOMETER, 9)
    assert told == [(Outcome.ACKNOWLEDGED, 9)]


async def test_sent_in_vain(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What went out without an answer may have arrived: a later join does not lose it."""
    entry = await add(await make())
    downlinks = entry.runtime_data.downlinks
    await downlinks.async_send(THERMOMETER, b"\x01", 7, confirmed=True)
    await downlinks.async_send(THERMOMETER, b"\x01", 7, confirmed=True)
    told = listening(downlinks)
    downlinks.sent_in_vain(THERMOMETER, 0)
    downlinks.sent_in_vain(THERMOMETER, 7)
    downlinks.joined(THERMOMETER)
    assert told == [(Outcome.LOST, 1)]


async def test_unconfirmed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """With its next uplink a device had its chance: nothing says that it was lost."""
    server = await make()
    entry = await add(server)
    downlinks = entry.runtime_data.downlinks
    await downlinks.async_send(THERMOMETER, b"\x01", 7)
    report(server, THERMOMETER)
    await entry.runtime_data.coordinator.async_read_uplink(THERMOMETER)
    told = listening(downlinks)
    downlinks.joined(THERMOMETER)
    assert told == []


async def test_class_is_asked_once(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Size limits need the class, which seldom changes; to forget it is possible."""
    server = await make()
    entry = await add(server)
    downlinks = entry.runtime_data.downlinks

    def asked() -> int:
        return [one.operation for one in server.api.requests].count("device/status")

    before = asked()
    limit = await downlinks.async_check(RELAY, b"\x01", 7)
    await downlinks.async_check(RELAY, b"\x01", 7)
    assert (limit.device_class, limit.size, asked()) == ("C", 51, before + 1)
    downlinks.forget(RELAY)
    await downlinks.async_check(RELAY, b"\x01", 7)
    assert asked() == before + 2


async def test_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Messages to groups are told, too."""
    entry = await add(await make())
    told = listening(entry.runtime_data.downlinks, GROUP)
    sent = await entry.runtime_data.downlinks.async_send_to_group(GROUP, b"\x01", 7)
    assert told == [(Outcome.QUEUED, sent.downlink.f_cnt)]
    assert sent.limit.device_class == "group"
