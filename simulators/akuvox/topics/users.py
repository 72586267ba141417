"""`user`: the newer store, one person with card, PIN, face and schedules per row."""

from typing import TYPE_CHECKING

from simulators.akuvox import exports
from simulators.akuvox.message import Call, Json, Reply, UnknownActionError, failed, param_error
from simulators.akuvox.people import LOCAL, is_right
from simulators.akuvox.registry import operation
from simulators.akuvox.rows import Row, listing

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

ADDRESS = "/download/UserData.tgz"
_SOURCES = frozenset({"All", "1", "2", "3", "4"})


@operation("user/info")
def info(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer the next free number."""
    taken = {row["UserID"] for row in device.people.users}
    number = 1
    while str(number) in taken:
        number += 1
    return Reply(data={"DefaultUserId": number})


@operation("user/get")
def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer users, all or some, or a page of them."""
    source = call.text("SourceType", "All")
    if source not in _SOURCES:
        raise param_error()
    rows = [row for row in device.people.users if source in {"All", row["SourceType"]}]
    if wanted := (call.text("NameOrCode") or "").lower():
        rows = [row for row in rows if _mentions(row, wanted)]
    shown = [_as_shown(device, row) for row in rows]
    return Reply(action="info", data=listing(device, call, shown))


def _mentions(row: Row, wanted: str) -> bool:
    return any(wanted in row[name].lower() for name in ("Name", "UserID", "CardCode"))


def _as_shown(device: AkuvoxDevice, row: Row) -> Row:
    quirks, member = device.quirks, device.quirks.schedule_member
    shown = dict(row)
    shown["CardCode"] = row["CardCode"][: quirks.card_code_cut]
    if quirks.schedule_ends_with_separator and row[member]:
        shown[member] = row[member].rstrip(quirks.schedule_separator) + quirks.schedule_separator
    return shown


@operation("user/add", "P")
def add(device: AkuvoxDevice, call: Call) -> Reply:
    """Add users; the number of them is the code of success."""
    users, count = device.people.users, 0
    for row in call.rows():
        number = row.get("ID", "")
        asked = number not in {"", "0", "-1"}
        if not asked and number not in device.quirks.new_ids:
            continue
        known = users.first({"UserID": row.get("UserID", "")})
        if known is not None or not _is_user(device, row):
            continue
        if users.add(_as_stored(device, row), number if asked else "") is not None:
            count += 1
    return _counted(count)


@operation("user/set", "P")
def set_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace whole users that belong to the unit itself."""
    users, count = device.people.users, 0
    for row in call.rows():
        found = users.by_id(row.get("ID"))
        if found is None or found["SourceType"] != LOCAL or not _is_user(device, row):
            continue
        other = users.first({"UserID": row["UserID"]})
        if other is None or other is found:
            users.replace(found, _as_stored(device, row))
            count += 1
    return _counted(count)


@operation("user/del", "P")
def delete(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove users by the ID of their row."""
    users, count = device.people.users, 0
    for row in call.rows():
        found = users.by_id(row.get("ID"))
        if found is not None:
            users.remove(found)
            count += 1
    return _counted(count)


def _is_user(device: AkuvoxDevice, row: Row) -> bool:
    """Tell whether a row is complete; who it opens for has to be in the member that is read."""
    if not row.get("UserID") or not row.get("Name"):
        return False
    return device.quirks.schedule_member in row and is_right(row)


def _as_stored(device: AkuvoxDevice, row: Row) -> Row:
    """Drop what the firmware does not understand of the schedules."""
    quirks = device.quirks
    entries = row[quirks.schedule_member]
    if quirks.schedule_separator != ";":
        entries = entries.partition(";")[0]
    stored = {**row, quirks.schedule_member: entries.rstrip(quirks.schedule_separator)}
    stored.pop("SourceType", None)
    return stored


def _counted(count: int) -> Reply:
    if not count:
        raise failed()
    return Reply(retcode=count)


@operation("user/scan", "P")
async def scan(device: AkuvoxDevice, _call: Call) -> Reply:
    """Wait for the next card; the manual's misspelling is the vendor's."""
    code = await device.reader.scan()
    if code is None:
        raise failed()
    return Reply(action="scam", data={"RFCode": code})


@operation("user/edit")
def edit(_device: AkuvoxDevice, _call: Call) -> Reply:
    """Refuse: the manual lists it and then says that no method is supported."""
    raise UnknownActionError


@operation("user/clear")
def clear(device: AkuvoxDevice, _call: Call) -> Reply:
    """Remove all users."""
    device.people.users.clear()
    return Reply()


@operation("user/export")
def export(device: AkuvoxDevice, _call: Call) -> Reply:
    """Write a file and answer where it is."""
    device.downloads[ADDRESS] = exports.users_to_tgz(device.people.users)
    data: Json = {"address": ADDRESS}
    return Reply(data=data)


@operation("user/import", "P")
def import_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace all users by those of a file."""
    rows = exports.users_from_tgz(call.upload("config").content)
    if rows is None or not all(row.get("UserID") and is_right(row) for row in rows):
        raise failed()
    device.people.users.load(rows)
    return Reply(data={})
