"""Devices behind a station and their inputs and outputs (IOs).

Source: "Local Interfaces of LifeSmart Smart Station" 1.10, ``eps`` and events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
import math
from typing import Any, Self

from .fields import flag, integer, obj, text

_LARGEST = 2**53
_NOT_IOS = frozenset(
    {"me", "agt", "devtype", "fulltype", "fullCls", "name", "stat", "lDbm", "epver", "ver"}
    | {"data", "cls", "id", "agtid", "ts", "ext_loc", "agt_self", "lHeart", "nid", "devTagId"}
)
"""Members of a change that are no IO even where they are objects or numbers."""
_NAME_OF_DEVICE = "{$EPN}"
_ON_OFF = frozenset({0x80, 0x81})


@dataclass(frozen=True, slots=True, kw_only=True)
class Io:
    """One input or output: what it is worth raw (``type``, ``val``) and converted (``v``).

    Changes may tell one of both only; the other is then out of date, but still there.
    """

    type: int | None = None
    val: float | None = None
    v: float | None = None
    valts: int | None = None
    """When it changed, in ms since 1970."""
    name: str | None = None
    raw_is_current: bool = True
    """False after a change that told ``v`` alone."""
    v_is_current: bool = True
    """False after a change that told ``type`` and ``val`` alone."""

    @classmethod
    def from_wire(cls, value: object) -> Self | None:
        """Read an object, or a bare number, which is ``v``; None for anything else."""
        if not isinstance(value, Mapping):
            found = number(value)
            return None if found is None else cls(v=found)
        return cls(
            type=integer(value.get("type")),
            val=number(value.get("val")),
            v=number(value.get("v")),
            valts=integer(value.get("valts")),
            name=text(value.get("name")) or None,
        )

    @property
    def current_type(self) -> int | None:
        """Return ``type`` unless a later change told ``v`` alone."""
        return self.type if self.raw_is_current else None

    @property
    def current_val(self) -> float | None:
        """Return ``val`` unless a later change told ``v`` alone."""
        return self.val if self.raw_is_current else None

    @property
    def current_v(self) -> float | None:
        """Return ``v`` unless a later change told ``type`` and ``val`` alone."""
        return self.v if self.v_is_current else None

    def assumed(self, change: EpSet) -> Io:
        """Return this IO as it will be once the change took effect.

        Plain on and off say nothing about brightness or colour: those stay.
        """
        kind: int = change.type
        val: float = change.val
        before = self.current_v if self.current_val is None else self.current_val
        if kind in _ON_OFF and before is not None:
            kind = change.type if self.type is None else self.type & ~1 | change.type & 1
            val = before
        return replace(self, type=kind, val=val, raw_is_current=True, v_is_current=False)

    def merged(self, change: Io) -> Io:
        """Return this IO after a change, which may tell only some of its members."""
        tells_raw = change.type is not None or change.val is not None
        tells_v = change.v is not None
        return Io(
            type=self.type if change.type is None else change.type,
            val=self.val if change.val is None else change.val,
            v=self.v if change.v is None else change.v,
            valts=self.valts if change.valts is None else change.valts,
            name=change.name or self.name,
            raw_is_current=tells_raw or (self.raw_is_current and not tells_v),
            v_is_current=tells_v or (self.v_is_current and not tells_raw),
        )


@dataclass(frozen=True, slots=True)
class EpSet:
    """One value to set: arguments of SET ``ep``, and an element of SET ``eps``."""

    me: str
    idx: str
    type: int
    val: int
    extra: Mapping[str, int | bool] = field(default_factory=dict)
    """More members that some IOs take, such as the volume of a siren."""

    def to_wire(self) -> dict[str, Any]:
        """Return the arguments."""
        return {
            "tag": "m",
            "me": self.me,
            "idx": self.idx,
            "type": self.type,
            "val": self.val,
            **self.extra,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device; ``me`` is unique at one station only."""

    me: str
    agt: str = ""
    devtype: str = ""
    fulltype: str = ""
    """``devtype`` and its variant, such as ``SL_P_V2``; the same as it where there is none."""
    name: str = ""
    stat: bool | None = None
    """Whether the station hears the device."""
    lDbm: int | None = None  # noqa: N815
    """Radio level at the station, dBm."""
    version: str = ""
    ios: Mapping[str, Io] = field(default_factory=dict)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any], *, me: str = "", agt: str = "") -> Self:
        """Read a device of ``ep`` or ``eps``.

        ``me`` and ``agt`` stand in where the object itself leaves them out.
        """
        devtype = text(data.get("devtype")) or text(data.get("cls"))
        return cls(
            me=text(data.get("me")) or me,
            agt=text(data.get("agt")) or agt,
            devtype=devtype,
            fulltype=text(data.get("fulltype")) or text(data.get("fullCls")) or devtype,
            name=text(data.get("name")),
            stat=flag(data.get("stat")),
            lDbm=integer(data.get("lDbm")),
            version=text(data.get("epver")) or text(data.get("ver")),
            ios=_ios(obj(data.get("data"))),
        )

    @property
    def available(self) -> bool:
        """Tell whether the device is there; a silent station is another matter."""
        return self.stat is not False

    def merged(self, change: Mapping[str, Any]) -> Device:
        """Return this device after an element of ``chg``.

        IOs stand beside the other members, or in ``data``; each is merged into what is known.
        """
        told = _ios({name: one for name, one in change.items() if name not in _NOT_IOS})
        told |= _ios(obj(change.get("data")))
        known = dict(self.ios)
        for name, io in told.items():
            known[name] = known[name].merged(io) if name in known else io
        seen = Device.from_wire(change)
        return replace(
            self,
            agt=seen.agt or self.agt,
            devtype=seen.devtype or self.devtype,
            fulltype=self._fulltype_after(seen),
            name=seen.name or self.name,
            stat=self.stat if seen.stat is None else seen.stat,
            lDbm=self.lDbm if seen.lDbm is None else seen.lDbm,
            version=seen.version or self.version,
            ios=known,
        )

    def assumed(self, changes: Iterable[EpSet]) -> Device:
        """Return this device as it will be once it obeyed; the changes of others are left out."""
        known = dict(self.ios)
        for change in changes:
            if change.me == self.me:
                known[change.idx] = known.get(change.idx, Io()).assumed(change)
        return replace(self, ios=known)

    def _fulltype_after(self, seen: Device) -> str:
        """Keep the variant where a change repeats the plain class only."""
        if not seen.fulltype or seen.fulltype == self.devtype:
            return self.fulltype or seen.fulltype
        return seen.fulltype

    def name_of(self, io: str) -> str | None:
        """Return the name the owner gave an IO, None where it has none."""
        found = self.ios.get(io)
        if found is None or not found.name:
            return None
        return found.name.replace(_NAME_OF_DEVICE, self.name).strip() or None


def changed_ios(change: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the IOs that an element of ``chg`` tells about."""
    told = _ios({name: one for name, one in change.items() if name not in _NOT_IOS})
    return frozenset(told) | frozenset(_ios(obj(change.get("data"))))


def number(value: object) -> float | None:
    """Return a finite number, also one sent as text or truth value; whole ones stay whole."""
    if isinstance(value, str):
        try:
            value = float(value) if not value.strip().lstrip("-").isdigit() else int(value)
        except ValueError:
            return None
    if not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, bool):
        return int(value)
    return value if -_LARGEST <= value <= _LARGEST else None


def _ios(data: Mapping[str, Any]) -> dict[str, Io]:
    return {name: io for name, value in data.items() if (io := Io.from_wire(value)) is not None}
