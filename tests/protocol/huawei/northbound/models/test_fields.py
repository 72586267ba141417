"""Single members, however they are sent."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound.models import fields


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (5, 5.0),
        ("5", 5.0),
        (" 0.0 ", 0.0),
        (True, None),
        ("*****", None),
        (None, None),
        ("nan", None),
        ([], None),
        (2**70, None),
    ],
)
def test_number(value: object, wanted: float | None) -> None:
    assert fields.number(value) == wanted


@pytest.mark.parametrize(("value", "wanted"), [("3.7", 3), (-2, -2), ("x", None)])
def test_integer(value: object, wanted: int | None) -> None:
    assert fields.integer(value) == wanted


def test_count() -> None:
    assert (fields.count("7"), fields.count(-1), fields.count(None)) == (7, 0, 0)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (True, True),
        (False, False),
        ("TRUE", True),
        ("Ture", True),
        ("false ", False),
        (1, True),
        (0, False),
        ("*****", None),
        (None, None),
    ],
)
def test_flag(value: object, wanted: bool | None) -> None:
    assert fields.flag(value) is wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("a", "a"), (90, "90"), (None, ""), ({}, ""), (True, ""), ("\ud800", "?")],
)
def test_text(value: object, wanted: str) -> None:
    assert fields.text(value) == wanted


def test_objects() -> None:
    assert fields.obj(None) == {}
    assert fields.objects({"a": 1}) == [{"a": 1}]
    assert fields.objects([{"a": 1}, None, 3]) == [{"a": 1}]
    assert fields.objects(None) == []


@pytest.mark.parametrize(
    ("value", "wanted"),
    [({"a": 1}, {"a": 1}), ('{"a": 1}', {"a": 1}), ("[1]", {}), ("None", {}), (None, {})],
)
def test_nested(value: object, wanted: Any) -> None:
    assert fields.nested(value) == wanted


def test_texts() -> None:
    assert fields.texts(["a", None, 3, {}]) == ("a", "3")
    assert fields.texts("a") == ("a",)
    assert fields.texts(None) == ()


def test_present() -> None:
    assert fields.present(a=1, b=None, c=False, d="") == {"a": 1, "c": False, "d": ""}


def test_checks() -> None:
    assert fields.check_text("x", "ab", 2) == "ab"
    assert fields.check_range("x", 3, 1, 3) == 3
    assert fields.check_one_of("x", "a", ("a", "b")) == "a"
    assert fields.check_list("x", ("a",), 2) == ["a"]


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (lambda: fields.check_text("x", "", 2), "x must have 1 to 2 characters"),
        (lambda: fields.check_text("x", "abc", 2), "x must have 1 to 2 characters"),
        (lambda: fields.check_range("x", 4, 1, 3), "x must be from 1 to 3"),
        (lambda: fields.check_one_of("x", "c", ("a", "b")), "x must be one of: a, b"),
        (lambda: fields.check_list("x", (), 2), "x must have 1 to 2 items"),
    ],
)
def test_what_is_not_sent(check: Any, message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        check()
