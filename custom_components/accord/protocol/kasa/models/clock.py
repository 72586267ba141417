"""A device's clock. Source: API.md, ``time``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ...errors import InvalidError, ProtocolError
from .fields import integer, text
from .time_zones import TIME_ZONES

_MEMBERS = ("year", "month", "mday", "hour", "min", "sec")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceTime:
    """Local time, in the zone that the device is set to."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0

    @classmethod
    def of(cls, when: datetime) -> Self:
        """Return what a clock shows at ``when``; its zone is left out."""
        return cls(
            year=when.year,
            month=when.month,
            day=when.day,
            hour=when.hour,
            minute=when.minute,
            second=when.second,
        )

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_time``. Raises ProtocolError for what is no time."""
        sent = [integer(data.get(name)) for name in _MEMBERS]
        year, month, day, hour, minute, second = sent
        if year is None or month is None or day is None:
            raise ProtocolError("answer names no date")
        found = cls(
            year=year,
            month=month,
            day=day,
            hour=hour or 0,
            minute=minute or 0,
            second=second or 0,
        )
        try:
            found.naive()
        except InvalidError:
            raise ProtocolError("answer names no time that exists") from None
        return found

    def naive(self) -> datetime:
        """Return it as a datetime without zone. Raises InvalidError for what is no time."""
        parts = (self.year, self.month, self.day, self.hour, self.minute, self.second)
        try:
            return datetime(*parts)  # noqa: DTZ001 - the device's zone is not in its time
        except ValueError, OverflowError:
            raise InvalidError("parameter time is no time that exists") from None

    def to_wire(self) -> dict[str, int]:
        """Return it as devices want it. Raises InvalidError for what is no time."""
        self.naive()
        parts = (self.year, self.month, self.day, self.hour, self.minute, self.second)
        return dict(zip(_MEMBERS, parts, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceZone:
    """The time zone that a device is set to."""

    index: int
    """Row of the vendor's table."""
    posix: str | None = None
    """The device's own rule, older firmware only: its offsets may be outdated."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_timezone``. Raises ProtocolError without an index."""
        index = integer(data.get("index"))
        if index is None:
            raise ProtocolError("answer names no time zone")
        return cls(index=index, posix=text(data.get("tz_str")), raw=data)

    @property
    def iana(self) -> str | None:
        """Return the zone's name, None for a row that the table does not have."""
        return TIME_ZONES[self.index].iana if 0 <= self.index < len(TIME_ZONES) else None
