"""Actions of a station's network: what it uses, and how it is set up. DEFED stations only."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from ..accord.actions import ActionCall, ActionSpec
from ..accord.protocol.lifesmart import (
    EthernetSettings,
    Interface,
    InterfaceDetail,
    InterfaceName,
    MobileInterface,
    MobileOperator,
    MobileSettings,
    MtuInterface,
    SmsInterface,
    WlanAuth,
    WlanEncryption,
    WlanMode,
    WlanSettings,
    redact,
)
from .coordinator import LifeSmartConfigEntry
from .readings import NETWORK

ATTR_INTERFACE = "interface"
ATTR_ENABLE = "enable"
ATTR_METRIC = "metric"
ATTR_MTU = "mtu"
ATTR_MESSAGE = "message"
ATTR_NUMBER = "number"

_WHOLE = vol.Coerce(int)
_HEAD: dict[vol.Marker, Any] = {
    vol.Optional(ATTR_ENABLE, default=True): cv.boolean,
    vol.Optional(ATTR_METRIC): _WHOLE,
    vol.Optional(ATTR_MTU): _WHOLE,
}


def _given(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}


def _shown(interface: Interface) -> JsonObjectType:
    """Return an interface without its passwords."""
    return {
        "enabled": interface.enable,
        "connected": interface.up,
        "metric": interface.metric,
        "ip": interface.ip,
        "gateway": interface.gateway,
        "ssid": interface.ssid,
    }


async def _get_network(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    net = call.entry.runtime_data.coordinator.client.net
    return {name.value: _shown(await net.get_interface(name)) for name in InterfaceName}


async def _scan_wifi(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    """Return what the station told; the document does not say how networks look."""
    net = call.entry.runtime_data.coordinator.client.net
    found = await net.get_interface(InterfaceName.WLAN, InterfaceDetail.WIFI_LIST)
    raw = found.raw
    inside = raw.get(InterfaceName.WLAN.value, raw) if isinstance(raw, Mapping) else raw
    return {"networks": redact(inside)}


async def _set_wifi(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    security = data.get("security")
    settings = WlanSettings(
        **_given(data, ATTR_ENABLE, ATTR_METRIC, ATTR_MTU, "ssid", "bssid", "five_ghz"),
        mode=WlanMode(data["mode"]),
        auth=WlanAuth.OPEN,
        encryption=None if security is None else WlanEncryption(security),
        key=data.get("password"),
    )
    await coordinator.async_change(coordinator.client.net.set_wlan(settings), NETWORK)
    return None


async def _set_ethernet(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    settings = EthernetSettings(
        **_given(data, ATTR_ENABLE, ATTR_METRIC, ATTR_MTU, "is_router", "route_interface")
    )
    await coordinator.async_change(coordinator.client.net.set_ethernet(settings), NETWORK)
    return None


async def _set_mobile(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    operator = data.get("operator")
    settings = MobileSettings(
        **_given(data, ATTR_ENABLE, ATTR_METRIC, ATTR_MTU, "apn", "username", "password", "auth"),
        interface=MobileInterface(data[ATTR_INTERFACE]),
        operator=None if operator is None else MobileOperator(operator),
    )
    await coordinator.async_change(coordinator.client.net.set_mobile(settings), NETWORK)
    return None


async def _set_mtu(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    command = coordinator.client.net.set_mtu(MtuInterface(data[ATTR_INTERFACE]), data[ATTR_MTU])
    await coordinator.async_change(command, NETWORK)
    return None


async def _send_sms(call: ActionCall[LifeSmartConfigEntry]) -> ServiceResponse:
    coordinator, data = call.entry.runtime_data.coordinator, call.data
    await coordinator.async_command(
        coordinator.client.net.send_sms(
            data[ATTR_NUMBER], data[ATTR_MESSAGE], SmsInterface(data[ATTR_INTERFACE])
        )
    )
    return None


NETWORK_ACTIONS: tuple[ActionSpec[LifeSmartConfigEntry], ...] = (
    ActionSpec(
        name="get_network",
        handler=_get_network,
        operations=("config.net.getifn",),
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="scan_wifi",
        handler=_scan_wifi,
        operations=("config.net.getifn",),
        response=SupportsResponse.ONLY,
        admin=True,
    ),
    ActionSpec(
        name="set_wifi",
        handler=_set_wifi,
        operations=("config.net.setifn.wlan0",),
        fields={
            vol.Optional("mode", default=WlanMode.STATION.value): vol.In(list(WlanMode)),
            vol.Optional("ssid"): cv.string,
            vol.Optional("password"): cv.string,
            vol.Optional("security"): vol.In(list(WlanEncryption)),
            vol.Optional("bssid"): cv.string,
            vol.Optional("five_ghz"): cv.boolean,
            **_HEAD,
        },
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="set_ethernet",
        handler=_set_ethernet,
        operations=("config.net.setifn.eth0",),
        fields={
            vol.Optional("is_router"): cv.boolean,
            vol.Optional("route_interface"): vol.In(["wlan0", "wwan0", "usb0"]),
            **_HEAD,
        },
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="set_mobile",
        handler=_set_mobile,
        operations=("config.net.setifn.mobile",),
        fields={
            vol.Optional(ATTR_INTERFACE, default=MobileInterface.CAT4.value): vol.In(
                list(MobileInterface)
            ),
            vol.Optional("apn"): cv.string,
            vol.Optional("username"): cv.string,
            vol.Optional("password"): cv.string,
            vol.Optional("auth"): vol.All(_WHOLE, vol.Range(min=0, max=3)),
            vol.Optional("operator"): vol.In(list(MobileOperator)),
            **_HEAD,
        },
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="set_mtu",
        handler=_set_mtu,
        operations=("config.net.setifn.mtu",),
        fields={
            vol.Required(ATTR_INTERFACE): vol.In(list(MtuInterface)),
            vol.Required(ATTR_MTU): _WHOLE,
        },
        admin=True,
        confirm=True,
    ),
    ActionSpec(
        name="send_sms",
        handler=_send_sms,
        operations=("config.net.netcmd.SMS",),
        fields={
            vol.Required(ATTR_NUMBER): cv.string,
            vol.Required(ATTR_MESSAGE): cv.string,
            vol.Optional(ATTR_INTERFACE, default=SmsInterface.CAT4.value): vol.In(
                list(SmsInterface)
            ),
        },
        admin=True,
    ),
)
