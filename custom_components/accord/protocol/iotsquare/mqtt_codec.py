"""Messages of MQTT in protobuf and JSON. Source: data-interface page of the vendor.

Protobuf numbers of an uplink: 1 DevEUI, 2 ApplicationID, 3 MsgType, 4 Timestamp, 5 GatewayID,
6 RSSI, 7 SNR, 8 Frequency, 9 DataRate, 10 ADR, 11 Class, 12 FCnt, 13 FPort, 14 Confirm, 15 Data,
16 Gateways {1 ID, 2 RSSI, 3 SNR}; of a downlink: 1 Token, 2 Params {1 DevEUI, 2 FPort, 3 Data,
4 Confirm}. Members that are missing mean zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
import struct

from ..errors import ProtocolError
from .codec import Wire, as_id, as_time, dumps, encode_data, loads
from .models.uplink import GatewayReception, Uplink, Way

LARGEST = 64 * 1024

_JSON_START = 0x7B
_LONGEST_VARINT = 10
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

type _Value = int | float | bytes


class Encoding(StrEnum):
    """How a server writes messages; it is chosen there."""

    PROTOBUF = "protobuf"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class MqttMessage:
    """One message on an uplink topic."""

    kind: str
    """``uplink``, or what a server may send besides."""
    dev_eui: str
    uplink: Uplink | None
    """None where the kind is another."""
    time: datetime | None
    encoding: Encoding


def parse_message(payload: bytes) -> MqttMessage:
    """Read a message of either encoding. Raises ProtocolError for what is none."""
    if not 0 < len(payload) <= LARGEST:
        raise ProtocolError("message is empty or too long")
    if payload[0] == _JSON_START:
        return _parse_json(payload)
    return _parse_protobuf(payload)


def build_downlink(
    encoding: Encoding, token: str, dev_eui: str, f_port: int, data: bytes, *, confirmed: bool
) -> bytes:
    """Return the message that puts a frame into a device's queue; JSON needs no token."""
    if encoding is Encoding.JSON:
        return dumps(
            {
                "devEUI": dev_eui,
                "fPort": f_port,
                "data": encode_data(data),
                "confirmed": confirmed,
            }
        )
    params = _text(1, dev_eui) + _number(2, f_port) + _bytes(3, data) + _number(4, int(confirmed))
    return _text(1, token) + _bytes(2, params)


# --- JSON --------------------------------------------------------------------------------------


def _parse_json(payload: bytes) -> MqttMessage:
    message = loads(payload)
    eui = message.identifier("devEUI")
    if eui is None:
        raise ProtocolError("message names no device")
    kind = (message.text("msgType") or "uplink").casefold()
    uplink = Uplink.from_wire(message, way=Way.MQTT) if kind == "uplink" else None
    return MqttMessage(kind, eui, uplink, message.time("timestamp"), Encoding.JSON)


# --- Protobuf: reading -------------------------------------------------------------------------


def _parse_protobuf(payload: bytes) -> MqttMessage:
    members: dict[int, _Value] = {}
    gateways: list[GatewayReception] = []
    for number, value in _members(payload):
        if number == 16 and isinstance(value, bytes):
            gateways.append(_gateway(value))
        else:
            members[number] = value
    eui = as_id(_read_text(members, 1))
    if eui is None:
        raise ProtocolError("message names no device")
    kind = (_read_text(members, 3) or "uplink").casefold()
    time = as_time(_read_int(members, 4))
    uplink = _uplink(eui, members, gateways, time) if kind == "uplink" else None
    return MqttMessage(kind, eui, uplink, time, Encoding.PROTOBUF)


def _uplink(
    eui: str, members: dict[int, _Value], gateways: list[GatewayReception], time: datetime | None
) -> Uplink | None:
    rssi, snr = float(_read_int(members, 6)), _read_float(members, 7)
    best = as_id(_read_text(members, 5))
    if best and all(one.gw_id != best for one in gateways):
        gateways.insert(0, GatewayReception(best, rssi, snr))
    gateways.sort(key=lambda one: one.gw_id != best)
    row = {
        "devEUI": eui,
        "fCnt": _read_int(members, 12) & 0xFFFFFFFF,
        "fPort": _read_int(members, 13),
        "rssi": rssi,
        "snr": snr,
        "freq": _read_float(members, 8),
        "dr": _read_int(members, 9),
        "adr": bool(_read_int(members, 10)),
        "class": _read_text(members, 11),
        "confirmed": bool(_read_int(members, 14)),
        "data": encode_data(_read_bytes(members, 15)),
        "gws": [{"id": one.gw_id, "rssi": one.rssi, "snr": one.snr} for one in gateways],
        "gwID": best,
    }
    app_id = _read_int(members, 2) or None
    return Uplink.from_wire(Wire(row), way=Way.MQTT, app_id=app_id, time=time)


def _gateway(payload: bytes) -> GatewayReception:
    members = dict(_members(payload))
    return GatewayReception(
        as_id(_read_text(members, 1)) or "",
        float(_read_int(members, 2)),
        _read_float(members, 3),
    )


def _members(payload: bytes) -> Iterator[tuple[int, _Value]]:
    """Yield number and value of each member. Raises ProtocolError for garbage."""
    at = 0
    while at < len(payload):
        key, at = _varint(payload, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(payload, at)
            yield number, value
            continue
        if kind == _BYTES:
            size, at = _varint(payload, at)
        elif kind in (_FIXED32, _FIXED64):
            size = 4 if kind == _FIXED32 else 8
        else:
            raise ProtocolError("message is no protobuf")
        chunk = payload[at : at + size]
        at += size
        if number == 0 or len(chunk) < size:
            raise ProtocolError("message is cut off")
        yield number, chunk if kind == _BYTES else _float(chunk)


def _varint(payload: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(_LONGEST_VARINT):
        if at + place >= len(payload):
            raise ProtocolError("message is cut off")
        byte = payload[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value & (2**64 - 1), at + place + 1
    raise ProtocolError("message is no protobuf")


def _float(chunk: bytes) -> float:
    found: float = struct.unpack("<f" if len(chunk) == 4 else "<d", chunk)[0]
    # A binary fraction of 32 bits has seven digits.
    return float(f"{found:.7g}") if len(chunk) == 4 else found


def _read_int(members: dict[int, _Value], number: int) -> int:
    value = members.get(number, 0)
    if not isinstance(value, int):
        return 0
    return value - 2**64 if value >= 2**63 else value


def _read_float(members: dict[int, _Value], number: int) -> float:
    value = members.get(number, 0.0)
    return value if isinstance(value, float) else 0.0


def _read_bytes(members: dict[int, _Value], number: int) -> bytes:
    value = members.get(number, b"")
    return value if isinstance(value, bytes) else b""


def _read_text(members: dict[int, _Value], number: int) -> str:
    return _read_bytes(members, number).decode("utf-8", "replace")


# --- Protobuf: writing -------------------------------------------------------------------------


def _encode_varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


def _number(number: int, value: int) -> bytes:
    return _encode_varint(number << 3) + _encode_varint(value) if value else b""


def _bytes(number: int, value: bytes) -> bytes:
    return _encode_varint(number << 3 | _BYTES) + _encode_varint(len(value)) + value


def _text(number: int, value: str) -> bytes:
    return _bytes(number, value.encode()) if value else b""
