"""JSON and times of the platform: bytes <-> objects, without any state.

Source: IoT Device Management, API References, chapter 1. Real platforms send ``null`` for any
member, and names with stray blanks in some notifications.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
import json
import re
from typing import Any

from ...errors import ProtocolError

LARGE = 1024 * 1024
"""Bytes from which on an answer is read in a thread: a page of devices may have megabytes."""

_TIME = re.compile(
    r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)


def dumps(value: object) -> bytes:
    """Return JSON as it is sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "replace"
    )


def loads(body: bytes) -> Any:
    """Read JSON whatever its content type says; None where there is none.

    Raises ProtocolError for anything else.
    """
    if not body.strip():
        return None
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except ValueError, RecursionError:
        raise ProtocolError("the answer is no JSON") from None


async def read_json(body: bytes) -> Any:
    """Read JSON, a large one without holding others up. Raises ProtocolError."""
    return await asyncio.to_thread(loads, body) if len(body) > LARGE else loads(body)


def clean_names(value: Any) -> Any:
    """Return JSON with names that have no blanks around them."""
    if isinstance(value, Mapping):
        return {str(name).strip(): clean_names(item) for name, item in value.items()}
    if isinstance(value, list):
        return [clean_names(item) for item in value]
    return value


def digest(value: object) -> str:
    """Return what differs for different JSON, in 32 characters."""
    told = json.dumps(value, sort_keys=True, default=str)
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def parse_time(value: object) -> datetime | None:
    """Read ``yyyyMMddTHHmmssZ``, with a fraction or an offset where there is one.

    None for what is no time: one bad row does not spoil a page.
    """
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    *parts, fraction, zone = found.groups()
    try:
        moment = datetime(*map(int, parts), tzinfo=_zone(zone))  # type: ignore[misc, arg-type]
        moment += timedelta(microseconds=int((fraction or "0").ljust(6, "0")[:6]))
        return moment.astimezone(UTC)
    except ValueError, OverflowError:
        return None


def format_time(moment: datetime) -> str:
    """Return a time as the platform takes it, in UTC; one without a zone is in UTC."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _zone(text: str | None) -> timezone:
    if text in (None, "Z"):
        return UTC
    digits = text.replace(":", "")
    minutes = int(digits[1:3]) * 60 + int(digits[3:5])
    return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
