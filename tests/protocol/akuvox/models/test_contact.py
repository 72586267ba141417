"""Rows of contacts and groups."""

from dataclasses import replace

import pytest

from custom_components.accord.protocol.akuvox.models.contact import Contact, DialType, Group
from custom_components.accord.protocol.errors import InvalidError

ROW = {"ID": "31", "Name": "Reception", "Phone": "2001", "DialType": "1", "Group": "Ground"}


def test_a_contact_and_back() -> None:
    contact = Contact.from_wire({**ROW, "APTNum": "7"})
    assert (contact.name, contact.phone, contact.dial_type) == (
        "Reception",
        "2001",
        DialType.ACCOUNT_1,
    )
    assert contact.to_wire() == {**ROW, "APTNum": "7"}


def test_a_group_and_back() -> None:
    assert Group.from_wire({"ID": "2", "Name": "Ground"}).to_wire() == {"ID": "2", "Name": "Ground"}


@pytest.mark.parametrize("row", [Contact(name="A"), Contact(name="", phone="1"), Group(name=" ")])
def test_what_a_unit_would_not_take(row: Contact | Group) -> None:
    with pytest.raises(InvalidError):
        row.check()


def test_what_was_there_before_may_stay() -> None:
    before = Contact(id="3", name="", dial_type="7")
    replace(before, phone="2001").check(before)
    for wrong in (replace(before, dial_type="8"), replace(before, phone=" ")):
        with pytest.raises(InvalidError):
            wrong.check(before)
