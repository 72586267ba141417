"""Messages over MQTT, as protobuf and as JSON: a writer and a reader of our own."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
import json
import struct
from typing import Any

type Json = dict[str, Any]
type Field = tuple[int, int, int | bytes]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


class WireError(ValueError):
    """A message that is none."""


@dataclass(frozen=True)
class Message:
    """An uplink; `time` in Unix milliseconds, gateways as id, dBm and dB."""

    dev_eui: str
    app_id: int
    kind: str
    time: int
    gateway: str = ""
    rssi: int = 0
    snr: float = 0.0
    frequency: float = 0.0
    data_rate: int = 0
    adr: bool = False
    class_: str = ""
    f_cnt: int = 0
    f_port: int = 0
    confirm: bool = False
    data: bytes = b""
    gateways: tuple[tuple[str, int, float], ...] = ()


@dataclass(frozen=True)
class MqttDownlink:
    """A downlink; JSON has no token."""

    token: str | None
    dev_eui: str
    port: int
    data: bytes
    confirmed: bool


# --- writing ----------------------------------------------------------------------------------


def to_protobuf(message: Message) -> bytes:
    """Return an uplink in protobuf: zeros, empty texts and false are left out."""
    gateways = [
        _text(1, gw_id) + _number(2, rssi) + _float(3, snr) for gw_id, rssi, snr in message.gateways
    ]
    return b"".join(
        (
            _text(1, message.dev_eui),
            _number(2, message.app_id),
            _text(3, message.kind),
            _number(4, message.time),
            _text(5, message.gateway),
            _number(6, message.rssi),
            _float(7, message.snr),
            _float(8, message.frequency),
            _number(9, message.data_rate),
            _number(10, int(message.adr)),
            _text(11, message.class_),
            _number(12, message.f_cnt),
            _number(13, message.f_port),
            _number(14, int(message.confirm)),
            _bytes(15, message.data),
            *(_tag(16, _BYTES) + _varint(len(one)) + one for one in gateways),
        )
    )


def to_json(message: Message) -> bytes:
    """Return the same in JSON, where numbers of 64 bits are text."""
    members: Json = {
        "devEUI": message.dev_eui,
        "applicationID": str(message.app_id) if message.app_id else "",
        "msgType": message.kind,
        "timestamp": str(message.time),
        "gatewayID": message.gateway,
        "rssi": message.rssi,
        "snr": message.snr,
        "frequency": message.frequency,
        "dataRate": message.data_rate,
        "adr": message.adr,
        "class": message.class_,
        "fCnt": message.f_cnt,
        "fPort": message.f_port,
        "confirm": message.confirm,
        "data": base64.b64encode(message.data).decode(),
        "gateways": [
            {name: value for name, value in (("id", gw_id), ("rssi", rssi), ("snr", snr)) if value}
            for gw_id, rssi, snr in message.gateways
        ],
    }
    return json.dumps({name: value for name, value in members.items() if value}).encode()


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def _tag(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _number(number: int, value: int) -> bytes:
    return _tag(number, _VARINT) + _varint(value) if value else b""


def _bytes(number: int, value: bytes) -> bytes:
    return _tag(number, _BYTES) + _varint(len(value)) + value if value else b""


def _text(number: int, value: str) -> bytes:
    return _bytes(number, value.encode())


def _float(number: int, value: float) -> bytes:
    return _tag(number, _FIXED32) + struct.pack("<f", value) if value else b""


# --- reading ----------------------------------------------------------------------------------


def read_downlink(data: bytes) -> MqttDownlink:
    """Return a downlink, whichever way it is written."""
    return _from_json(data) if data.startswith(b"{") else _from_protobuf(data)


def _from_protobuf(data: bytes) -> MqttDownlink:
    outer = {number: value for number, _, value in _fields(data)}
    token, params = outer.get(1, b""), outer.get(2, b"")
    if not isinstance(token, bytes) or not isinstance(params, bytes):
        raise WireError("wrong type of a field")
    inner = {number: value for number, _, value in _fields(params)}
    eui, port, content = inner.get(1, b""), inner.get(2, 0), inner.get(3, b"")
    if not isinstance(eui, bytes) or not isinstance(port, int) or not isinstance(content, bytes):
        raise WireError("wrong type of a field")
    return MqttDownlink(token.decode(), eui.decode(), port, content, bool(inner.get(4, 0)))


def _from_json(data: bytes) -> MqttDownlink:
    try:
        found = json.loads(data)
        members = {name.lower(): value for name, value in found.items()}
        return MqttDownlink(
            None,
            str(members["deveui"]),
            int(members["fport"]),
            base64.b64decode(members["data"], validate=True),
            members.get("confirmed") is True,
        )
    except (binascii.Error, KeyError, TypeError, ValueError) as error:
        raise WireError("no downlink") from error


def _fields(data: bytes) -> Iterator[Field]:
    position = 0
    while position < len(data):
        tag, position = _read_varint(data, position)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, position = _read_varint(data, position)
            yield number, kind, value
            continue
        if kind == _BYTES:
            size, position = _read_varint(data, position)
        elif kind in {_FIXED32, _FIXED64}:
            size = 4 if kind == _FIXED32 else 8
        else:
            raise WireError("unknown wire type")
        if position + size > len(data):
            raise WireError("short message")
        yield number, kind, data[position : position + size]
        position += size


def _read_varint(data: bytes, position: int) -> tuple[int, int]:
    value = 0
    for index in range(10):
        if position >= len(data):
            raise WireError("short message")
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, position
    raise WireError("too long a number")
