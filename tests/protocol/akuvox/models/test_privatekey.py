"""Rows of codes."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.models.privatekey import PrivateKey
from custom_components.accord.protocol.akuvox.models.window import Window
from custom_components.accord.protocol.errors import InvalidError

ROW: dict[str, Any] = {
    "ID": "11", "Name": "Gardener", "Code": "52710934", "DoorNum": "1", "Mon": "1", "Tue": "0",
    "Wed": "1", "Thur": "0", "Fri": "1", "Sat": "0", "Sun": "0", "TimeStart": "08:00",
    "TimeEnd": "12:30", "DeviceName": "Gate",
}  # fmt: skip


def test_a_row_and_back() -> None:
    """Members that nobody knows go back as they came."""
    key = PrivateKey.from_wire({**ROW, "Ret": 0})
    assert (key.id, key.name, key.code, key.relays) == ("11", "Gardener", "52710934", "1")
    assert key.window == Window((0, 2, 4), "08:00", "12:30")
    assert key.to_wire() == ROW
    assert "52710934" not in repr(key)


def test_a_meagre_row() -> None:
    key = PrivateKey.from_wire({"ID": 3})
    assert (key.id, key.name, key.code, key.relays) == ("3", "", "", "")


@pytest.mark.parametrize("code", ["", "123", "12a4", "1" * 9])
def test_no_code(code: str) -> None:
    with pytest.raises(InvalidError):
        PrivateKey(name="A", code=code).check()


def test_what_was_there_before_may_stay() -> None:
    before = PrivateKey.from_wire({**ROW, "Code": "12", "Name": "", "DoorNum": ""})
    replace(before, window=Window((1,))).check(before)
    with pytest.raises(InvalidError):
        replace(before, code="123").check(before)
