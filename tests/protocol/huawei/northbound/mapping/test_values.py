"""Values there and back."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound.mapping.booleans import Switching
from custom_components.accord.protocol.huawei.northbound.mapping.feature import Feature, Kind
from custom_components.accord.protocol.huawei.northbound.mapping.values import (
    read_time,
    read_value,
    write_value,
)
from tests.protocol.huawei.northbound.mapping.models import para, prop


def feature(kind: Kind, data_type: str = "int", **more: Any) -> Feature:
    return Feature(
        **{
            "rule": "P",
            "kind": kind,
            "service_id": "S",
            "key": "x",
            "name": "x",
            "model": prop("x", data_type),
            **more,
        }
    )


ON_OFF = Switching("ON", "OFF")


@pytest.mark.parametrize(
    ("subject", "value", "wanted"),
    [
        (feature(Kind.SENSOR), 5, 5),
        (feature(Kind.SENSOR), "5", 5),
        (feature(Kind.SENSOR), 5.5, 5.5),
        (feature(Kind.SENSOR), "much", None),
        (feature(Kind.SENSOR), None, None),
        (feature(Kind.SENSOR, scale=0.1), 234, 23.400000000000002),
        (feature(Kind.SENSOR, "string"), 7, "7"),
        (feature(Kind.SENSOR, "string"), "x" * 300, "x" * 255),
        (feature(Kind.SENSOR, "string"), True, "true"),
        (feature(Kind.SENSOR, "jsonObject"), {"a": 1, "b": 2}, 2),
        (feature(Kind.SENSOR, "string list"), ["a"], 1),
        (feature(Kind.SENSOR, "string", device_class="enum", options=("Auto",)), "AUTO", "Auto"),
        (feature(Kind.SENSOR, "string", device_class="enum", options=("Auto",)), "Dry", None),
        (
            feature(Kind.SENSOR, "DateTime", device_class="timestamp"),
            "20240301T060000Z",
            datetime(2024, 3, 1, 6, tzinfo=UTC),
        ),
        (feature(Kind.SENSOR, "DateTime", device_class="timestamp"), "later", None),
        (feature(Kind.SWITCH, switching=ON_OFF), "ON", True),
        (feature(Kind.SWITCH, switching=ON_OFF), 0, False),
        (feature(Kind.SWITCH, switching=ON_OFF), "warm", None),
        (feature(Kind.SWITCH), "ON", None),
        (feature(Kind.BINARY_SENSOR, switching=ON_OFF, inverted=True), "ON", False),
        (feature(Kind.LOCK, switching=Switching("locked", "unlocked")), "locked", True),
        (feature(Kind.LOCK, switching=Switching("open", "close"), inverted=True), "open", False),
        (feature(Kind.LOCK, switching=Switching("open", "close"), inverted=True), "close", True),
        (feature(Kind.LOCK), "open", None),
        (feature(Kind.SELECT, options=("a",)), "A", "a"),
        (feature(Kind.NUMBER), "3", 3),
        (feature(Kind.NUMBER, "decimal"), 3.0, 3.0),
        (feature(Kind.TEXT), [1], "[1]"),
        (feature(Kind.DATETIME), "20240301T060000Z", datetime(2024, 3, 1, 6, tzinfo=UTC)),
    ],
)
def test_reading(subject: Feature, value: Any, wanted: Any) -> None:
    """Rule P9: another type than the declared one is taken if it can be understood."""
    assert read_value(subject, value) == wanted


@given(st.sampled_from(list(Kind)), st.sampled_from(["int", "string", "jsonObject"]), st.data())
def test_nothing_breaks(kind: Kind, data_type: str, data: st.DataObject) -> None:
    value = data.draw(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())
    )
    read_value(feature(kind, data_type, switching=ON_OFF), value)
    read_value(feature(kind, data_type, device_class="timestamp"), value)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (1_700_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("2024-03-01 06:00:00", datetime(2024, 3, 1, 6, tzinfo=UTC)),
        ("2024-03-01T07:00:00+01:00", datetime(2024, 3, 1, 6, tzinfo=UTC)),
        (0, None),
        (-5, None),
        (1e20, None),
        ("2024", datetime(1970, 1, 1, 0, 33, 44, tzinfo=UTC)),
        ("never", None),
        ("tomorrow at noon", None),
        (True, None),
    ],
)
def test_times(value: Any, wanted: datetime | None) -> None:
    assert read_time(value) == wanted


@pytest.mark.parametrize(
    ("model", "value", "wanted"),
    [
        (para("x", "int"), 5.0, 5),
        (para("x", "int"), "5", 5),
        (para("x", "decimal"), 5, 5.0),
        (para("x", "boolean"), True, True),
        (para("x", "enum", choices=("a",)), "a", "a"),
        (para("x", "int", choices=("1", "2")), "2", 2),
        (para("x", "string"), 5, "5"),
        (para("x", "string"), True, "true"),
        (para("x", "jsonObject"), {"a": 1}, {"a": 1}),
        (para("x", "DateTime"), datetime(2024, 3, 1, tzinfo=UTC), "20240301T000000Z"),
    ],
)
def test_writing(model: Any, value: Any, wanted: Any) -> None:
    found = write_value(model, value)
    assert (found, type(found)) == (wanted, type(wanted))


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (para("x", "int", low=0, high=9), 10),
        (para("x", "int"), 1.5),
        (para("x", "int"), "many"),
        (para("x", "boolean"), "true"),
        (para("x", "enum", choices=("a",)), "b"),
        (para("x", "string", longest=2), "abc"),
    ],
)
def test_what_is_not_written(model: Any, value: Any) -> None:
    with pytest.raises(InvalidError, match="parameter x"):
        write_value(model, value)
