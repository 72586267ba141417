"""Readers of single members never raise."""

import json
import math
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.codec import dumps
from custom_components.accord.protocol.kasa.models.fields import (
    check_range,
    flag,
    integer,
    integers,
    number,
    obj,
    objects,
    text,
    unknown,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(7, 7), (7.0, 7), ("7", 7), (" 7.9 ", 7), (True, 1), (-3, -3), (0, 0)],
)
def test_integers(value: Any, expected: int) -> None:
    assert integer(value) == expected


@pytest.mark.parametrize(
    "value",
    [None, "", "x", [], {}, float("nan"), float("inf"), "inf", "nan", 10**400, -(10**20), 1e300],
)
def test_no_integers(value: Any) -> None:
    assert integer(value) is None
    assert number(value) is None


def test_numbers() -> None:
    assert number(3) == 3.0
    assert number("230.5") == 230.5
    assert number(0) == 0.0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, True),
        (0, False),
        (True, True),
        ("1", True),
        ("0", False),
        (2, True),
        (None, None),
        ("on", None),
        ([], None),
        (-1, True),
    ],
)
def test_flags(value: Any, expected: bool | None) -> None:
    assert flag(value) is expected


def test_text() -> None:
    assert text("Café ☕") == "Café ☕"
    assert text("") == ""
    assert text(None) is None
    assert text(7) is None
    assert text("a\ud800b") == "a?b"


def test_objects() -> None:
    assert obj({"a": 1}) == {"a": 1}
    assert obj(None) == {}
    assert obj([1]) == {}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@given(ANYTHING)
def test_nothing_raises(value: Any) -> None:
    assert isinstance(integer(value), int | None)
    assert isinstance(number(value), float | None)
    assert isinstance(flag(value), bool | None)
    assert isinstance(text(value), str | None)
    assert (text(value) or "").encode() is not None


def test_lists() -> None:
    assert objects([{"a": 1}, 5, None, {}]) == [{"a": 1}, {}]
    assert objects({"a": 1}) == objects(None) == []
    assert integers([1, "2", 3.0, "x", None, [4]]) == (1, 2, 3)
    assert integers("12") == integers(None) == ()


def test_unknown_members() -> None:
    assert unknown({"a": 1, "b": 2, "err_code": 0}, {"a"}) == {"b": 2}


def test_unknown_fractions_go_back_as_they_came() -> None:
    """Old versions of the app wrote the place into rules."""
    sent = {"latitude": 52.3702, "deep": {"x": [0.5, 1, "y", None]}}
    assert dumps(unknown(sent, ())) == json.dumps(sent, separators=(",", ":")).encode()
    with pytest.raises(InvalidError):
        dumps(unknown({"x": math.nan}, ()))


def test_ranges() -> None:
    assert check_range("x", 5, 0, 5) == 5
    for value in (-1, 6):
        with pytest.raises(InvalidError, match="parameter x must be from 0 to 5"):
            check_range("x", value, 0, 5)
