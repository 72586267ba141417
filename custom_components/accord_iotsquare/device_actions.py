"""Actions of LoRaWAN devices as the server keeps them, and of relays."""

from datetime import timedelta
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.iotsquare import Uplink
from ..accord.protocol.iotsquare.catalog import AuthType, DeviceClass, MacVersion
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry
from .readings import STATUS
from .state import Kind
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

ATTR_CLASS = "device_class"
ATTR_ACTIVATION = "activation"
ATTR_KEYS = "include_keys"
ATTR_START = "start"
ATTR_END = "end"
_NEEDED = {
    AuthType.OTAA: ("app_key",),
    AuthType.ABP: ("address", "app_s_key", "nwk_s_key"),
}
_LATER = {
    "remarks": "remarks",
    "product_type": "product_type",
    "profile_id": "device_profile_id",
}
_NEW = {
    "subnet": "subnet",
    ATTR_CLASS: "device_class",
    ATTR_ACTIVATION: "auth_type",
    "app_eui": "app_eui",
    "app_key": "app_key",
    "address": "dev_addr",
    "app_s_key": "app_s_key",
    "nwk_s_key": "nwk_s_key",
    "mac_version": "mac_version",
    **_LATER,
}


async def _create(call: Call) -> ServiceResponse:
    """Register a device; the keys go to the server and stay nowhere else."""
    app_id = id_of_call(call, Kind.APPLICATION)
    data, coordinator = call.data, coordinator_of(call)
    if missing := [name for name in _NEEDED[data[ATTR_ACTIVATION]] if name not in data]:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="fields_missing",
            translation_placeholders={"fields": ", ".join(missing)},
        )
    command = coordinator.client.device.create(
        int(app_id), data[ATTR_NAME], data["dev_eui"], data["region"], **given(data, _NEW)
    )
    await coordinator.async_change(command)
    return None


async def _update(call: Call) -> ServiceResponse:
    dev_eui, coordinator = id_of_call(call, Kind.DEVICE), coordinator_of(call)
    changes = given(call.data, {ATTR_NAME: "name", **_LATER})
    command = coordinator.client.device.update(dev_eui, **changes)
    await coordinator.async_change(command, STATUS, part=dev_eui)
    return None


async def _delete(call: Call) -> ServiceResponse:
    dev_eui, coordinator = id_of_call(call, Kind.DEVICE), coordinator_of(call)
    check_typed_name(call.data, coordinator.data.devices[dev_eui].name)
    await coordinator.async_change(alone(coordinator.client.device.delete([dev_eui])))
    return None


async def _get(call: Call) -> ServiceResponse:
    """Return what the server knows; keys only if they are asked for."""
    dev_eui = id_of_call(call, Kind.DEVICE)
    status = await coordinator_of(call).client.device.status(dev_eui)
    return shown(status, keys=call.data[ATTR_KEYS])


async def _latest(call: Call) -> ServiceResponse:
    dev_eui, coordinator = id_of_call(call, Kind.DEVICE), coordinator_of(call)
    uplink = await coordinator.client.device.latest_uplink(dev_eui)
    if uplink is None:
        return {"uplink": None}
    coordinator.uplinks.feed(uplink)
    return {"uplink": shown_uplink(uplink)}


def shown_uplink(uplink: Uplink) -> dict[str, Any]:
    """Return an uplink as actions answer it."""
    answer = shown(uplink)
    return {**answer, "base64": answer.pop("data"), "hex": uplink.data.hex()}


async def _relay(call: Call) -> ServiceResponse:
    dev_eui, client = id_of_call(call, Kind.DEVICE), coordinator_of(call).client
    end = dt_util.as_utc(call.data.get(ATTR_END) or dt_util.utcnow())
    start = dt_util.as_utc(call.data.get(ATTR_START) or end - timedelta(days=1))
    status = await client.relay.status(dev_eui)
    history = await client.relay.uplink(dev_eui, start, end)
    return {"status": shown(status), "history": [shown(one) for one in history]}


_PRODUCT: dict[vol.Marker, Any] = {
    vol.Optional("remarks"): cv.string,
    vol.Optional("product_type"): cv.string,
    vol.Optional("profile_id"): vol.All(WHOLE, vol.Range(min=0)),
}

DEVICE_ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry], ...] = (
    ActionSpec(
        name="create_device",
        handler=_create,
        operations=("device/create",),
        fields={
            vol.Required(ATTR_NAME): NAME,
            vol.Required("dev_eui"): EUI,
            vol.Required("region"): cv.string,
            vol.Optional("subnet"): cv.string,
            vol.Optional(ATTR_CLASS, default=DeviceClass.A.value): vol.Coerce(DeviceClass),
            vol.Optional(ATTR_ACTIVATION, default=AuthType.OTAA.value): vol.Coerce(AuthType),
            vol.Optional("app_eui"): EUI,
            vol.Optional("app_key"): KEY,
            vol.Optional("address"): ADDRESS,
            vol.Optional("app_s_key"): KEY,
            vol.Optional("nwk_s_key"): KEY,
            vol.Optional("mac_version"): vol.Coerce(MacVersion),
            **_PRODUCT,
        },
        admin=True,
    ),
    ActionSpec(
        name="update_device",
        handler=_update,
        operations=("device/update",),
        fields={vol.Optional(ATTR_NAME): NAME, **_PRODUCT},
        admin=True,
    ),
    ActionSpec(
        name="delete_device",
        handler=_delete,
        operations=("device/delete",),
        fields=TYPED_NAME,
        admin=True,
    ),
    ActionSpec(
        name="get_device",
        handler=_get,
        operations=("device/status",),
        fields={vol.Optional(ATTR_KEYS, default=False): cv.boolean},
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="get_latest_uplink",
        handler=_latest,
        operations=("device/latestDeviceUplink",),
        response=SupportsResponse.ONLY,
    ),
    ActionSpec(
        name="get_relay",
        handler=_relay,
        fields={vol.Optional(ATTR_START): cv.datetime, vol.Optional(ATTR_END): cv.datetime},
        response=SupportsResponse.ONLY,
    ),
)
