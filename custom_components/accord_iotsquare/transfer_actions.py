"""Actions that send files, such as firmware, to all devices of a group."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.iotsquare.payload_input import from_base64
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry
from .state import Kind
from .targets import WHOLE, Call, coordinator_of, id_of_call, shown

ATTR_TRANSFER = "transfer_id"
ATTR_FILE_NAME = "file_name"
ATTR_PATH = "path"
ATTR_BASE64 = "base64"
ATTR_REDUNDANCY = "redundancy"
LARGEST = 64 * 1024
"""Bytes."""


async def _start(call: Call) -> ServiceResponse:
    mc_eui, coordinator, data = id_of_call(call, Kind.GROUP), coordinator_of(call), call.data
    payload = await _content(call)
    command = coordinator.client.fuota.create(
        mc_eui, data[ATTR_FILE_NAME], payload, data[ATTR_REDUNDANCY] / 100
    )
    coordinator.look_for_transfer(mc_eui)
    number = await coordinator.async_change(command)
    answer: dict[str, Any] = {"transfer_id": number, "size": len(payload)}
    if number is not None:
        job = await coordinator.client.fuota.status(mc_eui, number)
        answer["fragments"] = job.fragments
        answer["spare_fragments"] = job.spare_fragments
    return answer


async def _content(call: Call) -> bytes:
    """Return the file that a call brings. Raises what a user reads."""
    path, text = call.data.get(ATTR_PATH), call.data.get(ATTR_BASE64)
    if (path is None) is (text is None):
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="one_file")
    if path is None:
        content = from_base64(text)
    else:
        content = await call.hass.async_add_executor_job(_read, call.hass, str(path))
    if not 0 < len(content) <= LARGEST:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="file_size")
    return content


def _read(hass: HomeAssistant, path: str) -> bytes:
    found = Path(hass.config.path(path)).resolve()
    if not hass.config.is_allowed_path(str(found)):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="path_not_allowed",
            translation_placeholders={"path": path},
        )
    try:
        with found.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="file_unreadable",
            translation_placeholders={"path": path},
        ) from err


async def _list(call: Call) -> ServiceResponse:
    mc_eui = id_of_call(call, Kind.GROUP)
    found = await coordinator_of(call).client.fuota.list(mc_eui)
    return {"transfers": [shown(one) for one in found]}


async def _get(call: Call) -> ServiceResponse:
    mc_eui, number = id_of_call(call, Kind.GROUP), call.data[ATTR_TRANSFER]
    fuota = coordinator_of(call).client.fuota
    job = await fuota.status(mc_eui, number)
    devices = await fuota.device_list(mc_eui, number)
    return {"transfer": shown(job), "devices": [shown(one) for one in devices]}


async def _abort(call: Call) -> ServiceResponse:
    mc_eui, coordinator = id_of_call(call, Kind.GROUP), coordinator_of(call)
    coordinator.look_for_transfer(mc_eui)
    await coordinator.async_change(coordinator.client.fuota.abort(mc_eui, call.data[ATTR_TRANSFER]))
    return None


_TRANSFER: dict[vol.Marker, Any] = {vol.Required(ATTR_TRANSFER): vol.All(WHOLE, vol.Range(min=0))}

TRANSFER_ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry], ...] = (
    ActionSpec(
        name="start_file_transfer",
        handler=_start,
        operations=("fuota/create",),
        fields={
            vol.Required(ATTR_FILE_NAME): vol.All(cv.string, vol.Length(min=1, max=64)),
            vol.Optional(ATTR_PATH): cv.string,
            vol.Optional(ATTR_BASE64): cv.string,
            vol.Optional(ATTR_REDUNDANCY, default=30): vol.All(
                vol.Coerce(float), vol.Range(min=10, max=100)
            ),
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="list_file_transfers",
        handler=_list,
        operations=("fuota/list",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="get_file_transfer",
        handler=_get,
        operations=("fuota/status", "fuota/device/list"),
        fields=_TRANSFER,
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="abort_file_transfer",
        handler=_abort,
        operations=("fuota/abort",),
        fields=_TRANSFER,
        admin=True,
    ),
)
