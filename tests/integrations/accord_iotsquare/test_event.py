"""What happens, as events."""

from homeassistant.core import HomeAssistant

from simulators.iotsquare.household import GROUP, RELAY, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    report,
    state_of,
)


async def test_uplink(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Each uplink is one event; the one before the start is none."""
    server = await make()
    entry = await add(server)
    event = entity_id(hass, entry, "event", f"{THERMOMETER}_uplink")
    assert state_of(hass, entry, "event", f"{THERMOMETER}_uplink") == "unknown"
    report(server, THERMOMETER, b"\x01\x02", 9)
    await poll()
    state = hass.states.get(event)
    assert state is not None
    shown = {
        key: state.attributes[key] for key in ("event_type", "port", "payload", "frame_counter")
    }
    assert shown == {"event_type": "uplink", "port": 9, "payload": "0102", "frame_counter": 1}
    await poll()
    again = hass.states.get(event)
    assert again is not None
    assert again.state == state.state


async def test_transfer(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Each step of a device is told."""
    server = await make()
    entry = await add(server)
    server.fuota.begin(server.groups[GROUP], "blob", bytes(100), 0.3)
    entry.runtime_data.coordinator.look_for_transfer(GROUP)
    await poll()
    event = entity_id(hass, entry, "event", f"mc_{GROUP}_transfer_device")
    state = hass.states.get(event)
    assert state is not None
    assert state.state == "unknown"
    transfer = next(iter(server.transfers.values()))
    transfer.devices[RELAY].state = "FragSessionSetupAns"
    await poll()
    state = hass.states.get(event)
    assert state is not None
    assert state.attributes["event_type"] == "setup"
    assert state.attributes["device"] == RELAY
