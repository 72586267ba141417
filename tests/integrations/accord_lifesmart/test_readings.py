"""What is read seldom is read where it is there."""

from homeassistant.core import HomeAssistant

from custom_components.accord_lifesmart.readings import REMOTES, SCENES, VERSION, ZONE
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make


async def test_without_a_spot(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nobody is asked for remotes where nothing sends infrared."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    entry = await add(station)
    state = entry.runtime_data.coordinator.data
    assert state.get(VERSION).version == "1.0.93p2"
    assert state.get(ZONE).hours == station.timezone
    assert state.get(SCENES) == ()
    assert state.get(REMOTES) is None
    assert "spotremote.getlist" not in rows


async def test_with_a_spot(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A SPOT makes the difference."""
    entry = await add(await make(SubDevice("5bd1", "SL_SPOT", "Spot")))
    assert entry.runtime_data.coordinator.data.get(REMOTES) == ()
