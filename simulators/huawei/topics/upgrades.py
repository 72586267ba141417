"""Packages and tasks that install them."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from simulators.huawei import times
from simulators.huawei.codes import Refusal
from simulators.huawei.message import Call, Fields, listed, paging
from simulators.huawei.registry import Reply, operation
from simulators.huawei.thing import Thing
from simulators.huawei.upgrades import FIRMWARE, SOFTWARE, Package, Upgrade

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_PACKAGES = "/iodm/northbound/v1.5.0/category"
_TASKS = "/iodm/northbound/v1.5.0/operations"

_INVALID = 120015
_UNKNOWN = 123002
_NO_TASK = 123009
_UNFIT = 123016
_NO_MANUFACTURER = 123019
_NO_TYPE = 123020
_NO_MODEL = 123021
_NO_TARGETS = 123022
_BOTH_TARGETS = 123023
_TOO_MANY = 123024
_BAD_EXECUTION = 123025
_BAD_TIMES = 123026
_BAD_RETRIES = 123028
_BAD_PAGE = 123029
_END_FIRST = 123032
_PAST = 123033
_TOO_SHORT = 123034
_MOST_TARGETS = 256
_MOST_ROWS = 100
_SHORTEST = timedelta(minutes=5)
_STATES = ("wait", "processing", "failed", "fail", "success", "stop")


def _page(platform: HuaweiPlatform, call: Call, rows: list[Any], render: Any) -> Reply:
    part = paging(call.query, 10, _MOST_ROWS, invalid=_BAD_PAGE)
    return listed(part, rows, "data", render)


@operation("1.10.1", f"GET {_PACKAGES}", invalid=_INVALID)
def packages(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of packages."""
    query = call.query
    query.word("fileType", ("firmwarePackage", "softwarePackage"))
    wanted = {name: query.text(name) for name in ("fileType", "deviceType", "model", "version")}
    wanted["manufacturerName"] = query.text("manufacturerName", "manufactureName")
    rows = [one.shown() for one in platform.upgrades.packages.values()]
    rows = [one for one in rows if all(x in {None, one[name]} for name, x in wanted.items())]
    return _page(platform, call, rows, lambda one: one)


def _package(platform: HuaweiPlatform, id_: str) -> Package:
    found = platform.upgrades.packages.get(id_)
    if found is None:
        raise Refusal(_UNKNOWN)
    return found


@operation("1.10.2", f"GET {_PACKAGES}/{{fileId}}", invalid=_INVALID)
def package(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a package."""
    return Reply(_package(platform, call.variables["fileId"]).shown())


@operation("1.10.3", f"DELETE {_PACKAGES}/{{fileId}}", invalid=_INVALID)
def delete_package(platform: HuaweiPlatform, call: Call) -> Reply:
    """Remove a package."""
    found = _package(platform, call.variables["fileId"])
    del platform.upgrades.packages[found.id]
    return Reply()


# --- new tasks --------------------------------------------------------------------------------


def _targets(fields: Fields) -> Json:
    """Return devices or groups, checked as far as that can be without looking for them."""
    devices = fields.texts("devices", _MOST_TARGETS * 100) or []
    groups = fields.texts("deviceGroups", _MOST_TARGETS * 100) or []
    if not devices and not groups:
        raise Refusal(_NO_TARGETS)
    if devices and groups:
        raise Refusal(_BOTH_TARGETS)
    if len(devices or groups) > _MOST_TARGETS:
        raise Refusal(_TOO_MANY)
    if devices:
        return {"devices": devices}
    made: Json = {"deviceGroups": groups}
    needed = {"deviceType": _NO_TYPE, "model": _NO_MODEL, "manufacturerName": _NO_MANUFACTURER}
    for name, code in needed.items():
        if name not in fields:
            raise Refusal(code)
        made[name] = fields.text(name)
    return made


def _policy(platform: HuaweiPlatform, fields: Fields) -> Json:
    kind = fields.any("executeType")
    if kind not in {"now", "device_online", "custom"}:
        raise Refusal(_BAD_EXECUTION)
    made: Json = {"executeType": kind}
    if kind == "custom":
        made |= _window(platform, fields)
    made["retryType"] = bool(fields.flag("retryType"))
    if made["retryType"]:
        tries = fields.any("retryTimes")
        if type(tries) is not int or not 1 <= tries <= 5:
            raise Refusal(_BAD_RETRIES)
        made["retryTimes"] = tries
    return made


def _window(platform: HuaweiPlatform, fields: Fields) -> Json:
    checked = Fields({name: fields.any(name) for name in ("startTime", "endTime")}, _BAD_TIMES)
    start, end = checked.time("startTime"), checked.time("endTime")
    if start is None or end is None:
        raise Refusal(_BAD_TIMES)
    if start > end:
        raise Refusal(_END_FIRST)
    if start < platform.agenda.wall() - timedelta(seconds=1):
        raise Refusal(_PAST)
    if end - start < _SHORTEST:
        raise Refusal(_TOO_SHORT)
    return {"startTime": times.stamp(start), "endTime": times.stamp(end)}


def _things(platform: HuaweiPlatform, call: Call, targets: Json, package: Package) -> list[Thing]:
    """Return the devices that are meant; each of them has to be one that the package is for."""
    fleet, app_id = platform.fleet, call.owner.app_id
    if "devices" in targets:
        found = [fleet.get(id_) for id_ in targets["devices"]]
    else:
        groups = [platform.groups.named(name, app_id) for name in targets["deviceGroups"]]
        if None in groups:
            raise Refusal(_UNKNOWN)
        members = dict.fromkeys(id_ for one in groups if one for id_ in one.members)
        found = [fleet.get(id_) for id_ in members]
    things = [thing for thing in found if thing is not None and thing.app_id == app_id]
    if len(things) < len(found):
        raise Refusal(_UNKNOWN)
    names = ("deviceType", "manufacturerName", "model")
    wanted = [package.product[name] for name in names]
    fits = [
        thing
        for thing in things
        if thing.narrow_band and [thing.info.get(name) for name in names] == wanted
    ]
    if "devices" in targets and len(fits) < len(things):
        raise Refusal(_UNFIT)
    if "deviceGroups" in targets and [targets[name] for name in names] != wanted:
        raise Refusal(_UNFIT)
    return fits


def _create(platform: HuaweiPlatform, call: Call, kind: str, file_type: str) -> Reply:
    body = call.body
    file_id = body.required("fileId")
    targets = _targets(body.fields("targets"))
    policy = _policy(platform, body.fields("policy")) if "policy" in body else None
    found = _package(platform, file_id)
    if found.kind != file_type:
        raise Refusal(_UNFIT)
    things = _things(platform, call, targets, found)
    app_id = call.owner.app_id
    made = platform.upgrades.create(app_id, kind, found, things, targets, policy)
    return Reply({"operationId": made.id})


@operation("1.10.4", f"POST {_TASKS}/softwareUpgrade", invalid=_INVALID)
def upgrade_software(platform: HuaweiPlatform, call: Call) -> Reply:
    """Install software on devices."""
    return _create(platform, call, SOFTWARE, "softwarePackage")


@operation("1.10.5", f"POST {_TASKS}/firmwareUpgrade", invalid=_INVALID)
def upgrade_firmware(platform: HuaweiPlatform, call: Call) -> Reply:
    """Install firmware on devices."""
    return _create(platform, call, FIRMWARE, "firmwarePackage")


# --- tasks under way --------------------------------------------------------------------------


def _task(platform: HuaweiPlatform, call: Call) -> Upgrade:
    found = platform.upgrades.tasks.get(call.variables["operationId"])
    if found is None or found.app_id != call.owner.app_id:
        raise Refusal(_NO_TASK)
    return found


@operation("1.10.6", f"GET {_TASKS}/{{operationId}}", invalid=_INVALID)
def task(platform: HuaweiPlatform, call: Call) -> Reply:
    """Tell how far a task is."""
    return Reply(_task(platform, call).shown())


@operation("1.10.7", f"GET {_TASKS}/{{operationId}}/subOperations", invalid=_INVALID)
def subtasks(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of what happens on devices."""
    quirks, found = platform.quirks, _task(platform, call)
    state = call.query.word("subOperationStatus", _STATES)
    rows = [one for one in found.parts if state in {None, one.status}]
    extend = "extendPara" if quirks.extend_para else "extendInfo"
    made = _page(platform, call, rows, lambda one: found.part_shown(one, extend))
    if quirks.data_as_date and made.body is not None:
        made.body["date"] = made.body.pop("data")
    return made


@operation("1.10.8", f"GET {_TASKS}", invalid=_INVALID)
def tasks(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of tasks, the newest first."""
    query = call.query
    kind = query.word("operationType", (SOFTWARE, FIRMWARE))
    state, device_id = query.word("operationStatus", _STATES), query.text("deviceId")
    wanted = {name: query.text(name) for name in ("deviceType", "manufacturerName", "model")}
    rows = [
        one
        for one in platform.upgrades.of(call.owner.app_id)
        if kind in {None, one.kind}
        and state in {None, one.status}
        and (device_id is None or any(part.device_id == device_id for part in one.parts))
        and all(value in {None, one.package.product[name]} for name, value in wanted.items())
    ]
    return _page(platform, call, rows, Upgrade.shown)
