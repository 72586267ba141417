"""Downlinks under a name: what a button, switch, number, list or text of a device sends.

The server takes a downlink into a queue and does not replace what waits there already: a preset
used twice is sent twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidError
from .decoders.measurement import Value
from .decoders.rows import choice, flag, named, number, parts_of, text, whole
from .payload_input import from_hex, from_text
from .payload_size import LONGEST, check_port

# --- Check bytes -----------------------------------------------------------------------------


def _sum8(frame: bytes) -> bytes:
    return bytes([sum(frame) & 0xFF])


def _xor8(frame: bytes) -> bytes:
    found = 0
    for byte in frame:
        found ^= byte
    return bytes([found])


def _crc16_modbus(frame: bytes) -> bytes:
    """Return the check of Modbus, low byte first."""
    found = 0xFFFF
    for byte in frame:
        found ^= byte
        for _ in range(8):
            found = found >> 1 ^ (0xA001 if found & 1 else 0)
    return found.to_bytes(2, "little")


CHECKS: dict[str, Callable[[bytes], bytes]] = {
    "none": lambda _: b"",
    "sum8": _sum8,
    "xor8": _xor8,
    "crc16-modbus": _crc16_modbus,
}
"""What is put behind a frame, over all its bytes."""

# --- Where the state comes from --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StateSource:
    """A measurement that tells how things are, and the values that mean on and off."""

    key: str
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def is_on(self, value: Value) -> bool | None:
        """Return what a value means, None for one that means neither.

        Without any values, everything but 0 and off is on.
        """
        shown = _word_of(value)
        if not self.on and not self.off:
            return shown not in ("0", "off", "")
        if shown in self.on:
            return True
        if shown in self.off:
            return False
        return None if self.on and self.off else not self.on


def _word_of(value: object) -> str:
    """Return a value as owners write it: on and off are 1 and 0."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    word = str(value).strip().casefold()
    return {"true": "1", "false": "0"}.get(word, word)


def _source_of(row: Mapping[str, Any]) -> StateSource | None:
    key = text(row, "state_key")
    if key is None:
        return None
    return StateSource(key, _words(row, "state_on"), _words(row, "state_off"))


def _words(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = text(row, name)
    return tuple(_word_of(part) for part in parts_of(value or ""))


# --- The presets -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What all presets have."""

    name: str
    port: int
    confirmed: bool = False
    check: str = "none"

    def _frame(self, body: bytes) -> bytes:
        frame = body + CHECKS[self.check](body)
        if not body or len(frame) > LONGEST:
            raise InvalidError(f"the payload must have 1 to {LONGEST} bytes")
        return frame


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPreset(Preset):
    """Sends always the same."""

    payload: bytes

    def encode(self) -> bytes:
        """Return what to send."""
        return self._frame(self.payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchPreset(Preset):
    """Sends one of two payloads."""

    on: bytes
    off: bytes
    source: StateSource | None = None

    def encode(self, is_on: bool) -> bytes:
        """Return what to send."""
        return self._frame(self.on if is_on else self.off)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPreset(Preset):
    """Sends a number between fixed bytes: ``round((value) / factor)`` as an integer."""

    before: bytes = b""
    size: int = 1
    little: bool = False
    signed: bool = False
    factor: float = 1
    minimum: float
    maximum: float
    step: float = 1
    unit: str | None = None
    after: bytes = b""
    source: StateSource | None = None

    def encode(self, value: float) -> bytes:
        """Return what to send. Raises InvalidError for a value out of range."""
        if not self.minimum <= value <= self.maximum:
            raise InvalidError(f"the value must be from {self.minimum} to {self.maximum}")
        try:
            data = round(value / self.factor).to_bytes(self.size, signed=self.signed)
        except OverflowError:
            raise InvalidError(f"{value} does not fit into {self.size} bytes") from None
        return self._frame(self.before + (data[::-1] if self.little else data) + self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectPreset(Preset):
    """Sends the payload of a label."""

    options: Mapping[str, bytes]
    source: StateSource | None = None

    def encode(self, label: str) -> bytes:
        """Return what to send. Raises InvalidError for an unknown label."""
        if label not in self.options:
            raise InvalidError(f"the value must be one of: {', '.join(self.options)}")
        return self._frame(self.options[label])


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPreset(Preset):
    """Sends what is written."""

    encoding: str = "utf-8"
    longest: int = 51

    def encode(self, value: str) -> bytes:
        """Return what to send. Raises InvalidError for what cannot be written so, or is too long."""
        data = from_hex(value) if self.encoding == "hex" else from_text(value)
        if self.encoding == "ascii" and not value.isascii():
            raise InvalidError("the text must be ASCII")
        if len(data) > self.longest:
            raise InvalidError(f"the text must have at most {self.longest} bytes")
        return self._frame(data)


# --- From what owners write ------------------------------------------------------------------


def build_preset(kind: str, options: Mapping[str, Any]) -> Preset:
    """Return a preset of one of ``KINDS``.

    All have ``name``, ``port``, ``confirmed``, ``check``; the rest has the names of the preset's
    members, payloads as hexadecimal digits, and ``state_key``, ``state_on``, ``state_off``.
    Raises InvalidError naming the member.
    """
    if (build := KINDS.get(kind)) is None:
        raise InvalidError(f"kind must be one of: {', '.join(KINDS)}")
    shared = {
        "name": named(options),
        "port": check_port(whole(options, "port", 1, 223, None)),
        "confirmed": flag(options, "confirmed"),
        "check": choice(options, "check", tuple(CHECKS), "none"),
    }
    return build(options, shared)


def _bytes(row: Mapping[str, Any], name: str) -> bytes:
    try:
        return from_hex(row.get(name) or "")
    except InvalidError:
        raise InvalidError(f"{name} must be pairs of hexadecimal digits") from None


def _filled(row: Mapping[str, Any], name: str) -> bytes:
    found = _bytes(row, name)
    if not 1 <= len(found) <= LONGEST:
        raise InvalidError(f"{name} must have 1 to {LONGEST} bytes")
    return found


def _button(row: Mapping[str, Any], shared: dict[str, Any]) -> ButtonPreset:
    return ButtonPreset(payload=_filled(row, "payload"), **shared)


def _switch(row: Mapping[str, Any], shared: dict[str, Any]) -> SwitchPreset:
    return SwitchPreset(
        on=_filled(row, "on"), off=_filled(row, "off"), source=_source_of(row), **shared
    )


def _number(row: Mapping[str, Any], shared: dict[str, Any]) -> NumberPreset:
    found = NumberPreset(
        before=_bytes(row, "before"),
        size=whole(row, "size", 1, 8, 1),
        little=choice(row, "endianness", ("big", "little"), "big") == "little",
        signed=flag(row, "signed"),
        factor=number(row, "factor", 1),
        minimum=number(row, "minimum", 0),
        maximum=number(row, "maximum", 100),
        step=number(row, "step", 1),
        unit=text(row, "unit"),
        after=_bytes(row, "after"),
        source=_source_of(row),
        **shared,
    )
    if found.factor == 0 or found.step <= 0 or found.minimum >= found.maximum:
        raise InvalidError("factor, step and the range must not be empty")
    for value in (found.minimum, found.maximum):
        found.encode(value)
    return found


def _select(row: Mapping[str, Any], shared: dict[str, Any]) -> SelectPreset:
    given = row.get("options")
    if isinstance(given, Mapping):
        entries = {str(label).strip(): payload for label, payload in given.items()}
    elif isinstance(given, list) and all(isinstance(item, Mapping) for item in given):
        entries = {str(item.get("label", "")).strip(): item.get("payload") for item in given}
        if len(entries) != len(given):
            raise InvalidError("options must have different labels")
    else:
        entries = {}
    if not entries or "" in entries:
        raise InvalidError("options must have labels and payloads")
    options = {label: _filled({label: payload}, label) for label, payload in entries.items()}
    return SelectPreset(options=options, source=_source_of(row), **shared)


def _text(row: Mapping[str, Any], shared: dict[str, Any]) -> TextPreset:
    return TextPreset(
        encoding=choice(row, "encoding", ("utf-8", "ascii", "hex"), "utf-8"),
        longest=whole(row, "longest", 1, LONGEST, 51),
        **shared,
    )


KINDS: dict[str, Callable[[Mapping[str, Any], dict[str, Any]], Preset]] = {
    "button": _button,
    "switch": _switch,
    "number": _number,
    "select": _select,
    "text": _text,
}

# --- Presets of RisingHF's devices -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadyPreset:
    """A preset to begin with: an owner names the device and, where it is open, the port."""

    key: str
    """Names it in the translations."""
    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)


_SUM = {"check": "sum8"}
_METER = {"port": 8}
READY: tuple[ReadyPreset, ...] = (
    ReadyPreset("tracker_query_b0", "button", {"payload": "00B001", **_SUM}),
    ReadyPreset("tracker_query_b1", "button", {"payload": "00B103", **_SUM}),
    ReadyPreset("tracker_query_time_zone", "button", {"payload": "00C001", **_SUM}),
    ReadyPreset(
        "tracker_time_zone",
        "number",
        {"before": "00C001", "signed": True, "minimum": -12, "maximum": 14, "unit": "h", **_SUM},
    ),
    ReadyPreset("meter_read_all", "button", {"payload": "00", **_METER}),
    ReadyPreset("meter_query_battery", "button", {"payload": "0495", **_METER}),
    ReadyPreset("meter_query_flow", "button", {"payload": "0472", **_METER}),
    ReadyPreset("meter_query_period", "button", {"payload": "049D", **_METER}),
    ReadyPreset(
        "meter_report_period",
        "number",
        {
            "before": "9D",
            "size": 2,
            "endianness": "little",
            "unit": "s",
            "minimum": 60,
            "maximum": 28800,
            "state_key": "report_period",
            **_METER,
        },
    ),
)
"""GN1S067's frames end with the sum of their bytes; RHF1S213 listens on port 8."""
