"""Batch tasks."""

from typing import TYPE_CHECKING, Any

from simulators.huawei.codes import Refusal
from simulators.huawei.message import Call, Fields, listed, paging
from simulators.huawei.registry import Reply, operation
from simulators.huawei.topics.commands import command_of
from simulators.huawei.topics.subscriptions import check_url

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_ROOT = "/iocm/app/batchtask/v1.1.0"

_INVALID = 50400
_NO_RIGHT = 100028
_NO_TASK_ID = 100022
_TYPES = ("DeviceList", "DeviceType", "DeviceArea", "GroupList", "Broadcast", "GroupIdList")
_MOST_TARGETS = 100_000
_MOST_ROWS = 250
_STATUSES = ("Pending", "WaitResult", "Success", "Fail", "Timeout")


def _param(platform: HuaweiPlatform, call: Call) -> Json:
    """Return what is to be sent, and to whom."""
    fields = call.body.fields("param")
    kind = fields.required("type")
    fields.word("type", _TYPES)
    made: Json = {"type": kind, "command": command_of(fields.fields("command"))}
    match kind:
        case "DeviceList":
            made["deviceList"] = _ids(fields, "deviceList")
        case "GroupList" | "GroupIdList":
            made["groupList"] = _ids(fields, "groupList")
        case "DeviceType":
            for name in ("deviceType", "manufacturerId", "model"):
                made[name] = fields.required(name)
        case "DeviceArea":
            made["deviceLocation"] = fields.required("deviceLocation", most=1024)
        case _:
            pass
    callback = fields.text("callbackUrl", most=1024)
    if callback is not None:
        made["callbackUrl"] = check_url(platform, callback, call.owner.app_id)
    most = fields.whole("maxRetransmit", 0, 3)
    if most is not None:
        made["maxRetransmit"] = most
    return made


def _ids(fields: Fields, name: str) -> list[str]:
    return fields.texts(name, _MOST_TARGETS) or fields.refuse()


def _tags(body: Fields) -> list[Json]:
    rows = body.rows("tags") or []
    made = []
    for row in rows:
        fields = Fields(row if isinstance(row, dict) else {}, _INVALID)
        name, value = fields.required("tagName", most=128), fields.required("tagValue", most=1024)
        made.append({"tagName": name, "tagValue": value})
    return made


@operation("1.8.1", f"POST {_ROOT}/tasks", invalid=_INVALID)
def create(platform: HuaweiPlatform, call: Call) -> Reply:
    """Take in a task."""
    body = call.body
    body.required("appId", most=64)
    name = body.required("taskName")
    body.required("taskType")
    body.word("taskType", ("DeviceCmd",))
    timeout = body.whole("timeout", 10, 2880)
    if timeout is None:
        body.refuse()
    param, tags = _param(platform, call), _tags(body)
    if not call.caller.may_batch:
        raise Refusal(_NO_RIGHT)
    made = platform.batches.create(call.owner.app_id, name, timeout, param, tags)
    return Reply({"taskID": made.id}, also=frozenset({"1.7.4"}))


@operation("1.8.2", f"GET {_ROOT}/tasks/{{taskId}}", invalid=100019)
def get(platform: HuaweiPlatform, call: Call) -> Reply:
    """Tell how far a task is."""
    select = call.query.text("select")
    made = platform.batches.get(call.variables["taskId"], call.owner.app_id)
    return Reply(made.shown(tags=select in {"tag", "tags"}))


@operation("1.8.3", f"GET {_ROOT}/taskDetails", invalid=_NO_TASK_ID)
def details(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of the commands of a task."""
    query = call.query
    task_id = query.required("taskId")
    wanted = {
        "status": query.word("status", _STATUSES),
        "device_id": query.text("deviceId"),
        "command_id": query.text("commandId"),
    }
    part = paging(query, 25, _MOST_ROWS)
    task = platform.batches.get(task_id, call.owner.app_id)
    rows = [
        one
        for one in task.subtasks
        if all(value in {None, getattr(one, name)} for name, value in wanted.items())
    ]
    return listed(part, rows, "taskDetails", lambda one: one.shown())
