"""Local time and zone of a device."""

import contextlib
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.kasa.models.clock import DeviceTime, DeviceZone
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered, wanted


def test_the_vendors_samples() -> None:
    found = DeviceTime.from_wire(answered("time.get_time"))
    assert found == DeviceTime(year=2000, month=1, day=1)
    assert found.to_wire() == wanted("time.set_time")
    zone = DeviceZone.from_wire(answered("time.get_timezone"))
    assert (zone.index, zone.iana, zone.posix) == (38, "Etc/UTC", None)


def test_of() -> None:
    when = datetime(2026, 11, 21, 7, 8, 9, tzinfo=UTC)
    found = DeviceTime.of(when)
    assert found.naive() == when.replace(tzinfo=None)


@pytest.mark.parametrize(
    "data", [{}, {"year": 2026, "month": 13, "mday": 1}, {"year": 0, "month": 1, "mday": 1}]
)
def test_no_time(data: dict[str, int]) -> None:
    with pytest.raises(ProtocolError):
        DeviceTime.from_wire(data)


def test_bad_times_are_not_sent() -> None:
    with pytest.raises(InvalidError):
        DeviceTime(year=2026, month=2, day=30).to_wire()


def test_zones() -> None:
    assert DeviceZone.from_wire({"index": 500}).iana is None
    assert DeviceZone.from_wire({"index": 41, "tz_str": "CET-1CEST"}).posix == "CET-1CEST"
    with pytest.raises(ProtocolError):
        DeviceZone.from_wire({})


@given(objects("year", "month", "mday", "hour", "min", "sec", "index"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    with contextlib.suppress(ProtocolError):
        DeviceTime.from_wire(data)
    with contextlib.suppress(ProtocolError):
        DeviceZone.from_wire(data)
