"""`contact` and `group`: whom the unit can call."""

from typing import TYPE_CHECKING

from simulators.akuvox import exports
from simulators.akuvox.message import Call, Reply, failed, param_error
from simulators.akuvox.registry import operation
from simulators.akuvox.rows import Row, listing
from simulators.akuvox.topics.rowwise import add_rows, clear, delete_rows, set_rows

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_SHOWN = ("Name", "Phone")


def _is_contact(row: Row) -> bool:
    return bool(row.get("Name")) and row.get("DialType", "0") in {"0", "1", "2"}


def _is_group(row: Row) -> bool:
    return bool(row.get("Name"))


@operation("contact/get")
def contact_get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer all contacts by name, or a page."""
    rows = sorted(device.directory.contacts, key=lambda row: row["Name"])
    return Reply(data=listing(device, call, rows))


@operation("contact/add", "P")
def contact_add(device: AkuvoxDevice, call: Call) -> Reply:
    """Add contacts."""
    rows = add_rows(
        device.directory.contacts, call.rows(), _SHOWN, _is_contact, device.quirks.new_ids
    )
    return Reply(data={"num": len(rows), "item": rows})


@operation("contact/set", "P")
def contact_set(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace whole contacts."""
    return set_rows(device.directory.contacts, call.rows(), _SHOWN, _is_contact)


@operation("contact/del", "P")
def contact_del(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove the first contact that fits each set of criteria."""
    criteria = ("ID", "Name", "Phone")
    return delete_rows(device.directory.contacts, call.rows(), criteria, _SHOWN)


@operation("contact/clear")
def contact_clear(device: AkuvoxDevice, _call: Call) -> Reply:
    """Remove all contacts."""
    return clear(device.directory.contacts)


@operation("contact/export")
def contact_export(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer with a file, if there are contacts."""
    kind = call.text("filetype", "csv")
    if kind not in exports.CONTACT_WRITERS:
        raise param_error()
    if not len(device.directory.contacts):
        raise failed("Export Failed.")
    content = exports.CONTACT_WRITERS[kind](list(device.directory.contacts))
    return Reply(file=(f"Contacts.{kind}", content))


@operation("contact/import", "P")
def contact_import(device: AkuvoxDevice, call: Call) -> Reply:
    """Replace all contacts by those of a CSV file."""
    rows = exports.contacts_from_csv(call.upload("config").content)
    if rows is None or not all(_is_contact(row) for row in rows):
        raise failed()
    device.directory.contacts.load(rows)
    return Reply()


@operation("group/get")
def group_get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer all groups."""
    return Reply(data=listing(device, call, list(device.directory.groups)))


@operation("group/add", "P")
def group_add(device: AkuvoxDevice, call: Call) -> Reply:
    """Add groups."""
    rows = add_rows(
        device.directory.groups, call.rows(), ("Name",), _is_group, device.quirks.new_ids
    )
    return Reply(data={"num": len(rows), "item": rows})


@operation("group/set", "P")
def group_set(device: AkuvoxDevice, call: Call) -> Reply:
    """Rename groups; their contacts follow."""
    groups, contacts = device.directory.groups, device.directory.contacts
    names = {row["ID"]: row["Name"] for row in groups}
    reply = set_rows(groups, call.rows(), ("Name",), _is_group)
    renamed = {names[row["ID"]]: row["Name"] for row in groups if row["ID"] in names}
    for row in contacts:
        row["Group"] = renamed.get(row["Group"], row["Group"])
    return reply


@operation("group/del", "P")
def group_del(device: AkuvoxDevice, call: Call) -> Reply:
    """Remove groups; the manual does not know this."""
    return delete_rows(device.directory.groups, call.rows(), ("ID",), ("Name",))


@operation("group/clear")
def group_clear(device: AkuvoxDevice, _call: Call) -> Reply:
    """Remove all groups; contacts stay."""
    return clear(device.directory.groups)
