"""`doorlog`: who came in, and who did not."""

from typing import TYPE_CHECKING

from simulators.akuvox import exports
from simulators.akuvox.message import Call, Reply, failed, param_error
from simulators.akuvox.registry import operation
from simulators.akuvox.rows import Row, listing

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


@operation("doorlog/get")
def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer rows, the newest first."""
    rows = device.door.log.newest_first()
    if device.quirks.log_filters:
        rows = [row for row in rows if _is_wanted(row, call)]
    return Reply(data=listing(device, call, rows))


def _is_wanted(row: Row, call: Call) -> bool:
    moment = f"{row['Date']} {row['Time']}"
    status, who = call.text("Status"), call.text("NameOrCode")
    start, end = call.text("TimeStart"), call.text("TimeEnd")
    return (
        (not status or row["Status"] == status)
        and (not who or who in row["Name"] or who in row["Code"])
        and (not start or moment >= start)
        and (not end or moment <= end)
    )


@operation("doorlog/del", "P")
def delete(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove one row by its ID."""
    number = call.data.get("ID")
    if not isinstance(number, str):
        raise param_error()
    row = device.door.log.by_id(number)
    if row is None:
        raise failed()
    device.door.log.remove(row)
    return Reply()


@operation("doorlog/clear")
def clear(device: AkuvoxDevice, _call: Call) -> Reply:
    """Remove all rows; IDs start over."""
    device.door.log.clear()
    return Reply()


@operation("doorlog/export")
def export(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer with a file, if there are rows."""
    rows = device.door.log.newest_first()
    if not rows:
        raise failed("Export Failed.")
    return Reply(file=("DoorLog.xml", exports.to_xml("DoorLog", "Log", rows)))
