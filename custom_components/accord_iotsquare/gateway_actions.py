"""Actions of gateways."""

from typing import Any

from homeassistant.core import ServiceResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from .coordinator import IoTSquareConfigEntry
from .links import async_forget_link
from .readings import GATEWAY
from .state import Kind, Part
from .targets import (
    ATTR_NAME,
    EUI,
    NAME,
    TYPED_NAME,
    WHOLE,
    Call,
    alone,
    check_typed_name,
    coordinator_of,
    given,
    id_of_call,
)

_CHANGES = {
    ATTR_NAME: "name",
    "model": "gw_type",
    "region": "region",
    "subnet": "subnet",
    "class_b": "class_b",
    "class_c": "class_c",
    "tx_power": "tx_power",
    "remarks": "remarks",
}
_NEW = {**_CHANGES, "gateway_id": "gw_id", "heartbeat_interval": "stat_interval"}
_SETTINGS: dict[vol.Marker, Any] = {
    vol.Optional("class_b"): cv.boolean,
    vol.Optional("class_c"): cv.boolean,
    vol.Optional("tx_power"): vol.All(WHOLE, vol.Range(min=0, max=27)),
    vol.Optional("remarks"): cv.string,
}


async def _create(call: Call) -> ServiceResponse:
    id_of_call(call, Kind.ACCOUNT)
    coordinator = coordinator_of(call)
    command = coordinator.client.gateway.create(**given(call.data, _NEW))
    await coordinator.async_change(command)
    return None


async def _update(call: Call) -> ServiceResponse:
    gw_id, coordinator = id_of_call(call, Kind.GATEWAY), coordinator_of(call)
    command = coordinator.client.gateway.update(gw_id, **given(call.data, _CHANGES))
    await coordinator.async_change(command, GATEWAY, part=gw_id)
    return None


async def _delete(call: Call) -> ServiceResponse:
    gw_id, coordinator = id_of_call(call, Kind.GATEWAY), coordinator_of(call)
    check_typed_name(call.data, coordinator.data.gateways[gw_id].name)
    await coordinator.async_change(alone(coordinator.client.gateway.delete([gw_id])))
    async_forget_link(call.hass, call.entry, Part(Kind.GATEWAY, gw_id))
    return None


GATEWAY_ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry], ...] = (
    ActionSpec(
        name="create_gateway",
        handler=_create,
        operations=("gateway/create",),
        fields={
            vol.Required("gateway_id"): EUI,
            vol.Required(ATTR_NAME): NAME,
            vol.Required("model"): cv.string,
            vol.Required("region"): cv.string,
            vol.Required("subnet"): cv.string,
            **_SETTINGS,
            vol.Optional("heartbeat_interval"): vol.All(WHOLE, vol.Range(min=1, max=86400)),
        },
        admin=True,
    ),
    ActionSpec(
        name="update_gateway",
        handler=_update,
        operations=("gateway/update",),
        fields={
            vol.Optional(ATTR_NAME): NAME,
            vol.Optional("model"): cv.string,
            vol.Optional("region"): cv.string,
            vol.Optional("subnet"): cv.string,
            **_SETTINGS,
        },
        admin=True,
    ),
    ActionSpec(
        name="delete_gateway",
        handler=_delete,
        operations=("gateway/delete",),
        fields=TYPED_NAME,
        admin=True,
    ),
)
