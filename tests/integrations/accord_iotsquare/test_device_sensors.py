"""When and how well devices were heard."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_iotsquare.readings import STATUS
from simulators.iotsquare.household import RELAY, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, report, state_of


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_all(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Of the newest uplink, and of the status where that tells."""
    server = await make()
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    for name in (THERMOMETER, RELAY):
        coordinator.read_soon(STATUS, part=name)
    await poll()
    device = server.devices[THERMOMETER]
    wanted = {
        "rssi": "-71.0",
        "snr": "9.5",
        "data_rate": str(device.data_rate),
        "frame_counter": "0",
        "last_port": "8",
        "lost_uplinks": "0",
        "device_class": "a",
        "downlink_counter": "0",
        "downlink_queue": "0",
    }
    shown = {key: state_of(hass, entry, "sensor", f"{THERMOMETER}_{key}") for key in wanted}
    assert shown == wanted
    assert float(state_of(hass, entry, "sensor", f"{THERMOMETER}_frequency")) > 860
    assert state_of(hass, entry, "sensor", f"{RELAY}_device_class") == "c"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_lost(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Frames that nobody heard show in the counter."""
    server = await make()
    entry = await add(server)
    server.devices[THERMOMETER].loses = 2
    for _ in range(3):
        report(server, THERMOMETER)
    await poll()
    assert state_of(hass, entry, "sensor", f"{THERMOMETER}_frame_counter") == "3"
    assert state_of(hass, entry, "sensor", f"{THERMOMETER}_lost_uplinks") == "2"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_never_heard(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that never sent has no values, and is no failure."""
    server = await make()
    device = server.devices[THERMOMETER]
    device.last_uplink = None
    entry = await add(server)
    for key in ("last_seen", "rssi", "frame_counter"):
        assert state_of(hass, entry, "sensor", f"{THERMOMETER}_{key}") == "unknown", key
