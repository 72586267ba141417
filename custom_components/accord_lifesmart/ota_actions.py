"""Actions of the firmware of devices: the station's store of files, and tasks that are finished."""

from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec, as_json
from .coordinator import LifeSmartConfigEntry
from .readings import FIRMWARE

ATTR_URL = "url"
ATTR_KEY = "key"
ATTR_FILES = "files"


async def _add_file(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    """Have the station load a file; updates of devices that it fits show afterwards."""
    coordinator = call.entry.runtime_data.coordinator
    command = coordinator.client.otamanage.add_file_url(
        call.data[ATTR_URL], call.data.get(ATTR_KEY)
    )
    await coordinator.async_change(command, FIRMWARE)
    return None


async def _files(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    ota = call.entry.runtime_data.coordinator.client.otamanage
    files = await ota.query_files()
    fitting = await ota.get_available_eps()
    return {
        ATTR_FILES: as_json(files),
        "devices": [
            {
                "file": one.file,
                "id": one.me,
                "name": one.name,
                "installed": one.version,
                "offered": one.offered,
                "needed": one.needed,
            }
            for one in fitting
        ],
        "tasks": [
            {"id": one.id, "file": one.file, "percent": one.percent, "finished": one.finished}
            for one in await ota.query_tasks()
        ],
    }


async def _remove_file(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    command = coordinator.client.otamanage.remove_files(call.data.get(ATTR_FILES))
    await coordinator.async_change(command, FIRMWARE)
    return None


async def _clear_tasks(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator = call.entry.runtime_data.coordinator
    await coordinator.async_change(coordinator.client.otamanage.remove_tasks(), FIRMWARE)
    return None


_NAMES: Any = vol.All(cv.ensure_list, [cv.string], vol.Length(min=1))

OTA_ACTIONS: tuple[ActionSpec[LifeSmartConfigEntry], ...] = (
    ActionSpec(
        name="ota_add_file",
        handler=_add_file,
        operations=("otamanage.addfileurl",),
        fields={vol.Required(ATTR_URL): cv.string, vol.Optional(ATTR_KEY): cv.string},
        admin=True,
    ),
    ActionSpec(
        name="ota_files",
        handler=_files,
        operations=("otamanage.queryfile", "otamanage.getavailableeps", "otamanage.querytask"),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="ota_remove_file",
        handler=_remove_file,
        operations=("otamanage.rmfile",),
        fields={vol.Optional(ATTR_FILES): _NAMES},
        admin=True,
        confirm=True,
        guarded_fn=lambda data: ATTR_FILES not in data,
    ),
    ActionSpec(
        name="ota_clear_tasks",
        handler=_clear_tasks,
        operations=("otamanage.rmtask",),
        admin=True,
    ),
)
