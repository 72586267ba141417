"""JSON-like parameters become typed arguments, or an error that names the parameter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.parameters import decode_parameters, decode_value


class Mode(StrEnum):
    NORMAL = "normal"
    CIRCADIAN = "circadian"


class Level(IntEnum):
    LOW = 1


@dataclass(frozen=True)
class Window:
    start: int
    days: tuple[int, ...] = ()


type Percent = int


async def function(
    self: object,
    on: bool,
    count: int = 0,
    *,
    name: str | None = None,
    window: Window | None = None,
) -> None:
    """Do nothing."""


def test_defaults_stay_out() -> None:
    assert decode_parameters(function, {"on": True}) == {"on": True}


def test_all_given() -> None:
    assert decode_parameters(
        function, {"on": False, "count": 3, "name": None, "window": {"start": 5, "days": [1]}}
    ) == {"on": False, "count": 3, "name": None, "window": Window(5, (1,))}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "parameter on is missing"),
        ({"on": True, "colour": 1, "b": 2}, "unknown parameter b, colour"),
        ({"on": "yes"}, "parameter on must be bool"),
        ({"on": True, "count": True}, "parameter count must be int, not a boolean"),
        ({"on": True, "count": 1.5}, "parameter count must be int"),
        ({"on": True, "name": 1}, "parameter name must be str"),
        ({"on": True, "window": 1}, "parameter window must be an object"),
        ({"on": True, "window": {}}, "parameter start is missing"),
        ({"on": True, "window": {"start": 1, "end": 2}}, "unknown parameter end"),
    ],
)
def test_says_what_is_wrong(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        decode_parameters(function, parameters)


@pytest.mark.parametrize(
    ("value", "kind", "result"),
    [
        (1, float, 1.0),
        (1.5, float, 1.5),
        ("circadian", Mode, Mode.CIRCADIAN),
        (1, Level, Level.LOW),
        ([1, 2], list[int], [1, 2]),
        ((1, 2), Sequence[int], (1, 2)),
        ([1], tuple[int, ...], (1,)),
        ({"a": 1}, dict[str, int], {"a": 1}),
        ({"a": [1]}, Mapping[str, list[int]], {"a": [1]}),
        ({"x": object}, Any, {"x": object}),
        (3, int | str, 3),
        ("3", int | str, "3"),
        (None, int | None, None),
        (Window(1), Window, Window(1)),
        (40, Percent, 40),
        ("aGVsbG8=", bytes, b"hello"),
        (b"hello", bytes, b"hello"),
        ("2026-01-01T11:00:00+01:00", datetime, datetime(2026, 1, 1, 10, tzinfo=UTC)),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime | None, datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_decodes(value: Any, kind: Any, result: Any) -> None:
    assert decode_value("x", value, kind) == result


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        ("red", Mode, "x must be one of: normal, circadian"),
        ([], Mode, "x must be one of: normal, circadian"),
        ("12", list[int], "x must be a list"),
        ([1, "2"], list[int], "x must be int"),
        ([], dict[str, int], "x must be an object"),
        (None, int | str, "x must be int"),
        (True, float, "x must be float, not a boolean"),
        ("40", Percent, "x must be int"),
        ("hello", bytes, "x must be a file in Base64"),
        ("§", bytes, "x must be a file in Base64"),
        ("today", datetime, "x must be a time as ISO 8601"),
        ("2026-01-01T10:00:00", datetime, "x must be a time with its zone"),
        (5, bytes, "x must be bytes"),
    ],
)
def test_refuses(value: Any, kind: Any, message: str) -> None:
    with pytest.raises(InvalidError, match=message):
        decode_value("x", value, kind)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["on", "count", "name", "window", "other"]), JSON))
def test_nothing_but_the_documented_error(parameters: dict[str, Any]) -> None:
    try:
        arguments = decode_parameters(function, parameters)
    except InvalidError:
        return
    assert set(arguments) == set(parameters)
    assert isinstance(arguments["on"], bool)
