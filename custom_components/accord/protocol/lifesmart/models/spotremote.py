"""Remote controls and infrared codes. Source: advanced interface description, 2.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Self

from ...errors import InvalidError, ProtocolError
from ..infrared import encode, from_pronto
from .fields import integer, obj, objects, text

_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_ID = re.compile(r"AI_IR_(.+)_\d+")
_PRONTO = re.compile(r"\s*0000(?:\s+[0-9A-Fa-f]{4})+\s*")
_TIMINGS = re.compile(r"\s*\+?\d+(?:[\s,]+[+-]?\d+)+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A remote control that was set up in the LifeSmart app."""

    id: str
    name: str = ""
    panel: str = ""
    """What it controls, such as ``TV_A`` or ``AC_A``; others than documented occur."""
    brand: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def me(self) -> str:
        """Return the id of the SPOT that sends; empty where the remote's id does not tell."""
        found = _ID.fullmatch(self.id)
        return found[1] if found else ""

    @classmethod
    def list_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to ``getlist``; remotes without an id are left out."""
        return tuple(
            cls(
                id=text(one["id"]),
                name=text(one.get("name")),
                panel=text(one.get("panel")),
                brand=text(one.get("brand")),
                raw=one,
            )
            for one in objects(message, "id")
            if text(one.get("id"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IrCode:
    """One infrared code; ``data`` is hexadecimal, see the module ``infrared``."""

    data: str
    type: int = 1
    duty: int = 3
    freq: int | None = None
    """Hertz; 38000 where it is not said."""
    delay: float | None = None
    """Pause before the next code; seconds, as the vendor's cloud has it."""

    def to_wire(self) -> dict[str, Any]:
        """Return an element of ``keys``. Raises InvalidError."""
        if self.type == 1 and not _HEX.fullmatch(self.data):
            raise InvalidError("parameter data must be hexadecimal")
        param: dict[str, Any] = {"type": self.type, "duty": self.duty}
        if self.freq is not None:
            param["freq"] = self.freq
        if self.delay is not None:
            param["delay"] = int(self.delay) if self.delay == int(self.delay) else self.delay
        return {"param": {**param, "data": self.data}}

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what people write: Pronto, durations in µs, or the station's own hexadecimal.

        Durations stand apart by commas or blanks, a mark first; signs do not matter.
        """
        if _PRONTO.fullmatch(text):
            freq, durations = from_pronto(text)
            return cls(data=encode(durations), freq=freq)
        if _TIMINGS.fullmatch(text):
            found = re.findall(r"\d+", text)
            return cls(data=encode([int(duration) for duration in found]))
        return cls(data=text.strip())

    @classmethod
    def from_wire(cls, message: object) -> Self:
        """Read the answer to ``learncode``. Raises ProtocolError without a code in it."""
        data = obj(message)
        code = text(data.get("data")).strip()
        if not code:
            raise ProtocolError("the station learned no code")
        found_type, duty = integer(data.get("type")), integer(data.get("duty"))
        return cls(
            data=code,
            type=1 if found_type is None else found_type,
            duty=3 if duty is None else duty,
            freq=integer(data.get("freq")),
        )


def keys_from_wire(message: object) -> dict[str, str]:
    """Read the answer to ``getkeys``: keys and, of remotes made by hand, their codes."""
    if isinstance(message, list):
        return {text(key): "" for key in message if text(key)}
    return {key: text(value) for key, value in obj(message).items()}
