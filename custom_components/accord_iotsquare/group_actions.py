"""Actions of multicast groups and of who belongs to them."""

from collections.abc import Awaitable, Callable, Sequence
import secrets
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.errors import BatchError
from ..accord.protocol.iotsquare import IoTSquareClient
from ..accord.protocol.iotsquare.catalog import DeviceClass
from .application_actions import MQTT
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry
from .device_actions import ATTR_CLASS
from .devices import part_of
from .links import async_forget_link, async_note_link
from .push import own_link
from .readings import GROUP, MEMBERS
from .state import Kind, Part
from .targets import (
    ADDRESS,
    ATTR_NAME,
    EUI,
    KEY,
    NAME,
    TYPED_NAME,
    WHOLE,
    Call,
    alone,
    check_typed_name,
    coordinator_of,
    given,
    id_of_call,
    shown,
)

ATTR_MEMBERS = "members"
ATTR_AUTOMATIC = "automatic"
ATTR_GENERATE = "generate_keys"
ATTR_NUMBER = "group_number"
ATTR_PUSH_URL = "push_url"
EUI_BYTES = 8
KEY_BYTES = 16
ADDRESS_BYTES = 4

_SECRETS = {"address": ADDRESS_BYTES, "app_s_key": KEY_BYTES, "nwk_s_key": KEY_BYTES}
_CHANGES = {
    ATTR_NAME: "name",
    "address": "mc_addr",
    "app_s_key": "mc_app_s_key",
    "nwk_s_key": "mc_nwk_s_key",
    "time_slot_length": "time_slot_length",
    "ping_slot_period": "ping_slot_period",
    "mqtt_delivery": "mqtt",
}
_NEW = {
    **_CHANGES,
    "region": "region",
    "subnet": "subnet",
    ATTR_CLASS: "device_class",
    "gen_app_key": "gen_app_key",
}


async def _create(call: Call) -> ServiceResponse:
    """Create a group; what was generated is answered once and kept nowhere."""
    id_of_call(call, Kind.ACCOUNT)
    coordinator, data = coordinator_of(call), call.data
    automatic = data[ATTR_AUTOMATIC]
    needed = {"gen_app_key": KEY_BYTES} if automatic else _SECRETS
    made = {name: secrets.token_hex(size) for name, size in needed.items() if name not in data}
    if made and not data[ATTR_GENERATE]:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="fields_missing",
            translation_placeholders={"fields": ", ".join(made)},
        )
    own = own_link(call.hass, call.entry) if automatic and ATTR_PUSH_URL not in data else None
    more: dict[str, Any] = {}
    if automatic:
        more = {
            "group_id": data[ATTR_NUMBER],
            "push_urls": (data[ATTR_PUSH_URL] if own is None else own.url,),
            "headers": {} if own is None else own.headers,
        }
    mc_eui = data.get("group_eui") or secrets.token_hex(EUI_BYTES)
    command = coordinator.client.mcgroup.create(mc_eui, **more, **given({**data, **made}, _NEW))
    await coordinator.async_change(command)
    if own is not None:
        async_note_link(call.hass, call.entry, Part(Kind.GROUP, mc_eui), own)
    return {"group_eui": mc_eui, **made}


async def _update(call: Call) -> ServiceResponse:
    mc_eui, coordinator = id_of_call(call, Kind.GROUP), coordinator_of(call)
    command = coordinator.client.mcgroup.update(mc_eui, **given(call.data, _CHANGES))
    await coordinator.async_change(command, GROUP, part=mc_eui)
    return None


async def _delete(call: Call) -> ServiceResponse:
    mc_eui, coordinator = id_of_call(call, Kind.GROUP), coordinator_of(call)
    check_typed_name(call.data, coordinator.data.groups[mc_eui].name)
    await coordinator.async_change(alone(coordinator.client.mcgroup.delete([mc_eui])))
    async_forget_link(call.hass, call.entry, Part(Kind.GROUP, mc_eui))
    return None


async def _members(call: Call) -> ServiceResponse:
    mc_eui = id_of_call(call, Kind.GROUP)
    found = await coordinator_of(call).client.mcdevice.list(mc_eui)
    return {"members": [shown(one) for one in found]}


async def _add(call: Call) -> ServiceResponse:
    return await _change_members(call, lambda client: client.mcdevice.create)


async def _remove(call: Call) -> ServiceResponse:
    return await _change_members(call, lambda client: client.mcdevice.delete)


type _Change = Callable[[str, Sequence[str]], Awaitable[None]]


async def _change_members(
    call: Call, change_of: Callable[[IoTSquareClient], _Change]
) -> ServiceResponse:
    """Change who belongs to a group; tell of each what became of it."""
    mc_eui, coordinator = id_of_call(call, Kind.GROUP), coordinator_of(call)
    euis = [_eui_of(call, member) for member in call.data[ATTR_MEMBERS]]
    failed: dict[str, str] = {}

    async def change() -> None:
        try:
            await change_of(coordinator.client)(mc_eui, euis)
        except BatchError as err:
            if not call.return_response or len(err.items) == len(euis):
                raise
            failed.update({eui: str(item) for eui, item in err.items.items()})

    await coordinator.async_change(change(), GROUP, MEMBERS, part=mc_eui)
    return {"members": {eui: failed.get(eui, "ok") for eui in euis}}


def _eui_of(call: Call, member: str) -> str:
    """Return the EUI of a member that is given as such, or as a device of Home Assistant."""
    device = dr.async_get(call.hass).async_get(member)
    part = None if device is None else part_of(call.entry, device)
    if part is not None and part.kind is Kind.DEVICE:
        return part.id
    try:
        eui: str = EUI(member)
    except vol.Invalid:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="no_device",
            translation_placeholders={"member": member},
        ) from None
    return eui


_SETTINGS: dict[vol.Marker, Any] = {
    vol.Optional("address"): ADDRESS,
    vol.Optional("app_s_key"): KEY,
    vol.Optional("nwk_s_key"): KEY,
    vol.Optional("time_slot_length"): vol.All(WHOLE, vol.Range(min=0, max=15)),
    vol.Optional("ping_slot_period"): vol.All(WHOLE, vol.In([1 << power for power in range(8)])),
    **MQTT,
}
_MEMBERS: dict[vol.Marker, Any] = {
    vol.Required(ATTR_MEMBERS): vol.All(cv.ensure_list, [cv.string], vol.Length(min=1))
}

GROUP_ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry], ...] = (
    ActionSpec(
        name="create_multicast_group",
        handler=_create,
        operations=("mcgroup/create",),
        fields={
            vol.Required(ATTR_NAME): NAME,
            vol.Optional("group_eui"): EUI,
            vol.Required("region"): cv.string,
            vol.Optional("subnet"): cv.string,
            vol.Optional(ATTR_CLASS, default=DeviceClass.C.value): vol.Coerce(DeviceClass),
            vol.Optional(ATTR_AUTOMATIC, default=False): cv.boolean,
            vol.Optional(ATTR_NUMBER, default=0): vol.All(WHOLE, vol.Range(min=0, max=3)),
            vol.Optional("gen_app_key"): KEY,
            vol.Optional(ATTR_GENERATE, default=False): cv.boolean,
            vol.Optional(ATTR_PUSH_URL): cv.url,
            **_SETTINGS,
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="update_multicast_group",
        handler=_update,
        operations=("mcgroup/update",),
        fields={vol.Optional(ATTR_NAME): NAME, **_SETTINGS},
        admin=True,
    ),
    ActionSpec(
        name="delete_multicast_group",
        handler=_delete,
        operations=("mcgroup/delete",),
        fields=TYPED_NAME,
        admin=True,
    ),
    ActionSpec(
        name="list_group_members",
        handler=_members,
        operations=("mcdevice/list",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="add_group_members",
        handler=_add,
        operations=("mcdevice/create",),
        fields=_MEMBERS,
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="remove_group_members",
        handler=_remove,
        operations=("mcdevice/delete",),
        fields=_MEMBERS,
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
)
