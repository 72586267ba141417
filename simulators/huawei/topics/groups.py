"""Groups of devices and their members."""

import re
from typing import TYPE_CHECKING

from simulators.huawei.codes import Refusal
from simulators.huawei.groups import TOO_MANY, Group, new_id
from simulators.huawei.message import Call, Fields, listed, paging
from simulators.huawei.registry import Reply, operation

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

_GROUPS = "/iocm/app/devgroup/v1.3.0/devGroups"
_GROUP = f"{_GROUPS}/{{devGroupId}}"
_DEVICES = "/iocm/app/dm"

_INVALID = 50400
_BAD_MEMBERS = 100604
_NAME = re.compile(r"[A-Za-z0-9]{1,50}")
_MOST_MEMBERS = 1000
_MOST = 2_147_483_647


def _name(body: Fields) -> str:
    name = body.required("name", most=50)
    return name if _NAME.fullmatch(name) else body.refuse()


def _own(platform: HuaweiPlatform, call: Call, device_ids: list[str]) -> list[str]:
    """Refuse devices of others."""
    for device_id in device_ids:
        found = platform.fleet.get(device_id)
        if found is None or found.app_id != call.owner.app_id:
            call.body.refuse()
    return device_ids


@operation("1.9.1", f"POST {_GROUPS}", invalid=_INVALID)
def create(platform: HuaweiPlatform, call: Call) -> Reply:
    """Make a group."""
    body = call.body
    most = body.whole("maxDevNum", 0, _MOST) or 0
    members = _own(platform, call, body.texts("deviceIds") or [])
    if most and len(members) > most:
        raise Refusal(TOO_MANY)
    made = Group(
        body.text("id", most=50) or new_id(),
        call.owner.app_id,
        _name(body),
        body.text("description", most=1024),
        most,
        call.caller.app_id,
        dict.fromkeys(members),
    )
    platform.groups.add(made, call.owner.group_quota)
    return Reply({**made.shown(), "deviceIds": members})


@operation("1.9.2", f"DELETE {_GROUP}", invalid=_INVALID)
def delete(platform: HuaweiPlatform, call: Call) -> Reply:
    """Remove a group."""
    found = platform.groups.get(call.variables["devGroupId"], call.owner.app_id)
    platform.groups.remove(found)
    return Reply()


@operation("1.9.3", f"PUT {_GROUP}", invalid=_INVALID)
def modify(platform: HuaweiPlatform, call: Call) -> Reply:
    """Change a group; a limit that is not sent is no limit."""
    body, name = call.body, _name(call.body)
    most = body.whole("maxDevNum", 0, _MOST) or 0
    description = body.text("description", most=1024)
    found = platform.groups.get(call.variables["devGroupId"], call.owner.app_id)
    if most and len(found.members) > most:
        raise Refusal(100601)
    platform.groups.rename(found, name)
    found.most = most
    found.description = found.description if description is None else description
    return Reply(found.shown())


@operation("1.9.4", f"GET {_GROUPS}", invalid=_INVALID)
def many(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of groups."""
    name = call.query.text("name", most=50)
    rows = [one for one in platform.groups.of(call.owner.app_id) if name in {None, one.name}]
    part = paging(call.query, 1, _MOST, number=None)
    return listed(part, rows, "list", lambda one: one.shown(creator=True))


@operation("1.9.5", f"GET {_GROUP}", invalid=_INVALID)
def get(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a group."""
    found = platform.groups.get(call.variables["devGroupId"], call.owner.app_id)
    return Reply(found.shown(creator=True))


@operation("1.9.6", f"GET {_DEVICES}/v1.2.0/devices/ids", invalid=107002)
def members(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of the devices in a group; an unknown one has none."""
    group_id = call.query.required("devGroupId", most=50)
    part = paging(call.query, 10, _MOST_MEMBERS)
    groups = platform.groups.of(call.owner.app_id)
    rows = next((list(one.members) for one in groups if one.id == group_id), [])
    return listed(part, rows, "deviceIds", lambda one: one)


def _change(call: Call, platform: HuaweiPlatform) -> tuple[Group, list[str]]:
    device_ids = call.body.texts("deviceIds", _MOST_MEMBERS) or call.body.refuse()
    found = platform.groups.get(call.body.required("devGroupId", most=50), call.owner.app_id)
    return found, device_ids


@operation("1.9.7", f"POST {_DEVICES}/v1.1.0/devices/addDevGroupTagToDevices", invalid=_BAD_MEMBERS)
def add_members(platform: HuaweiPlatform, call: Call) -> Reply:
    """Take devices into a group."""
    found, device_ids = _change(call, platform)
    found.add(_own(platform, call, device_ids))
    return Reply({"devGroupId": found.id, "deviceIds": device_ids})


@operation(
    "1.9.8", f"POST {_DEVICES}/v1.1.0/devices/deleteDevGroupTagFromDevices", invalid=_BAD_MEMBERS
)
def remove_members(platform: HuaweiPlatform, call: Call) -> Reply:
    """Take devices out of a group."""
    found, device_ids = _change(call, platform)
    for device_id in device_ids:
        found.members.pop(device_id, None)
    return Reply()
