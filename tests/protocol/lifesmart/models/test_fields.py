"""Readers of single members, and checks."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart.models.fields import (
    check_digits,
    check_one_of,
    check_range,
    check_text,
    flag,
    integer,
    obj,
    objects,
    text,
)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (5, 5),
        ("5", 5),
        ("5.0", 5),
        (5.9, 5),
        (True, 1),
        ("x", None),
        (None, None),
        ([], None),
        (float("nan"), None),
        ("inf", None),
        (1e300, None),
    ],
)
def test_integer(value: object, found: int | None) -> None:
    assert integer(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [(True, True), (0, False), ("1", True), ("true", True), ("False", False), ("x", None)],
)
def test_flag(value: object, found: bool | None) -> None:
    assert flag(value) is found


def test_text() -> None:
    assert text("灯") == "灯"
    assert text("\ud800") == "?"
    assert text(12) == "12"
    assert text(None) == text(True) == text([]) == ""


def test_objects_in_all_shapes() -> None:
    listed = [{"me": "1"}, {"me": "2"}]
    assert objects(listed, "me") == listed
    assert objects([{"me": "1"}, 5, None], "me") == [{"me": "1"}]
    assert objects({"1": {"name": "a"}, "2": {"me": "2"}, "code": 0}, "me") == [
        {"me": "1", "name": "a"},
        {"me": "2"},
    ]
    assert objects({"me": "1"}, "me") == [{"me": "1"}]
    assert objects("success", "me") == objects(None, "me") == []
    assert obj([]) == {}


def test_checks() -> None:
    assert check_range("n", 3, 1, 3) == 3
    assert check_text("t", "x") == "x"
    assert check_one_of("c", 1, (1, 2)) == 1
    assert check_digits("d", "0123", 4, 8) == "0123"


@pytest.mark.parametrize("value", ["123", "123456789", "12a4", "", "١٢٣٤", "12 4"])
def test_digits(value: str) -> None:
    with pytest.raises(InvalidError, match="d must be 4 to 8 digits"):
        check_digits("d", value, 4, 8)


def test_what_is_out_of_range() -> None:
    with pytest.raises(InvalidError, match="n must be from 1 to 3"):
        check_range("n", 4, 1, 3)
    with pytest.raises(InvalidError, match="t must not be empty"):
        check_text("t", "")
    with pytest.raises(InvalidError, match="c must be one of: 1, 2"):
        check_one_of("c", 3, (1, 2))
