"""The firmware that runs."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from custom_components.accord.protocol.akuvox import InstallStage
from custom_components.accord_akuvox.installation import Progress
from simulators.clock import Clock

from .conftest import Add, Compare, Make


async def test_updates(compare: Compare) -> None:
    await compare(Platform.UPDATE, "A05")


async def test_an_installation_shows(hass: HomeAssistant, make: Make, add: Add) -> None:
    entry = await add(await make(clock=Clock(frozen=True)))
    installation = entry.runtime_data.coordinator.installation
    entity = "update.front_door_firmware"
    installation.note(Progress(InstallStage.UPLOADING, 40))
    state = hass.states.get(entity)
    assert (state.attributes["in_progress"], state.attributes["update_percentage"]) == (True, 40)
    installation.note(None)
    assert hass.states.get(entity).attributes["in_progress"] is False
