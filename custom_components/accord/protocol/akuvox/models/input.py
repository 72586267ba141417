"""Inputs: levels and settings. Source: HTTP API Manual, "Input"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Self

from ...errors import InvalidError, UnsupportedError
from ..catalog import INPUT_SETTINGS, LETTERS
from ..codec import to_flag, to_int, to_text

ACTION = "Config.DoorSetting.Action."
LONGEST_DELAY = 65_535
LONGEST_URL = 511

_STATUS = re.compile(r"Input([A-Z])")
_NUMBERS = {"delay": LONGEST_DELAY, "relay": len(LETTERS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputStatus:
    """Levels of the inputs, by letter: 1 is the rest of one with pull-up."""

    levels: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``input/status``."""
        found = {
            match[1]: level
            for name, sent in sorted(data.items())
            if (match := _STATUS.fullmatch(name)) and (level := to_int(sent)) is not None
        }
        return cls(levels=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Settings of one input. None stands for what this firmware does not have."""

    letter: str
    enabled: bool | None = None
    trigger_high: bool | None = None
    """Active at level 1; False: at level 0."""
    delay: int | None = None
    """Seconds until it counts."""
    relay: int | None = None
    """Number of the relay that it switches, 0 for none."""
    action_url: str | None = field(default=None, repr=False)
    http_enabled: bool | None = None
    """The address is called."""
    ftp_enabled: bool | None = None
    smtp_enabled: bool | None = None
    sip_enabled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputChange:
    """What shall be changed; None leaves as it is."""

    input: str | None = None
    """Its letter; for the members that follow."""
    enabled: bool | None = None
    trigger_high: bool | None = None
    delay: int | None = None
    relay: int | None = None
    action_url: str | None = field(default=None, repr=False)
    http_enabled: bool | None = None
    ftp_enabled: bool | None = None
    smtp_enabled: bool | None = None
    sip_enabled: bool | None = None
    call_number: str | None = None
    """Whom a call of all inputs goes to."""
    call_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSettings:
    """Settings of all inputs, by letter. Source: ``input/get``."""

    inputs: Mapping[str, Input] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    """As read."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``input/get``."""
        values = {key: to_text(value) for key, value in data.items()}
        inputs = {letter: _input(letter, values) for letter in LETTERS}
        return cls(
            inputs={letter: one for letter, one in inputs.items() if one is not None},
            values=values,
        )

    def changed(self, change: InputChange) -> dict[str, str]:
        """Return the keys to write, spelt as they were read.

        Raises InvalidError, UnsupportedError for a setting that this firmware lacks.
        """
        wanted: dict[str, str] = {}
        for name in INPUT_SETTINGS:
            value = getattr(change, name)
            if value is None:
                continue
            if change.input not in LETTERS:
                raise InvalidError("parameter input must be one of: A, B, C, D")
            key = INPUT_SETTINGS[name].find(change.input, self.values)
            if key is None:
                raise UnsupportedError(f"input {change.input} has no setting {name}")
            wanted[key] = _text(name, value)
        # The manual's sample does not show these two, so they need not have been read.
        if change.call_number is not None:
            wanted[f"{ACTION}CallNum"] = change.call_number
        if change.call_name is not None:
            wanted[f"{ACTION}CallName"] = change.call_name
        return wanted


def _input(letter: str, values: Mapping[str, str]) -> Input | None:
    keys = {name: one.find(letter, values) for name, one in INPUT_SETTINGS.items()}
    found = {name: values[key] for name, key in keys.items() if key is not None}
    if not found:
        return None
    return Input(
        letter=letter,
        enabled=to_flag(found.get("enabled")),
        trigger_high=to_flag(found.get("trigger_high")),
        delay=to_int(found.get("delay")),
        relay=to_int(found.get("relay")),
        action_url=found.get("action_url"),
        http_enabled=to_flag(found.get("http_enabled")),
        ftp_enabled=to_flag(found.get("ftp_enabled")),
        smtp_enabled=to_flag(found.get("smtp_enabled")),
        sip_enabled=to_flag(found.get("sip_enabled")),
    )


def _text(name: str, value: str | int) -> str:
    if isinstance(value, str):
        if len(value) > LONGEST_URL:
            raise InvalidError(f"parameter {name} is too long")
        return value
    limit = _NUMBERS.get(name)
    if limit is not None and not 0 <= value <= limit:
        raise InvalidError(f"parameter {name} must be from 0 to {limit}")
    return str(int(value))
