"""`schedule`: when users may pass. It is not in the manual."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply
from simulators.akuvox.people import ALWAYS, NEVER, is_right
from simulators.akuvox.registry import operation
from simulators.akuvox.rows import Row, listing
from simulators.akuvox.topics.rowwise import add_rows, delete_rows, set_rows

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_SHOWN = ("Name",)


def _is_schedule(row: Row) -> bool:
    return bool(row.get("Name")) and row.get("Type", "1") in {"0", "1", "2"} and is_right(row)


@operation("schedule/get")
def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer all schedules, or a page."""
    return Reply(data=listing(device, call, list(device.people.schedules)))


@operation("schedule/add", "P")
def add(device: AkuvoxDevice, call: Call) -> Reply:
    """Add schedules."""
    rows = add_rows(
        device.people.schedules, call.rows(), _SHOWN, _is_schedule, device.quirks.new_ids
    )
    return Reply(data={"num": len(rows), "item": rows})


@operation("schedule/set", "P")
def set_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace whole schedules; the two that came with the unit stay."""

    def may(row: Row) -> bool:
        return row["ID"] not in {ALWAYS, NEVER} and _is_schedule(row)

    return set_rows(device.people.schedules, call.rows(), _SHOWN, may)


@operation("schedule/del", "P")
def delete(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove schedules; the two that came with the unit stay."""
    rows = [row if row.get("ID") not in {ALWAYS, NEVER} else {"ID": ""} for row in call.rows()]
    return delete_rows(device.people.schedules, rows, ("ID",), _SHOWN)
