"""Rows of cards."""

from dataclasses import replace

import pytest

from custom_components.accord.protocol.akuvox.models.rfkey import Admission, RfKey
from custom_components.accord.protocol.errors import InvalidError


def test_a_row_and_back() -> None:
    key = RfKey(name="Mira", code="c0:ff:ee", relays="12", admission=Admission.LIMITED, uses=3)
    wire = key.to_wire()
    assert (wire["ID"], wire["Code"], wire["Tags"], wire["Frequency"]) == ("0", "C0FFEE", "1", "3")
    again = RfKey.from_wire({**wire, "ID": "7", "DoorWebRelay": "0"})
    assert (again.id, again.uses, again.relays) == ("7", 3, "12")
    assert again.to_wire()["DoorWebRelay"] == "0"
    assert "C0FFEE" not in repr(again)


@pytest.mark.parametrize("key", [
    RfKey(name="A", code="zz"), RfKey(name="", code="AA"), RfKey(name="A", code="AA", uses=65536),
])  # fmt: skip
def test_what_a_unit_would_not_take(key: RfKey) -> None:
    with pytest.raises(InvalidError):
        key.check()


def test_what_was_there_before_may_stay() -> None:
    before = RfKey(id="7", name="", code="odd one", relays="")
    changed = replace(before, uses=1)
    changed.check(before)
    assert changed.to_wire()["Code"] == "odd one"
    with pytest.raises(InvalidError):
        replace(before, code="odd too").check(before)
