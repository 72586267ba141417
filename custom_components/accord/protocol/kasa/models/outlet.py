"""Outlets of a strip and what a timer will do next. Source: API.md, ``system/get_sysinfo``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, obj, text

SLOT_DIGITS = 2
"""An outlet's id is the device's id and two digits; some firmware sends the digits alone."""

COUNTDOWN = 2
"""Type of a next action that a countdown brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAction:
    """What a schedule or timer will do next."""

    type: int
    """-1 nothing, 1 a schedule rule, 2 a countdown; others exist."""
    seconds: int | None = None
    """After local midnight."""
    on: bool | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read ``next_action`` of ``get_sysinfo``; ``schedule`` names the seconds otherwise."""
        kind = integer(data.get("type"))
        action = integer(data.get("action"))
        return cls(
            type=-1 if kind is None else kind,
            seconds=integer(data.get("schd_sec", data.get("schd_time"))),
            on=action == 1 if action in (0, 1) else None,
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet of a strip."""

    id: str
    """Always the whole id, whatever the device sent."""
    index: int
    """Position, from 0."""
    alias: str
    on: bool
    on_time: int | None = None
    """Seconds since switched on."""
    next_action: NextAction | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any], device_id: str, position: int) -> Self | None:
        """Read one of ``children``; None when it cannot be told from others."""
        sent = text(data.get("id"))
        if not sent or (len(sent) <= SLOT_DIGITS and not device_id):
            return None
        found = outlet_id(device_id, sent)
        return cls(
            id=found,
            index=_index(found, position),
            alias=text(data.get("alias")) or "",
            on=flag(data.get("state")) or False,
            on_time=integer(data.get("on_time")),
            next_action=next_action(data),
            raw=data,
        )


def outlet_id(device_id: str, sent: str) -> str:
    """Return the whole id of an outlet that was sent whole or as its digits alone."""
    return device_id + sent.zfill(SLOT_DIGITS) if len(sent) <= SLOT_DIGITS else sent


def next_action(data: Mapping[str, Any]) -> NextAction | None:
    """Return what follows, None where the firmware does not say."""
    found = obj(data.get("next_action"))
    return NextAction.from_wire(found) if found else None


def _index(identifier: str, position: int) -> int:
    digits = identifier[-SLOT_DIGITS:]
    return int(digits) if digits.isascii() and digits.isdigit() else position
