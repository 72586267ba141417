"""Commands: cached ones, tasks that revoke them, and immediate ones."""

from typing import TYPE_CHECKING, Any
import uuid

from simulators.huawei.codes import Refusal
from simulators.huawei.commands import FINAL, MOST_PENDING
from simulators.huawei.message import Call, Fields, paginated, paging
from simulators.huawei.registry import Reply, operation
from simulators.huawei.revocations import STATUSES
from simulators.huawei.signals import Signal
from simulators.huawei.thing import Thing
from simulators.huawei.topics.subscriptions import check_url

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_COMMANDS = "/iocm/app/cmd/v1.4.0/deviceCommands"
_REVOCATIONS = "/iocm/app/cmd/v1.4.0/deviceCommandCancelTasks"

_INVALID = 100022
_TOO_MANY = 100223
_OFFLINE = 100428
_NO_SERVICE = 100431
_MASKED = 100432
_NO_COMMAND = 100434
_OVER = 100435
_NO_SERVICE_TYPE = 100444
_GATEWAY_OFFLINE = 100450
_ZOMBIE = 100612
_BAD_NAME = 102203
_LONGEST = 2_147_483_647
_MOST_ROWS = 1000


def command_of(fields: Fields) -> Json:
    """Return a command with its service, its name and its parameters."""
    return {
        "serviceId": fields.required("serviceId", most=64),
        "method": fields.required("method", most=128),
        "paras": fields.object("paras") or {},
    }


def _check(platform: HuaweiPlatform, call: Call, thing: Thing, command: Json) -> None:
    """Refuse a command that the product model does not know, or that there is no room for."""
    if platform.network.is_zombie(thing):
        raise Refusal(_ZOMBIE)
    if thing.profile is not None:
        service = thing.profile.service(command["serviceId"])
        if service is None:
            raise Refusal(_NO_SERVICE)
        known = service.command(command["method"])
        if known is None or not known.accepts(command["paras"]):
            call.body.refuse()
    if len(platform.commands.pending(thing.device_id)) >= MOST_PENDING:
        raise Refusal(_TOO_MANY)


@operation("1.7.1", f"POST {_COMMANDS}", invalid=_INVALID)
def create(platform: HuaweiPlatform, call: Call) -> Reply:
    """Take in a command to a device that may sleep."""
    body = call.body
    thing = platform.thing(call, body.required("deviceId", most=64))
    command = command_of(body.fields("command"))
    callback = body.text("callbackUrl", most=1024)
    expires = body.whole("expireTime", 0, _LONGEST)
    most = body.whole("maxRetransmit", 0, 3)
    if callback is not None:
        check_url(platform, callback, call.owner.app_id)
    _check(platform, call, thing, command)
    made = platform.commands.create(
        thing, command, callback=callback, expires=expires, most_issues=most
    )
    return Reply(made.shown(default_status=platform.quirks.default_status), 201)


@operation("1.7.2", f"GET {_COMMANDS}", invalid=_INVALID)
def many(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of commands, the newest first."""
    query = call.query
    device_id = query.text("deviceId", most=64)
    start, end = query.time("startTime"), query.time("endTime")
    part = paging(query, _MOST_ROWS, _MOST_ROWS, number=None)
    rows = [
        one
        for one in platform.commands.of(call.owner.app_id)
        if device_id in {None, one.device_id}
        and (start is None or one.created >= start)
        and (end is None or one.created <= end)
    ]
    default = platform.quirks.default_status
    return paginated(part, rows, lambda one: one.shown(default_status=default))


@operation("1.7.3", f"PUT {_COMMANDS}/{{deviceCommandId}}", invalid=_INVALID)
def modify(platform: HuaweiPlatform, call: Call) -> Reply:
    """Cancel a command that still waits."""
    call.body.required("status")
    call.body.word("status", ("CANCELED",))
    found = platform.commands.get(call.variables["deviceCommandId"])
    if found is None or found.app_id != call.owner.app_id:
        raise Refusal(_NO_COMMAND)
    if found.status in FINAL or found.status != "PENDING":
        raise Refusal(_OVER)
    platform.commands.cancel(found)
    return Reply(found.shown())


@operation("1.7.5", f"POST {_REVOCATIONS}", invalid=_INVALID)
def create_revocation(platform: HuaweiPlatform, call: Call) -> Reply:
    """Take in a task that cancels everything that waits for a device."""
    thing = platform.thing(call, call.body.required("deviceId", most=64))
    task = platform.revocations.create(call.owner.app_id, thing.device_id)
    return Reply(platform.revocations.shown(task), 201)


@operation("1.7.6", f"GET {_REVOCATIONS}", invalid=_INVALID)
def revocations(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of such tasks, the newest first."""
    query = call.query
    wanted = {
        "id": query.text("taskId", most=64),
        "device_id": query.text("deviceId", most=64),
        "status": query.word("status", STATUSES),
    }
    if wanted["status"] == "WAITTING":
        wanted["status"] = "WAITING"
    start, end = query.time("startTime"), query.time("endTime")
    rows = [
        one
        for one in platform.revocations.of(call.owner.app_id)
        if all(value in {None, getattr(one, name)} for name, value in wanted.items())
        and (start is None or one.created >= start)
        and (end is None or one.created <= end)
    ]
    part = paging(query, _MOST_ROWS, _MOST_ROWS, number=None)
    return paginated(part, rows, platform.revocations.shown)


# --- immediate commands -----------------------------------------------------------------------

_CALL = "POST /iocm/app/signaltrans/v1.1.0/devices/{deviceId}/services/{serviceId}/sendCommand"


@operation("1.7.7", _CALL, invalid=_INVALID)
def call_service(platform: HuaweiPlatform, call: Call) -> Reply:
    """Send a command to a device that is on line."""
    thing = platform.thing(call, call.variables["deviceId"])
    service_id, header = call.variables["serviceId"], call.body.fields("header")
    mode = header.word("mode", ("ACK", "NOACK"))
    method = header.required("method", most=32)
    to_type = header.word("toType", ("CLOUD", "GATEWAY")) or "GATEWAY"
    callback = header.text("callbackURL", most=1024)
    request_id = header.text("requestId", most=128) or uuid.uuid4().hex
    paras = call.body.object("body") or {}
    if mode is None:
        header.refuse()
    _check_call(platform, thing, service_id, method)
    sender = header.text("from", most=128) or f"/users/{call.caller.app_id}"
    signal = Signal(request_id, service_id, method, paras, sender, mode == "ACK", callback)
    platform.signals.send(thing, signal)
    to_cloud = to_type == "CLOUD"
    body = {
        "status": "delivered" if to_cloud else "sent",
        "timestamp": platform.notices.now(),
        "requestId": None if to_cloud else request_id,
    }
    removes = method == "REMOVE"
    return Reply(body, 202, frozenset({"1.4.6"}) if removes else frozenset())


def _check_call(platform: HuaweiPlatform, thing: Thing, service_id: str, method: str) -> None:
    if not thing.direct and not platform.network.gateway_connected(thing):
        raise Refusal(_GATEWAY_OFFLINE)
    if not thing.connected:
        raise Refusal(_OFFLINE)
    if thing.profile is not None:
        service = thing.profile.service(service_id)
        if service is None:
            raise Refusal(_NO_SERVICE_TYPE)
        if service.command(method) is None:
            raise Refusal(_BAD_NAME)
    if method in thing.muted_commands.get(service_id, ()):
        raise Refusal(_MASKED)
