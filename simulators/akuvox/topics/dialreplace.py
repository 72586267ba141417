"""`dialreplace`: rules that dial other numbers than those entered."""

from typing import TYPE_CHECKING

from simulators.akuvox import exports
from simulators.akuvox.message import Call, Reply, failed
from simulators.akuvox.registry import operation
from simulators.akuvox.rows import Row, listing
from simulators.akuvox.topics.rowwise import add_rows, clear, delete_rows, set_rows

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_SHOWN = ("Prefix",)


def _is_rule(row: Row) -> bool:
    return bool(row.get("Prefix")) and row.get("Line", "0") in {"0", "1", "2"}


@operation("dialreplace/get")
def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer all rules."""
    return Reply(data=listing(device, call, list(device.directory.rules)))


@operation("dialreplace/add", "P")
def add(device: AkuvoxDevice, call: Call) -> Reply:
    """Add rules."""
    rows = add_rows(device.directory.rules, call.rows(), _SHOWN, _is_rule, device.quirks.new_ids)
    return Reply(data={"num": len(rows), "item": rows})


@operation("dialreplace/set", "P")
def set_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace whole rules."""
    return set_rows(device.directory.rules, call.rows(), _SHOWN, _is_rule)


@operation("dialreplace/del", "P")
def delete(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove rules."""
    return delete_rows(device.directory.rules, call.rows(), ("ID",), ())


@operation("dialreplace/clear")
def clear_(device: AkuvoxDevice, _call: Call) -> Reply:
    """Remove all rules."""
    return clear(device.directory.rules)


@operation("dialreplace/export")
def export(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer with a file of all rules."""
    return Reply(file=("DialReplace.xml", exports.rules_to_xml(device.directory.rules)))


@operation("dialreplace/import", "P")
def import_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace all rules by those of a file."""
    rows = exports.rules_from_xml(call.upload("config").content)
    if rows is None or not all(_is_rule(row) for row in rows):
        raise failed()
    device.directory.rules.load(rows)
    return Reply()
