"""Values, and who was there last."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_akuvox.const import CONF_LAST_USER
from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll

LAST = "sensor.front_door_last_person"


@pytest.mark.parametrize("model", ["A01", "A05", "X912"])
async def test_sensors(compare: Compare, model: str) -> None:
    await compare(Platform.SENSOR, model)


async def test_started_does_not_flicker(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    device = await make(clock=Clock())
    await add(device)
    before = hass.states.get("sensor.front_door_started")
    await poll(601)
    assert hass.states.get("sensor.front_door_started") == before


async def test_the_last_person(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Only for those who want it, only those who were let in, and over a restart."""
    device = await make(clock=Clock(frozen=True))
    device.people.users.add(
        {"UserID": "1", "Name": "Mira", "CardCode": "00C0FFEE", "ScheduleRelay": "1001-1"}
    )
    entry = await add(device, **{CONF_LAST_USER: True})
    assert hass.states.get(LAST).state == "unknown"
    device.control("card", {"code": "00C0FFEE"})
    device.control("card", {"code": "DEADBEEF"})
    await poll()
    assert hass.states.get(LAST).state == "Mira"
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get(LAST).state == "Mira"


async def test_nobody_is_shown_unasked(hass: HomeAssistant, make: Make, add: Add) -> None:
    await add(await make(clock=Clock(frozen=True)))
    assert hass.states.get(LAST) is None


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_the_last_call(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    device.control("ring", {"number": "2002", "name": "Office"})
    device.control("hang_up", {})
    hass.config_entries.async_entries("accord_akuvox")[
        0
    ].runtime_data.coordinator.feed.read_calls_soon()
    await poll(60)
    assert hass.states.get("sensor.front_door_last_call").state == "Office"
