"""Frames and signatures against the vendor's sample and independently computed vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.accord.protocol.lifesmart.codec import (
    Booleans,
    Credentials,
    frame,
    has_boolean,
    sign,
    signed_text,
    unframe,
)

VECTORS: dict[str, Any] = json.loads(
    Path(__file__).with_name("samples").joinpath("vectors.json").read_text(encoding="utf-8")
)
OWNER = Credentials(VECTORS["model"], VECTORS["token"])
TS: int = VECTORS["ts"]


def named(vector: dict[str, Any]) -> str:
    return str(vector["name"])


def test_there_are_27_vectors() -> None:
    assert len(VECTORS["datagrams"]) + len(VECTORS["signatures"]) == 27


@pytest.mark.parametrize("vector", VECTORS["datagrams"], ids=named)
def test_datagram(vector: dict[str, Any]) -> None:
    body = json.loads(vector["body"])
    assert signed_text(body["obj"], body["args"], TS, OWNER) == vector["string"]
    body["sys"]["sign"] = sign(body["obj"], body["args"], TS, OWNER)
    assert body["sys"]["sign"] == vector["sign"]
    data = frame(vector["pkg_type"], body)
    assert data.hex() == vector["datagram"]
    packet = unframe(data)
    assert packet is not None
    assert (packet.type, packet.body) == (vector["pkg_type"], body)


@pytest.mark.parametrize("vector", VECTORS["signatures"], ids=named)
def test_signature(vector: dict[str, Any]) -> None:
    obj, _, _ = vector["signed"].partition(",")
    text = signed_text(obj, vector["args"], TS, OWNER)
    assert text == f"obj:{vector['signed']},ts:{TS},model:{OWNER.model},token:{OWNER.token}"
    assert sign(obj, vector["args"], TS, OWNER) == vector["sign"]


@pytest.mark.parametrize(
    ("booleans", "part"),
    [
        (Booleans.JSON, ",on:true,"),
        (Booleans.OMITTED, ",cfg:led,ts:"),
        (Booleans.NUMBER, ",on:1,"),
        (Booleans.PYTHON, ",on:True,"),
    ],
)
def test_other_ways_to_sign_a_truth_value(booleans: Booleans, part: str) -> None:
    assert part in signed_text("config", {"cfg": "led", "on": True}, TS, OWNER, booleans)


def test_keys_are_sorted_by_their_bytes() -> None:
    text = signed_text("x", {"é": 1, "z": 2, "Z": 3, "n": -4}, TS, OWNER)
    assert text.startswith("obj:x,Z:3,n:-4,z:2,é:1,ts:")


@pytest.mark.parametrize("end", [b"", b"\x00", b"\x00\r\n", b" \t"])
def test_padding_of_a_body_is_ignored(end: bytes) -> None:
    body = b'{"code":0}' + end
    packet = unframe(b"JL\0\0\0\4" + len(body).to_bytes(4) + body + b"rest")
    assert packet is not None
    assert packet.body == {"code": 0}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"JL\0\0\0\4\0\0\0",
        b"JX\0\0\0\4\0\0\0\2{}",
        b"JL\0\0\0\4\0\0\0\3{}",
        b"JL\0\0\0\4\0\0\0\2[]",
        b"JL\0\0\0\4\0\0\0\2{1",
        b"JL\0\0\0\4\0\1\x86\xa0" + b"[" * 100_000,
        b"LSID=A3\nMGAMOD=LSJZX1K\n",
    ],
)
def test_what_is_no_packet(data: bytes) -> None:
    assert unframe(data) is None


def test_broken_text_does_not_stop_the_reader() -> None:
    packet = unframe(b'JL\0\0\0\11\0\0\0\x0c{"name":"\xff"}'.replace(b"\x0c", b"\x0c"))
    assert packet is not None
    assert packet.body == {"name": "\ufffd"}


def test_truth_values_are_found_where_they_are_signed() -> None:
    assert has_boolean({"on": False})
    assert not has_boolean({"on": 0, "cmdargs": {"enable": True}})
    assert not has_boolean([{"on": True}])


def test_credentials_do_not_show() -> None:
    assert OWNER.token not in repr(OWNER)
    assert OWNER.model not in repr(OWNER)
