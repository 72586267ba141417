"""Devices as answers and notifications show them, and the platform as a person sees it."""

from typing import TYPE_CHECKING, Any

from simulators.huawei import times
from simulators.huawei.quirks import Quirks
from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_INFO = (
    "name", "description", "manufacturerId", "manufacturerName", "mac", "location", "deviceType",
    "model", "swVersion", "fwVersion", "hwVersion", "protocolType", "bridgeId", "signalStrength",
    "sigVersion", "serialNumber", "batteryLevel",
)  # fmt: skip
_ASKED_FOR = ("imsi", "radiusIp")


def node_type(thing: Thing, quirks: Quirks) -> str:
    """Return the type of a node, which says little of what it is."""
    is_gateway = thing.profile is not None and thing.profile.gateway
    if thing.direct and (quirks.direct_is_gateway or is_gateway):
        return "GATEWAY"
    return "ENDPOINT"


def status(thing: Thing, quirks: Quirks) -> str:
    """Return the status as the platform spells it."""
    if thing.status == "INACTIVE":
        return "OFFLINE" if quirks.offline_until_seen else "INBOX" if quirks.inbox else "INACTIVE"
    return thing.status


def device_info(thing: Thing, quirks: Quirks, *, imsi: bool = False) -> Json:
    """Return `deviceInfo`."""
    made: Json = {"nodeId": thing.node_id}
    made |= {name: thing.info.get(name) for name in _INFO}
    if imsi:
        made |= {"imsi": thing.imsi or None, "radiusIp": thing.info.get("radiusIp")}
    made |= {
        "status": status(thing, quirks),
        "statusDetail": thing.detail,
        "mute": "TRUE" if thing.frozen else "FALSE",
        "supportedSecurity": "TRUE" if thing.narrow_band else "FALSE",
        "isSecurity": "TRUE" if thing.secure else "FALSE",
    }
    return made


def _head(thing: Thing, quirks: Quirks, *, imsi: bool = False) -> Json:
    return {
        "deviceId": thing.device_id,
        "gatewayId": thing.gateway_id,
        "nodeType": node_type(thing, quirks),
        "createTime": times.stamp(thing.created),
        "lastModifiedTime": times.stamp(thing.modified),
        "deviceInfo": device_info(thing, quirks, imsi=imsi),
    }


def device(thing: Thing, platform: HuaweiPlatform, *, imsi: bool = False) -> Json:
    """Return a device with its current data, as 1.5.1 and 1.5.2 do."""
    quirks = platform.quirks
    services = [
        {
            "serviceId": id_,
            "serviceType": id_,
            "serviceInfo": {"muteCmds": muted}
            if (muted := thing.muted_commands.get(id_))
            else None,
            "data": report.data,
            "eventTime": times.stamp(report.time),
        }
        for id_, report in thing.reports.items()
    ]
    made = _head(thing, quirks, imsi=imsi)
    made["services"] = None if not services and quirks.null_services else services
    made["alarmInfo"] = thing.alarm
    if quirks.extra_members:
        made["connectionInfo"] = {"protocolType": thing.info.get("protocolType")}
        made["location"] = None
        made["devGroupIds"] = platform.groups.of_device(thing.device_id)
    return made


def shadow(thing: Thing, quirks: Quirks) -> Json:
    """Return a device with what it reported and what is desired of it, as 1.4.9 does."""
    services = []
    for id_ in dict.fromkeys((*thing.reports, *thing.desired)):
        report, wanted = thing.reports.get(id_), thing.undelivered.get(id_)
        time = report.time if report else wanted.time if wanted else thing.modified
        services.append(
            {
                "serviceId": id_,
                "serviceType": id_,
                "reportedProps": report.data if report else None,
                "desiredProps": thing.desired.get(id_),
                "eventTime": times.stamp(time),
            }
        )
    return {**_head(thing, quirks), "services": services}


def visible_state(platform: HuaweiPlatform) -> Json:
    """Return what a person at the platform's console could see."""
    return {
        "online": platform.online,
        "port": platform.port,
        "url": platform.base_url,
        "certificates": {
            "authority": platform.authority.pem.decode(),
            "certificate": platform.client_certificate.chain.decode(),
            "private_key": platform.client_certificate.key.decode(),
        },
        "devices": len(platform.fleet),
        "connected": sum(thing.connected for thing in platform.fleet),
        "applications": {
            one.app_id: {"logins": one.logins, "throttled": one.throttled, "frozen": one.frozen}
            for one in platform.accounts.values()
        },
        "subscriptions": {
            one.type: one.url for app in platform.accounts for one in platform.subscriptions.of(app)
        },
        "commands": platform.commands.counts(),
        "pushes": platform.push.state(),
        "things": {
            thing.device_id: {
                "name": thing.info.get("name"),
                "status": thing.status,
                "data": {id_: report.data for id_, report in thing.reports.items()},
            }
            for thing in list(platform.fleet)[:200]
        },
    }
