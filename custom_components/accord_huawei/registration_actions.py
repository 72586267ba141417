"""Actions of devices as the platform knows them: registered, replaced, changed, removed."""

from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.errors import AccordError
from ..accord.protocol.huawei.northbound import (
    Connection,
    CustomField,
    Device,
    DeviceChange,
    Product,
    Registration,
    Tag,
)
from ..accord.protocol.huawei.northbound.mapping.commands import children_remover
from .const import DOMAIN, LOGGER
from .coordinator import HuaweiConfigEntry
from .products import name_of_model
from .targets import (
    NAME,
    WHOLE,
    Call,
    client_of,
    coordinator_of,
    device_of,
    given,
    id_of_member,
    shown,
)

ATTR_MODE = "mode"
ATTR_CASCADE = "cascade"
ATTR_CHILD = "child"
ATTR_NODE = "node_id"
ATTR_TAGS = "tags"
ATTR_CUSTOM = "custom_fields"
BY_CODE, BY_PASSWORD = "verify_code", "password"
LONGEST_TIMEOUT = 2_147_483_647

_PRODUCT = {
    name: name
    for name in (
        *("product_id", "manufacturer_id", "manufacturer_name"),
        *("device_type", "model", "protocol_type"),
    )
}
_BY_CODE = {
    "name": "name",
    "verify_code": "verify_code",
    "timeout": "timeout",
    "end_user": "end_user_id",
    "imsi": "imsi",
    "secure": "secure",
    "psk": "psk",
}
_BY_PASSWORD = {
    "name": "name",
    "device_password": "secret",
    "end_user": "end_user_id",
    "organization": "organization",
    "region": "region",
    "time_zone": "time_zone",
}
_CHANGES = {
    name: name
    for name in (
        *("name", "location", "frozen", "end_user", "organization", "region", "time_zone"),
        *("imsi", "ip", "secure", "psk", "keep_data_days"),
    )
} | _PRODUCT


async def _register(call: Call) -> ServiceResponse:
    """Register a device; its codes are answered once and kept nowhere."""
    devices, data = client_of(call).devices, call.data
    product = Product(**given(data, _PRODUCT))
    if data[ATTR_MODE] == BY_CODE:
        made = await devices.register_with_code(data[ATTR_NODE], product, **given(data, _BY_CODE))
    else:
        made = await devices.register_with_password(
            data[ATTR_NODE], product, **given(data, _BY_PASSWORD)
        )
    await _look(call, made.device_id)
    return _codes(made)


def _codes(made: Registration) -> dict[str, Any]:
    """Return what the platform tells only now."""
    return {name: value for name, value in shown(made).items() if value not in ("", None)}


async def _look(call: Call, device_id: str) -> None:
    """Read a device, so that it is shown; what was done stays done if that fails."""
    try:
        await coordinator_of(call).async_read_device(device_id)
    except AccordError as err:
        LOGGER.debug("%s was not read: %s", device_id, type(err).__name__)


async def _replace(call: Call) -> ServiceResponse:
    """Give another piece of hardware the place of a device that is not there any more."""
    device = await coordinator_of(call).async_read_device(device_of(call).device_id)
    if device is None or device.info.connection is Connection.ONLINE:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="still_online",
            translation_placeholders={"name": coordinator_of(call).name_of(_id(call))},
        )
    made = await client_of(call).devices.refresh_key(
        device.device_id, **given(call.data, {name: name for name in _REPLACED})
    )
    await _look(call, device.device_id)
    return _codes(made)


_REPLACED = (ATTR_NODE, "verify_code", "timeout")


def _id(call: Call) -> str:
    return device_of(call).device_id


async def _update(call: Call) -> ServiceResponse:
    device, data = device_of(call), call.data
    tags, custom = data.get(ATTR_TAGS), data.get(ATTR_CUSTOM)
    change = DeviceChange(
        **given(data, _CHANGES),
        tags=None if tags is None else tuple(Tag(name=k, value=str(v)) for k, v in tags.items()),
        custom_fields=None
        if custom is None
        else tuple(CustomField(name=k, kind="String", value=v) for k, v in custom.items()),
    )
    await client_of(call).devices.modify(device.device_id, change)
    await _look(call, device.device_id)
    return None


async def _delete(call: Call) -> ServiceResponse:
    """Remove a device from the platform; the answer of a reading counts, as with all removals."""
    device, coordinator = device_of(call), coordinator_of(call)
    children = [
        one.device_id
        for one in coordinator.devices.values()
        if one.is_child and one.gateway_id == device.device_id
    ]
    await client_of(call).devices.delete(device.device_id, cascade=call.data[ATTR_CASCADE])
    for device_id in (device.device_id, *children):
        await _look(call, device_id)
    return None


async def _remove_child(call: Call) -> ServiceResponse:
    """Have a gateway forget a child; the gateway tells the platform when it did."""
    gateway, child = device_of(call), id_of_member(call, call.data[ATTR_CHILD])
    how = _remover_of(call, gateway) | given(
        call.data, {"service_id": "service_id", "command": "method", "parameter": "parameter"}
    )
    sent = await client_of(call).devices.delete_child(gateway.device_id, child, **how)
    coordinator_of(call).read_soon(child)
    return shown(sent)


def _remover_of(call: Call, gateway: Device) -> dict[str, str]:
    """Return what the gateway's model has for it; nothing where it does not say."""
    for service in coordinator_of(call).products.services(name_of_model(gateway)) or ():
        command = children_remover(service)
        if command is not None:
            named = {"parameter": command.parameters[0].name} if command.parameters else {}
            return {"service_id": service.service_id, "method": command.name, **named}
    return {}


_TIMEOUT: Any = vol.All(WHOLE, vol.Range(min=0, max=LONGEST_TIMEOUT))
_PSK: Any = vol.All(cv.string, vol.Match(r"^[0-9A-Fa-f]{8,32}$"))
_PRODUCT_FIELDS: dict[vol.Marker, Any] = {vol.Optional(name): NAME for name in _PRODUCT}
_SHARED: dict[vol.Marker, Any] = {
    vol.Optional("name"): NAME,
    vol.Optional("end_user"): NAME,
    vol.Optional("organization"): NAME,
    vol.Optional("region"): NAME,
    vol.Optional("time_zone"): NAME,
    vol.Optional("imsi"): vol.All(cv.string, vol.Length(min=1, max=64)),
    vol.Optional("secure"): cv.boolean,
    vol.Optional("psk"): _PSK,
}

REGISTRATION_ACTIONS: tuple[ActionSpec[HuaweiConfigEntry], ...] = (
    ActionSpec(
        name="register_device",
        handler=_register,
        operations=("1.4.1", "1.4.2", "1.5.1"),
        fields={
            vol.Required(ATTR_MODE): vol.In([BY_CODE, BY_PASSWORD]),
            vol.Required(ATTR_NODE): NAME,
            **_PRODUCT_FIELDS,
            **_SHARED,
            vol.Optional("verify_code"): NAME,
            vol.Optional("device_password"): NAME,
            vol.Optional("timeout", default=0): _TIMEOUT,
        },
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="replace_device",
        handler=_replace,
        operations=("1.4.3", "1.5.1"),
        fields={
            vol.Optional(ATTR_NODE): NAME,
            vol.Optional("verify_code"): NAME,
            vol.Optional("timeout", default=0): _TIMEOUT,
        },
        response=SupportsResponse.ONLY,
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="update_device",
        handler=_update,
        operations=("1.4.4", "1.5.1"),
        fields={
            **_PRODUCT_FIELDS,
            **_SHARED,
            vol.Optional("location"): vol.All(cv.string, vol.Length(max=1024)),
            vol.Optional("frozen"): cv.boolean,
            vol.Optional("ip"): vol.All(cv.string, vol.Length(max=128)),
            vol.Optional("keep_data_days"): vol.All(WHOLE, vol.Range(min=0, max=90)),
            vol.Optional(ATTR_TAGS): dict,
            vol.Optional(ATTR_CUSTOM): dict,
        },
        admin=True,
    ),
    ActionSpec(
        name="delete_device",
        handler=_delete,
        operations=("1.4.5", "1.5.1"),
        fields={vol.Optional(ATTR_CASCADE, default=True): cv.boolean},
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="remove_child",
        handler=_remove_child,
        operations=("1.4.6",),
        fields={
            vol.Required(ATTR_CHILD): cv.string,
            vol.Optional("service_id"): NAME,
            vol.Optional("command"): NAME,
            vol.Optional("parameter"): NAME,
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
        confirm=True,
    ),
)
