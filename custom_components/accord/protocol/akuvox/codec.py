"""Envelopes and tolerant readers. Source: HTTP API Manual, "Request" and "Response".

Units send numbers as text, bytes after the closing brace, commas too many. Pure functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import json
import re
from typing import Any

from ..errors import AccordError, DeviceError, InvalidError, NotFoundError, ProtocolError
from .errors import RowsRefusedError

NOTHING: Mapping[str, Any] = {}

_NUMBER = re.compile(r"\s*[+-]?\d{1,18}\s*", re.ASCII)
_SPARE_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')
_NOT_FOUND = -1


@dataclass(frozen=True, slots=True)
class Reply:
    """What a unit answered."""

    retcode: int
    message: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    """Empty where there was none; a bare list stands under ``item``."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row of an ``add``, ``set`` or ``del``."""

    ret: int | None
    """None where the firmware does not say."""
    id: str
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Tell whether the unit took the row."""
        return self.ret is None or self.ret >= 0


def build_envelope(target: str, action: str, data: Mapping[str, Any] | None = None) -> bytes:
    """Return the body of a POST. Raises InvalidError for what JSON cannot hold."""
    envelope: dict[str, Any] = {"target": target, "action": action}
    if data is not None:
        envelope["data"] = data
    try:
        return json.dumps(envelope, separators=(",", ":"), ensure_ascii=False).encode()
    except TypeError, ValueError:
        raise InvalidError(f"{target}/{action}: a value cannot be sent") from None


def parse_reply(body: bytes) -> Reply:
    """Read an answer. Raises ProtocolError for what is none."""
    return loads(body)[0]


def loads(body: bytes) -> tuple[Reply, bool]:
    """Read an answer; tell too whether it was no valid JSON and had to be mended."""
    text = body.decode("utf-8", "replace").lstrip("\ufeff \t\r\n\0")
    if not text.startswith("{"):
        html = text.startswith("<")
        raise ProtocolError("answer is a page, not JSON" if html else "answer is not JSON")
    mended = False
    try:
        value = _first_object(text)
    except ValueError, RecursionError:
        mended = True
        try:
            value = _first_object(_SPARE_COMMA.sub(lambda found: found[1] or "", text))
        except ValueError, RecursionError:
            raise ProtocolError("answer is not JSON") from None
    return _reply(value), mended


def _first_object(text: str) -> Mapping[str, Any]:
    value: Mapping[str, Any] = json.JSONDecoder(strict=False).raw_decode(text)[0]
    return value


def _reply(value: Mapping[str, Any]) -> Reply:
    retcode = to_int(value.get("retcode"))
    if retcode is None:
        raise ProtocolError("answer has no retcode")
    data = value.get("data")
    if isinstance(data, list):
        data = {"item": data} if data else {}
    return Reply(retcode, to_text(value.get("message")), data if isinstance(data, dict) else {})


def to_int(value: object) -> int | None:
    """Return a whole number, also one sent as text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**18 else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**15 else None
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    return None


def to_flag(value: object) -> bool | None:
    """Return a truth value: units send 0 and 1, as numbers or text."""
    if isinstance(value, bool):
        return value
    found = to_int(value)
    return None if found is None else found != 0


def to_text(value: object) -> str:
    """Return text without lone surrogates; a number becomes its digits, anything else empty."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def to_obj(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one where something else was sent."""
    return value if isinstance(value, Mapping) else NOTHING


def rows(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the objects of ``item``: none, one or a list of them."""
    found = data.get("item")
    if isinstance(found, Mapping):
        return [found]
    if not isinstance(found, list):
        return []
    return [item for item in found if isinstance(item, Mapping)]


def row_results(data: Mapping[str, Any]) -> tuple[RowResult, ...]:
    """Return what became of each row, empty where the firmware does not say."""
    return tuple(
        RowResult(to_int(item.get("Ret")), to_text(item.get("ID")), item) for item in rows(data)
    )


def check_rows(results: Sequence[RowResult], total: int) -> None:
    """Raise RowsRefusedError where the unit refused rows: the overall answer does not say so.

    Rows are named by their id, or by their place from 1 where they have none.
    """
    failed: dict[str, AccordError] = {}
    for place, result in enumerate(results, start=1):
        if not result.ok:
            kind = NotFoundError if result.ret == _NOT_FOUND else DeviceError
            name = result.id if result.id not in {"", "0", "-1"} else f"#{place}"
            failed[name] = kind(f"refused with {result.ret}", code=result.ret)
    if failed:
        raise RowsRefusedError(failed, total, [one.id for one in results if one.ok])
