"""Firmware of devices. Source: advanced interface description, 2.5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from ...errors import InvalidError
from .fields import check_text, flag, integer, obj, objects, text

STORE_BYTES = 1024 * 1024
"""What a station keeps in all."""
CLEARS_ABOVE = 384 * 1024
"""A larger file makes the station delete all others."""
_VERSION_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OtaFile:
    """A file in the station's store."""

    key: str
    size: int | None = None
    """Bytes."""

    @classmethod
    def list_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to ``queryfile``; files without a name are left out."""
        return tuple(
            cls(key=text(one["key"]), size=integer(one.get("size")))
            for one in objects(message, "key")
            if text(one.get("key"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtaCandidate:
    """A device that a file fits."""

    file: str
    me: str
    name: str = ""
    devtype: str = ""
    fulltype: str = ""
    version: str = ""
    """Of the device."""
    offered: str = ""
    """Of the file."""
    supported: bool | None = None
    needed: bool | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def all_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to ``getavailableeps``; devices without an id are left out."""
        return tuple(
            cls(
                file=file,
                me=text(one["me"]),
                name=text(one.get("name")),
                devtype=text(one.get("devtype")),
                fulltype=text(one.get("fullCls")),
                version=text(one.get("epVer")) or text(one.get("ver")),
                offered=text(one.get("otaVer")),
                supported=flag(one.get("supportOta")),
                needed=flag(one.get("needOta")),
                raw=one,
            )
            for file, devices in obj(message).items()
            for one in objects(devices, "me")
            if text(one.get("me"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtaTask:
    """A device that is getting new firmware."""

    id: str
    """``me`` of the device."""
    file: str = ""
    done: int | None = None
    """Bytes sent."""
    size: int | None = None
    version: str = ""
    """That of the file, such as "0.0.0.2"."""
    started: int | None = None
    """Seconds UTC, like the next."""
    updated: int | None = None

    @property
    def finished(self) -> bool:
        """Tell whether all was sent."""
        return bool(self.size) and self.done == self.size

    @property
    def percent(self) -> int | None:
        """Return how much was sent, None where that is unknown."""
        if self.done is None or not self.size:
            return None
        return max(0, min(100, self.done * 100 // self.size))

    @classmethod
    def all_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to ``querytask``; tasks without an id are left out."""
        return tuple(
            cls(
                id=text(one["id"]),
                file=text(one.get("file")),
                done=integer(one.get("cur")),
                size=integer(one.get("size")),
                version=_version(text(one.get("tover"))),
                started=integer(one.get("sts")),
                updated=integer(one.get("ts")),
            )
            for one in objects(message, "id")
            if text(one.get("id"))
        )


def selection(name: str, items: Sequence[str] | None) -> bool | str | list[str]:
    """Return which files or tasks are meant: all where ``items`` is None. Raises InvalidError."""
    if items is None:
        return True
    if not items:
        raise InvalidError(f"parameter {name} must not be empty")
    for item in items:
        check_text(name, item)
    return items[0] if len(items) == 1 else list(items)


def _version(value: str) -> str:
    """Return a version that comes as four raw characters; others as they are."""
    if len(value) == _VERSION_LENGTH and not value.isprintable():
        return ".".join(str(ord(character)) for character in value)
    return value if value.isprintable() else ""
