"""Sensors of all parts."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.iotsquare.household import THERMOMETER
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    report,
    state_of,
)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_silence_is_no_failure(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Values of a silent device stay; those of a server that fails do not count."""
    server = await make()
    entry = await add(server)
    before = state_of(hass, entry, "sensor", f"{THERMOMETER}_rssi")
    await poll()
    assert state_of(hass, entry, "sensor", f"{THERMOMETER}_rssi") == before
    server.storage_fails = True
    await poll()
    assert state_of(hass, entry, "sensor", f"{THERMOMETER}_rssi") == "unavailable"
    server.storage_fails = False
    await poll()
    assert state_of(hass, entry, "sensor", f"{THERMOMETER}_rssi") == before


async def test_a_push_shows_at_once(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An uplink by any way in shows without a poll."""
    server = await make()
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    report(server, THERMOMETER)
    uplink = await coordinator.client.device.latest_uplink(THERMOMETER)
    assert coordinator.uplinks.feed(uplink)
    shown = hass.states.get(entity_id(hass, entry, "sensor", f"{THERMOMETER}_last_seen"))
    assert shown is not None
    assert shown.state == uplink.time.replace(microsecond=0).isoformat()
