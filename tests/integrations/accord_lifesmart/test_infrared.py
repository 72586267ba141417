"""SPOTs send what other integrations want."""

from homeassistant.components.infrared import InfraredCommand, async_send_command
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.accord.protocol.lifesmart.infrared import decode
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id


class Timings(InfraredCommand):
    """A command of some durations."""

    def __init__(self, *timings: int) -> None:
        """Send ``timings``."""
        super().__init__(modulation=40_000)
        self._timings = list(timings)

    def get_raw_timings(self) -> list[int]:
        """Return them."""
        return self._timings


async def test_emitter(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Durations arrive as near as the station's form allows, with their carrier."""
    station = await make(SubDevice("5bd1", "SL_SPOT", "Spot"))
    entry = await add(station)
    emitter = entity_id(hass, entry, "infrared", "5bd1_infrared_emitter")
    await async_send_command(hass, emitter, Timings(9000, -4500, 560, -560, 560, -1690, 560))
    [sent] = station.remotes.sent
    assert sent["freq"] == 40_000
    for found, wanted in zip(
        decode(sent["data"]), (9000, 4500, 560, 560, 560, 1690, 560), strict=True
    ):
        assert abs(found - wanted) / wanted < 0.03
    state = hass.states.get(emitter)
    assert state is not None
    assert state.name == "Spot Infrared emitter"


async def test_nothing_to_send(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An empty command is an error that the user reads."""
    station = await make(SubDevice("5bd1", "SL_SPOT", "Spot"))
    entry = await add(station)
    with pytest.raises(HomeAssistantError):
        await async_send_command(
            hass, entity_id(hass, entry, "infrared", "5bd1_infrared_emitter"), Timings()
        )
    assert station.remotes.sent == []
