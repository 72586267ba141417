"""The XOR autokey cipher, its TCP frame, and JSON in and out."""

import contextlib
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError, ProtocolError
from custom_components.accord.protocol.kasa import codec
from tests.protocol.kasa.fakes import NAMES, sample

VECTORS = [
    ("{}", "d0ad", "00000002"),
    (
        '{"system":{"get_sysinfo":{}}}',
        "d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08bf68bf6",
        "0000001d",
    ),
    (
        '{"system":{"set_relay_state":{"state":1}}}',
        "d0f281f88bff9af7d5ef94b6c5a0d48bf99cf091e8b7c4b0d1a5c0e2d8a381f286e793f6d4eedfa2dfa2",
        "0000002a",
    ),
    (
        '{"system":{"set_relay_state":{"err_code":0}}}',
        "d0f281f88bff9af7d5ef94b6c5a0d48bf99cf091e8b7c4b0d1a5c0e2d8a381e496e4bbd8b7d3b694ae9ee39ee3",
        "0000002d",
    ),
    (
        '{"emeter":{"get_realtime":{}}}',
        "d0f297fa9feb8efcdee49fbddabfcb94e683e28efa93fe9bb983f885f885",
        "0000001e",
    ),
    (
        '{"system":{"set_dev_alias":{"alias":"Café ☕"}}}',
        "d0f281f88bff9af7d5ef94b6c5a0d48bef8afca3c2aec7a6d5f7cdb694f599f091e2c0fad89bfa9c5ff6d634ac391b661b66",
        "00000032",
    ),
]


@pytest.mark.parametrize(("plain", "cipher", "prefix"), VECTORS)
def test_vectors(plain: str, cipher: str, prefix: str) -> None:
    data = plain.encode()
    assert codec.encrypt(data).hex() == cipher
    assert codec.decrypt(bytes.fromhex(cipher)) == data
    assert codec.frame(data).hex() == prefix + cipher
    assert codec.frame_length(bytearray.fromhex(prefix + cipher)) == 4 + len(data)
    assert codec.dumps(codec.loads(data)) == data


@given(st.binary(max_size=2000))
def test_round_trip(data: bytes) -> None:
    assert codec.decrypt(codec.encrypt(data)) == data
    assert codec.encrypt(codec.decrypt(data)) == data


@given(st.binary(max_size=40))
def test_the_plain_definition(data: bytes) -> None:
    key, cipher = 171, bytearray()
    for byte in data:
        key ^= byte
        cipher.append(key)
    assert codec.encrypt(data) == bytes(cipher)


@given(st.binary(max_size=40))
def test_the_length_of_any_start_of_a_frame(data: bytes) -> None:
    try:
        length = codec.frame_length(bytearray(data))
    except ProtocolError:
        assert int.from_bytes(data[:4]) > codec.FRAME_LIMIT
        return
    if len(data) < 4:
        assert length is None
    else:
        assert length == 4 + int.from_bytes(data[:4])


def test_a_web_page_is_not_the_start_of_a_frame() -> None:
    with pytest.raises(ProtocolError, match="not the start"):
        codec.frame_length(bytearray(b"HTTP/1.1 400 Bad Request"))


def test_requests_carry_integers_only() -> None:
    assert codec.dumps({"a": {"on": True, "off": False, "n": None, "l": [True, (1, "x")]}}) == (
        b'{"a":{"on":1,"off":0,"n":null,"l":[1,[1,"x"]]}}'
    )


@pytest.mark.parametrize("value", [1.5, 1.0, {1}, b"x", object()])
def test_what_cannot_be_sent(value: Any) -> None:
    with pytest.raises(InvalidError, match="cannot be sent"):
        codec.dumps({"a": value})


def test_broken_text_cannot_be_sent() -> None:
    with pytest.raises(InvalidError, match="broken characters"):
        codec.dumps({"alias": "\ud800"})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"system":{"get_sysinfo":{"alias":"Fre',
        b"<!DOCTYPE html><html></html>",
        b"\xff\xfe\x00",
        b'{"alias":"\xff"}',
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b'{"a":' + b"9" * 10_000 + b"}",
        b"[]",
        b"null",
        b'"text"',
        b"1",
    ],
    ids=lambda data: data[:12],
)
def test_what_is_no_answer(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        codec.loads(data)


@given(st.binary(max_size=200) | st.text(max_size=50).map(str.encode))
def test_loads_raises_nothing_else(data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        assert isinstance(codec.loads(data), dict)


@pytest.mark.parametrize("name", NAMES)
def test_samples_go_through_the_cipher(name: str) -> None:
    data = json.dumps(sample(name), ensure_ascii=False).encode()
    assert codec.loads(codec.decrypt(codec.encrypt(data))) == sample(name)
