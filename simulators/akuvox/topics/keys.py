"""`privatekey` and `rfkey`: the older stores, one code with its doors and times per row."""

from typing import TYPE_CHECKING

from simulators.akuvox import exports
from simulators.akuvox.message import Call, Json, Reply, failed
from simulators.akuvox.people import CARD, PIN, is_right
from simulators.akuvox.registry import enter
from simulators.akuvox.rows import Row, RowStore, listing
from simulators.akuvox.topics.rowwise import add_rows, clear, delete_rows, set_rows

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_SHOWN = ("Code", "Name")
_FILES = {"privatekey": "PrivateKey.xml", "rfkey": "ICKey.xml"}


def _store(device: AkuvoxDevice, target: str) -> RowStore:
    return device.people.pins if target == "privatekey" else device.people.cards


def _is_right(target: str, row: Row) -> bool:
    return is_right(row, PIN if target == "privatekey" else CARD)


def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer all rows, or a page."""
    return Reply(data=listing(device, call, list(_store(device, call.target))))


def add(device: AkuvoxDevice, call: Call) -> Reply:
    """Add rows; cards count up in `Ret`, PINs may have none."""
    store = _store(device, call.target)

    def is_new(row: Row) -> bool:
        return bool(row.get("Code")) and _is_right(call.target, row)

    rows = add_rows(store, call.rows(), _SHOWN, is_new, device.quirks.new_ids)
    count = 0
    for row in rows:
        if row["Ret"] == 0 and call.target == "rfkey":
            count += 1
            row["Ret"] = count
    if call.target == "privatekey" and device.quirks.adds_without_ret:
        rows = [_without_ret(row) for row in rows]
    return Reply(data={"num": len(rows), "item": rows})


def _without_ret(row: Json) -> Json:
    return {name: value for name, value in row.items() if name != "Ret"}


def set_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace whole rows."""

    def may(row: Row) -> bool:
        return bool(row.get("Code")) and _is_right(call.target, row)

    return set_rows(_store(device, call.target), call.rows(), _SHOWN, may)


def delete(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove the first row that fits each set of criteria."""
    return delete_rows(_store(device, call.target), call.rows(), ("ID", "Code", "Name"), _SHOWN)


def clear_(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove all rows."""
    return clear(_store(device, call.target))


def export(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer with a file of all rows."""
    content = exports.keys_to_xml(_store(device, call.target))
    return Reply(file=(_FILES[call.target], content))


def import_(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace all rows by those of a file."""
    rows = exports.keys_from_xml(call.upload("config").content)
    if rows is None or not all(_is_right(call.target, row) for row in rows):
        raise failed()
    _store(device, call.target).load(rows)
    return Reply()


for _target in _FILES:
    enter(f"{_target}/get", get)
    enter(f"{_target}/add", add, "P")
    enter(f"{_target}/set", set_, "P")
    enter(f"{_target}/del", delete, "P")
    enter(f"{_target}/clear", clear_)
    enter(f"{_target}/export", export)
    enter(f"{_target}/import", import_, "P")
