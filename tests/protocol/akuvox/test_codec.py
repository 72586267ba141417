"""Envelopes and tolerant readers."""

import contextlib

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.akuvox.codec import (
    build_envelope,
    check_rows,
    loads,
    parse_reply,
    row_results,
    rows,
    to_flag,
    to_int,
    to_obj,
    to_text,
)
from custom_components.accord.protocol.errors import (
    BatchError,
    DeviceError,
    InvalidError,
    NotFoundError,
    ProtocolError,
)


def test_envelope() -> None:
    assert build_envelope("group", "clear") == b'{"target":"group","action":"clear"}'
    sent = build_envelope("call", "dial", {"Phone": "2001", "DisplayName": "Tür"})
    assert sent.decode() == (
        '{"target":"call","action":"dial","data":{"Phone":"2001","DisplayName":"Tür"}}'
    )


@pytest.mark.parametrize("value", [{1, 2}, b"x", "\ud800"])
def test_envelope_of_what_cannot_be_sent(value: object) -> None:
    with pytest.raises(InvalidError):
        build_envelope("config", "set", {"key": value})


@pytest.mark.parametrize(
    ("body", "data", "mended"),
    [
        (b'{"retcode":0,"message":"OK","data":{"a":"1"}}', {"a": "1"}, False),
        (b' \r\n{"message":"OK","retcode":"0","data":{"a":"1"}}\0\0junk', {"a": "1"}, False),
        (b'\xef\xbb\xbf{"retcode":0}', {}, False),
        (b'{"retcode":0,"data":null}', {}, False),
        (b'{"retcode":0,"data":[]}', {}, False),
        (b'{"retcode":0,"data":[{"ID":"1"}]}', {"item": [{"ID": "1"}]}, False),
        (b'{"retcode":0,"data":"text"}', {}, False),
        (b'{"retcode":0,"data":{"a":"x,}",},}', {"a": "x,}"}, True),
        (b'{"retcode":0,"data":{"item":[{"a":"\\",]"},],"num":1}}',
         {"item": [{"a": '",]'}], "num": 1}, True),
        (b'{"retcode":0,"data":{"Name":"\xff"}}', {"Name": "\ufffd"}, False),
        (b'{"retcode":0,"data":{"Name":"a\tb"}}', {"Name": "a\tb"}, False),
    ],
)  # fmt: skip
def test_answers(body: bytes, data: object, mended: bool) -> None:
    reply, was_mended = loads(body)
    assert reply.data == data
    assert reply.retcode == 0
    assert was_mended is mended


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"OK",
        b"<html>",
        b"[1]",
        b"{",
        b'{"retcode":}',
        b'{"message":"OK"}',
        b'{"retcode":"x"}',
        b'{"retcode":true}',
        b'{"a":' * 100_000,
    ],
)
def test_no_answers(body: bytes) -> None:
    with pytest.raises(ProtocolError):
        parse_reply(body)


@given(st.binary(max_size=60))
def test_garbage(body: bytes) -> None:
    for text in (body, b'{"retcode":0,' + body):
        with contextlib.suppress(ProtocolError):
            parse_reply(text)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, 7),
        ("7", 7),
        (" -1 ", -1),
        ("+3", 3),
        (7.0, 7),
        (7.5, None),
        ("", None),
        ("7a", None),
        ("٣", None),
        (None, None),
        (True, None),
        ([], None),
        (10**30, None),
        ("9" * 30, None),
        (float("nan"), None),
    ],
)
def test_numbers(value: object, number: int | None) -> None:
    assert to_int(value) == number


def test_flags_texts_and_objects() -> None:
    assert [to_flag(value) for value in ("1", 0, "", True, None)] == [True, False, None, True, None]
    texts = [to_text(value) for value in ("a", 5, True, None, "ü\ud800", {})]
    assert texts == ["a", "5", "1", "", "ü?", ""]
    assert to_obj({"a": 1}) == {"a": 1}
    assert to_obj([]) == {}


def test_rows() -> None:
    assert rows({"item": [{"ID": "1"}, None, "x"]}) == [{"ID": "1"}]
    assert rows({"item": {"ID": "1"}}) == [{"ID": "1"}]
    assert rows({"item": None}) == rows({}) == []


def test_results_of_rows() -> None:
    sent = {"item": [{"Ret": 2, "ID": "3"}, {"ID": "4"}, {"Ret": "0", "ID": "5"}]}
    results = row_results(sent)
    assert [(one.ret, one.id, one.ok) for one in results] == [
        (2, "3", True),
        (None, "4", True),
        (0, "5", True),
    ]
    check_rows(results, 3)


def test_refused_rows() -> None:
    sent = {"item": [{"Ret": -1, "ID": "99"}, {"Ret": -3}, {"Ret": 0, "ID": "3"}]}
    with pytest.raises(BatchError) as caught:
        check_rows(row_results(sent), 3)
    assert caught.value.total == 3
    failed = caught.value.items
    assert isinstance(failed["99"], NotFoundError)
    assert isinstance(failed["#2"], DeviceError)
