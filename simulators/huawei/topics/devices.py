"""Devices: what is said of them, their removal, and what is desired of them."""

from typing import TYPE_CHECKING, Any

from simulators.huawei.codes import NO_APPLICATION, Refusal
from simulators.huawei.message import Call, Fields
from simulators.huawei.registry import Reply, operation
from simulators.huawei.thing import Thing
from simulators.huawei.topics.registration import psk_of
from simulators.huawei.view import shadow

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_DEVICE = "/iocm/app/dm/v1.4.0/devices/{deviceId}"
_SHADOW = "/iocm/app/shadow/v1.5.0/devices/{deviceId}"

_BAD_FLAG = 100440
_FROZEN_QUOTA = 500004
_LONGEST_ID = 36
_TEXTS = {
    "deviceType": 256,
    "endUser": 256,
    "location": 1024,
    "manufacturerId": 256,
    "manufacturerName": 256,
    "model": 256,
    "name": 256,
    "organization": 256,
    "protocolType": 256,
    "region": 256,
    "timezone": 256,
    "ip": 128,
}


@operation("1.4.4", f"PUT {_DEVICE}", invalid=100022)
def modify(platform: HuaweiPlatform, call: Call) -> Reply:
    """Change members of a device; null leaves them as they are."""
    body, thing = call.body, platform.thing(call, call.variables["deviceId"])
    info = {name: body.text(name, most=most) for name, most in _TEXTS.items()}
    aging = body.fields("deviceConfig").fields("dataConfig").whole("dataAgingTime", 0, 90)
    custom, tags = body.rows("customFields"), body.rows("tags")
    psk, imsi, product_id = psk_of(body), body.text("imsi", most=64), body.text("productId")
    mute = _mute(platform, call, thing)
    secure = _secure(platform, call, thing)
    if product_id is not None:
        if product_id not in platform.profiles:
            body.refuse()
        thing.profile = platform.profiles[product_id]
    changed = {name: one for name, one in info.items() if one is not None}
    thing.info |= changed
    thing.frozen, thing.secure = mute, secure
    thing.psk, thing.imsi = psk or thing.psk, imsi or thing.imsi
    thing.aging_days = thing.aging_days if aging is None else aging
    thing.custom, thing.tags = custom or thing.custom, tags or thing.tags
    thing.modified = platform.agenda.wall()
    also = ("mute",) if "mute" in body else ()
    platform.notices.info_changed(thing, *changed, *also)
    return Reply(status=204)


def _mute(platform: HuaweiPlatform, call: Call, thing: Thing) -> bool:
    mute, quota = call.body.flag("mute"), call.owner.frozen_quota
    if mute is None:
        return thing.frozen
    if mute and not thing.frozen and quota is not None:
        frozen = sum(one.frozen for one in platform.fleet.of(call.owner.app_id))
        if frozen >= quota:
            raise Refusal(_FROZEN_QUOTA)
    return mute


def _secure(platform: HuaweiPlatform, call: Call, thing: Thing) -> bool:
    value: object = call.body.any("isSecure")
    if value is None:
        return thing.secure
    if not isinstance(value, bool):
        raise Refusal(_BAD_FLAG)
    if thing.secure and not value:
        platform.registrations.check_insecure(call.owner)
    return value


@operation("1.4.5", f"DELETE {_DEVICE}", invalid=NO_APPLICATION)
def delete(platform: HuaweiPlatform, call: Call) -> Reply:
    """Remove a device, by default with its children."""
    thing = platform.thing(call, call.variables["deviceId"])
    cascade = call.query.flag("cascade")
    platform.registrations.remove(thing, cascade=cascade is not False)
    return Reply(status=204)


@operation("1.4.8", f"PUT {_SHADOW}", invalid=50400)
def set_shadow(platform: HuaweiPlatform, call: Call) -> Reply:
    """Want properties of a device to be something."""
    thing = platform.thing(call, call.variables["deviceId"])
    rows = call.body.any("serviceDesireds", "serviceDesires")
    if not isinstance(rows, list) or not rows:
        call.body.refuse()
    wanted: list[tuple[str, Json]] = []
    for row in rows:
        fields = Fields(row if isinstance(row, dict) else {}, 50400)
        desired = fields.object("desired")
        if desired is None:
            fields.refuse()
        wanted.append((fields.required("serviceId"), desired))
    for service_id, desired in wanted:
        platform.shadows.check(thing, service_id, desired)
    for service_id, desired in wanted:
        platform.shadows.desire(thing, service_id, desired)
    return Reply()


@operation("1.4.9", f"GET {_SHADOW}", invalid=NO_APPLICATION)
def get_shadow(platform: HuaweiPlatform, call: Call) -> Reply:
    """Tell what a device reported and what is desired of it."""
    thing = platform.thing(call, call.variables["deviceId"][:_LONGEST_ID])
    return Reply(shadow(thing, platform.quirks))
