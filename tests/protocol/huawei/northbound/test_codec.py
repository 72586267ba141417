"""JSON and times."""

from datetime import UTC, datetime, timedelta, timezone
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.huawei.northbound.codec import (
    LARGE,
    clean_names,
    digest,
    dumps,
    format_time,
    loads,
    parse_time,
    read_json,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20151212T121212Z", datetime(2015, 12, 12, 12, 12, 12, tzinfo=UTC)),
        (" 20151212T121212Z ", datetime(2015, 12, 12, 12, 12, 12, tzinfo=UTC)),
        ("20151212T121212", datetime(2015, 12, 12, 12, 12, 12, tzinfo=UTC)),
        ("20151212T121212.5Z", datetime(2015, 12, 12, 12, 12, 12, 500_000, tzinfo=UTC)),
        ("20151212T121212+0800", datetime(2015, 12, 12, 4, 12, 12, tzinfo=UTC)),
        ("20151212T121212-01:30", datetime(2015, 12, 12, 13, 42, 12, tzinfo=UTC)),
        ("20151399T121212Z", None),
        ("00010101T000000+2359", None),
        ("20151212T121212+9959", None),
        ("yyyyMMddTHHmmssZ", None),
        ("2015-12-12", None),
        ("", None),
        (None, None),
        (20151212, None),
    ],
)
def test_times(text: object, wanted: datetime | None) -> None:
    assert parse_time(text) == wanted


@given(st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001
def test_times_there_and_back(moment: datetime) -> None:
    known = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_time(format_time(known)) == known


def test_times_are_sent_in_utc() -> None:
    there = datetime(2024, 3, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    assert format_time(there) == format_time(datetime(2024, 3, 1)) == "20240301T000000Z"  # noqa: DTZ001


@given(st.text() | st.none() | st.integers())
def test_no_time_breaks_a_page(value: Any) -> None:
    assert parse_time(value) is None or isinstance(parse_time(value), datetime)


@pytest.mark.parametrize(
    ("body", "wanted"), [(b"", None), (b" \r\n", None), (b'\xef\xbb\xbf{"a": 1}', {"a": 1})]
)
def test_loads(body: bytes, wanted: Any) -> None:
    assert loads(body) == wanted


@pytest.mark.parametrize("body", [b"ok", b"{", b"<html>", b"[" * 100_000])
def test_no_json(body: bytes) -> None:
    with pytest.raises(ProtocolError):
        loads(body)


async def test_large_answers() -> None:
    """They are read in a thread, with the same result and the same error."""
    rows = ["x" * 100] * (LARGE // 100)
    assert await read_json(json.dumps(rows).encode()) == rows
    with pytest.raises(ProtocolError):
        await read_json(b"{" * (LARGE + 1))


def test_dumps() -> None:
    assert dumps({"a": "ü", "b": [1]}) == '{"a":"ü","b":[1]}'.encode()
    assert dumps({"a": "\ud800"}) == b'{"a":"?"}'


def test_names() -> None:
    messy = {" a ": [{"b ": 1}], "c": {" d": None}}
    assert clean_names(messy) == {"a": [{"b": 1}], "c": {"d": None}}


def test_digest() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) != digest({"a": 1, "b": 3})
    assert len(digest("\ud800")) == 32
