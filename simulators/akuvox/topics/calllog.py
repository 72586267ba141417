"""`calllog`, which the manual's table spells `callog`: who called whom."""

from typing import TYPE_CHECKING

from simulators.akuvox import exports
from simulators.akuvox.line import KINDS
from simulators.akuvox.message import Call, Reply, failed, param_error
from simulators.akuvox.registry import operation
from simulators.akuvox.rows import Row, listing

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


def _kind(text: str | None) -> str:
    """Return a type's name, which may come as its number."""
    text = "All" if text is None else text
    if text.isdecimal() and int(text) < len(KINDS):
        return KINDS[int(text)]
    if text not in KINDS:
        raise param_error()
    return text


def _is_of(kind: str, row: Row) -> bool:
    return kind in {"All", _kind(row["Type"])}


@operation("callog/get")
def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer calls, the newest first."""
    kind = _kind(call.text("Type"))
    rows = [row for row in device.line.log.newest_first() if _is_of(kind, row)]
    wanted = call.text("NameOrNumber") if device.quirks.log_filters else None
    if wanted:
        rows = [row for row in rows if wanted in row["Name"] or wanted in row["Num"]]
    return Reply(data=listing(device, call, rows))


@operation("callog/del", "P")
def delete(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove one row by its ID."""
    number = call.data.get("ID")
    if not isinstance(number, str):
        raise param_error()
    row = device.line.log.by_id(number)
    if row is None:
        raise failed()
    device.line.log.remove(row)
    return Reply()


@operation("callog/clear")
def clear(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove all rows of a type; the manual spells the parameter in both ways."""
    kind = _kind(call.text("Type") or call.text("type"))
    device.line.log.keep(lambda row: not _is_of(kind, row))
    return Reply(action="upgrade")


@operation("callog/export")
def export(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer with a file, if there are calls."""
    rows = device.line.log.newest_first()
    if not rows:
        raise failed("Export Failed.")
    return Reply(file=("History.csv", exports.to_csv(rows)))
