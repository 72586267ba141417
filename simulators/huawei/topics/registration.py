"""Registration of devices, new hardware for them, and whether they ever connected."""

import re
import secrets
from typing import TYPE_CHECKING, Any

from simulators.huawei.codes import Refusal
from simulators.huawei.message import Call, Fields
from simulators.huawei.profile import Profile
from simulators.huawei.registrations import NODE_TAKEN
from simulators.huawei.registry import Reply, operation

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_CODES = "/iocm/app/reg/v1.1.0/deviceCredentials"
_PASSWORDS = "/iocm/app/reg/v2.0.0/deviceCredentials"

_BAD_CODE = 100003
_BAD_REQUEST = 100007
_NO_PRODUCT = 600002
_NEVER_ACTIVATED = 100610
_ONLINE = 100611
_LONGEST_TIMEOUT = 2147483647
_DEFAULT_TIMEOUT = 180
_PSK = re.compile(r"[0-9A-Fa-f]{8,32}")
_OWN_CODE = frozenset({"huaweim2m", "mqtt"})
_INFO = ("manufacturerId", "manufacturerName", "deviceType", "model", "protocolType", "name")


def psk_of(fields: Fields) -> str | None:
    """Return a pre-shared key of 8 to 32 hex digits."""
    value = fields.text("psk")
    if value is not None and not _PSK.fullmatch(value):
        fields.refuse()
    return value


def _described(platform: HuaweiPlatform, call: Call) -> tuple[Profile | None, Json]:
    """Return the product model, if the platform has it, and what is said of the device."""
    fields = call.body.fields("deviceInfo")
    info = {name: fields.text(name) for name in _INFO}
    product_id = call.body.text("productId")
    if product_id is not None:
        profile = platform.profiles.get(product_id)
        if profile is None:
            raise Refusal(_NO_PRODUCT)
        return profile, info
    if info["model"] is None:
        raise Refusal(_BAD_REQUEST)
    return platform.profile_of(info), info


@operation("1.4.1", f"POST {_CODES}", invalid=_BAD_REQUEST)
def register_with_code(platform: HuaweiPlatform, call: Call) -> Reply:
    """Register a device that proves itself by a verification code."""
    body = call.body
    node_id, code = body.required("nodeId"), body.text("verifyCode")
    timeout = body.whole("timeout", 0, _LONGEST_TIMEOUT)
    timeout = _DEFAULT_TIMEOUT if timeout is None else timeout
    secure, psk, imsi = bool(body.flag("isSecure")), psk_of(body), body.text("imsi", most=64)
    profile, info = _described(platform, call)
    protocol = (profile.protocol if profile else info["protocolType"] or "").lower()
    if protocol in _OWN_CODE and code is not None and code != node_id:
        raise Refusal(_BAD_CODE)
    platform.registrations.check(call.owner, node_id, secure=secure, licensed=True)
    thing = platform.registrations.enter(call.owner.app_id, node_id, profile, info=info)
    thing.verify_code = code or (node_id if protocol in _OWN_CODE else secrets.token_hex(8))
    thing.psk, thing.secure = psk or secrets.token_hex(16), secure
    thing.imsi = imsi or body.text("endUserId") or ""
    platform.registrations.await_hardware(thing, timeout)
    platform.notices.added(thing)
    return Reply(
        {
            "deviceId": thing.device_id,
            "verifyCode": thing.verify_code,
            "timeout": timeout,
            "psk": thing.psk,
        }
    )


@operation("1.4.2", f"POST {_PASSWORDS}", invalid=_BAD_REQUEST)
def register_with_password(platform: HuaweiPlatform, call: Call) -> Reply:
    """Register a device that speaks MQTT and proves itself by a secret."""
    body = call.body
    node_id = body.fields("deviceInfo").required("nodeId")
    secret = body.text("secret")
    body.flag("mqttConnect")
    profile, info = _described(platform, call)
    platform.registrations.check(call.owner, node_id, secure=False, licensed=False)
    extra = {name: body.text(name) for name in ("organization", "region", "timezone")}
    thing = platform.registrations.enter(call.owner.app_id, node_id, profile, info=info | extra)
    thing.secret, thing.psk = secret or secrets.token_hex(10), secrets.token_hex(16)
    platform.registrations.await_hardware(thing, 0)
    platform.notices.added(thing)
    return Reply({"deviceId": thing.device_id, "secret": thing.secret, "psk": thing.psk})


@operation("1.4.3", f"PUT {_CODES}/{{deviceId}}", invalid=_BAD_REQUEST)
def refresh_key(platform: HuaweiPlatform, call: Call) -> Reply:
    """Let a device be another piece of hardware."""
    body, thing = call.body, platform.thing(call, call.variables["deviceId"])
    node_id, code = body.text("nodeId"), body.text("verifyCode")
    timeout = body.whole("timeout", 0, _LONGEST_TIMEOUT)
    timeout = _DEFAULT_TIMEOUT if timeout is None else timeout
    if not thing.activated:
        raise Refusal(_NEVER_ACTIVATED)
    if thing.connected:
        raise Refusal(_ONLINE)
    if code is not None and thing.narrow_band and code != (node_id or thing.node_id):
        raise Refusal(_BAD_CODE)
    if node_id is not None and node_id != thing.node_id:
        if platform.fleet.by_node(thing.app_id, node_id) is not None:
            raise Refusal(NODE_TAKEN)
        platform.fleet.rename(thing, node_id)
    thing.verify_code = code or thing.verify_code or thing.node_id
    platform.registrations.await_hardware(thing, timeout)
    return Reply({"verifyCode": thing.verify_code, "timeout": timeout})


@operation("1.4.7", f"GET {_CODES}/{{deviceId}}", invalid=_BAD_REQUEST)
def activation(platform: HuaweiPlatform, call: Call) -> Reply:
    """Tell whether a device ever connected."""
    thing = platform.thing(call, call.variables["deviceId"])
    return Reply(
        {
            "deviceId": thing.device_id,
            "activated": thing.activated,
            "name": thing.info.get("name"),
        }
    )
