"""What devices make of commands."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulators.huawei.thing import Thing

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

PAIRING_TIME = 2.0


@dataclass(frozen=True)
class Done:
    """What a device answers."""

    ok: bool = True
    body: Json = field(default_factory=lambda: {"result": 0})


_FAILED = Done(ok=False, body={"result": 1})


def execute(
    platform: HuaweiPlatform, thing: Thing, service_id: str, method: str, paras: Json
) -> Done:
    """Carry a command out on a device, and report what it changed."""
    if thing.refuses_commands:
        return _FAILED
    service = thing.profile.service(service_id) if thing.profile else None
    command = service.command(method) if service else None
    if command is None:
        return Done()
    if not command.accepts(paras):
        return _FAILED
    if method == "REMOVE":
        return _remove(platform, thing, paras)
    if method == "DISCOVERY":
        return _discover(platform, thing, paras)
    if method == "REBOOT":
        platform.network.disconnect(thing, "FIRMWARE_UPDATING")
        platform.agenda.after(PAIRING_TIME, lambda: platform.network.connect(thing))
    elif method == "READ_NOW":
        platform.network.report_all(thing)
    elif changes := command.changes(paras):
        platform.network.report(thing, {service_id: changes})
    return Done()


def _remove(platform: HuaweiPlatform, gateway: Thing, paras: Json) -> Done:
    child = platform.fleet.get(paras["deviceId"])
    if child is None or child.direct or child.gateway_id != gateway.device_id:
        return _FAILED
    platform.registrations.remove(child, cascade=True)
    return Done()


def _discover(platform: HuaweiPlatform, gateway: Thing, paras: Json) -> Done:
    """Take in the next device that waits to be paired, a moment later."""
    pairing = paras.get("cmdType", "START") == "START"
    platform.network.report(gateway, {"Gateway": {"pairing": "ON" if pairing else "OFF"}})

    def found() -> None:
        if platform.pairable and platform.fleet.get(gateway.device_id) is gateway:
            profile, node_id, name = platform.pairable.pop(0)
            child = platform.registrations.enter(
                gateway.app_id, node_id, profile, name=name, gateway_id=gateway.device_id
            )
            platform.notices.added(child)
            platform.network.connect(child)
            platform.network.report_all(child)
            platform.network.report(gateway, {"Gateway": {"pairing": "OFF"}})

    if pairing:
        platform.agenda.after(PAIRING_TIME, found)
    return Done()
