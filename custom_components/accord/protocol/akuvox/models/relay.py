"""Relays: state and settings. Source: HTTP API Manual, "Relay"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
import re
from typing import Any, Self

from ...errors import InvalidError, UnsupportedError
from ..catalog import LETTERS, RELAY, RELAY_SETTINGS
from ..codec import to_flag, to_int, to_text

DTMF = "Config.DoorSetting.DTMF."
LONGEST_DELAY = 60
"""Seconds of the hold time and of the delay before it."""

_STATUS = re.compile(r"Relay([A-Z])")
_CODE = re.compile(r"[0-9*#]{1}")
_MULTI_CODE = re.compile(r"[0-9*#]{2,4}")


class TriggerMode(IntEnum):
    """What a trigger does."""

    AUTO_CLOSE = 0
    """Switch, wait, return; toggles a relay that stays where it is put."""
    MANUAL = 1
    """Stay; on much firmware this only ever returns the relay to rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayStatus:
    """Which relays are switched, by letter. Source: ``relay/status``."""

    switched: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``relay/status``."""
        found = {
            match[1]: state
            for name, sent in sorted(data.items())
            if (match := _STATUS.fullmatch(name)) and (state := to_flag(sent)) is not None
        }
        return cls(switched=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Settings of one relay. None stands for what this firmware does not have."""

    letter: str
    name: str = ""
    inverted: bool | None = None
    hold_delay: int | None = None
    """Seconds it stays switched."""
    trigger_delay: int | None = None
    """Seconds before it switches."""
    stays: bool | None = None
    """It does not return by itself (bistable); False: it does."""
    schedule_enabled: bool | None = None
    """Held open by a schedule."""
    schedule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayChange:
    """What shall be changed; None leaves as it is. The first group is of one relay."""

    relay: str | None = None
    """Its letter."""
    name: str | None = None
    inverted: bool | None = None
    hold_delay: int | None = None
    trigger_delay: int | None = None
    stays: bool | None = None
    schedule_enabled: bool | None = None
    schedule: str | None = None
    http_trigger: bool | None = None
    user_name: str | None = None
    password: str | None = field(default=None, repr=False)
    dtmf_enabled: bool | None = None
    dtmf_option: int | None = None
    dtmf_codes: Mapping[str, str] | None = field(default=None, repr=False)
    """One digit for each letter."""
    dtmf_multi_codes: Mapping[str, str] | None = field(default=None, repr=False)
    """Two to four digits for each letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySettings:
    """Settings of all relays, by letter. Source: ``relay/get``."""

    relays: Mapping[str, Relay] = field(default_factory=dict)
    http_trigger: bool | None = None
    """The old way to open by an address is on."""
    dtmf_enabled: bool | None = None
    dtmf_option: int | None = None
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    """As read, passwords and codes included."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``relay/get``."""
        values = {key: to_text(value) for key, value in data.items()}
        relays = {letter: _relay(letter, values) for letter in LETTERS}
        return cls(
            relays={letter: one for letter, one in relays.items() if one is not None},
            http_trigger=to_flag(values.get(f"{RELAY}HttpTrig")),
            dtmf_enabled=to_flag(values.get(f"{DTMF}Enable")),
            dtmf_option=to_int(values.get(f"{DTMF}Option")),
            values=values,
        )

    def changed(self, change: RelayChange) -> dict[str, str]:
        """Return the keys to write, spelt as they were read.

        Raises InvalidError, UnsupportedError for a setting that this firmware lacks.
        """
        wanted: dict[str, str] = {}
        for name, value in _of_one_relay(change).items():
            if change.relay not in LETTERS:
                raise InvalidError("parameter relay must be one of: A, B, C, D")
            key = RELAY_SETTINGS[name].find(change.relay, self.values)
            if key is None:
                raise UnsupportedError(f"relay {change.relay} has no setting {name}")
            wanted[key] = value
        for key, value in _of_all_relays(change).items():
            if key not in self.values:
                raise UnsupportedError(f"this firmware has no {key}")
            wanted[key] = value
        return wanted


def relay_number(letter: str) -> int:
    """Return what ``relay/trig`` calls a relay. Raises InvalidError."""
    if letter not in LETTERS:
        raise InvalidError("parameter relay must be one of: A, B, C, D")
    return LETTERS.index(letter) + 1


def _relay(letter: str, values: Mapping[str, str]) -> Relay | None:
    keys = {name: one.find(letter, values) for name, one in RELAY_SETTINGS.items()}
    found = {name: values[key] for name, key in keys.items() if key is not None}
    if not found:
        return None
    return Relay(
        letter=letter,
        name=found.get("name", ""),
        inverted=to_flag(found.get("type")),
        hold_delay=to_int(found.get("hold_delay")),
        trigger_delay=to_int(found.get("trigger_delay")),
        stays=to_flag(found.get("mode")),
        schedule_enabled=to_flag(found.get("schedule_enabled")),
        schedule=found.get("schedule", ""),
    )


def _of_one_relay(change: RelayChange) -> dict[str, str]:
    for name, seconds in (
        ("hold_delay", change.hold_delay),
        ("trigger_delay", change.trigger_delay),
    ):
        if seconds is not None and not 0 <= seconds <= LONGEST_DELAY:
            raise InvalidError(f"parameter {name} must be from 0 to {LONGEST_DELAY}")
    sent: dict[str, str | int | None] = {
        "name": change.name,
        "type": change.inverted,
        "hold_delay": change.hold_delay,
        "trigger_delay": change.trigger_delay,
        "mode": change.stays,
        "schedule_enabled": change.schedule_enabled,
        "schedule": change.schedule,
    }
    return _texts(sent)


def _of_all_relays(change: RelayChange) -> dict[str, str]:
    if change.dtmf_option is not None and not 0 <= change.dtmf_option <= 4:
        raise InvalidError("parameter dtmf_option must be from 0 to 4")
    sent: dict[str, str | int | None] = {
        f"{RELAY}HttpTrig": change.http_trigger,
        f"{RELAY}UserName": change.user_name,
        f"{RELAY}Password": change.password,
        f"{DTMF}Enable": change.dtmf_enabled,
        f"{DTMF}Option": change.dtmf_option,
        **_codes("Code", _CODE, change.dtmf_codes),
        **_codes("MultiCode", _MULTI_CODE, change.dtmf_multi_codes),
    }
    return _texts(sent)


def _codes(name: str, form: re.Pattern[str], codes: Mapping[str, str] | None) -> Mapping[str, str]:
    for code in (codes or {}).values():
        if form.fullmatch(code) is None:
            raise InvalidError("a DTMF code has the wrong length or characters")
    return {f"{DTMF}{name}{relay_number(one)}": code for one, code in (codes or {}).items()}


def _texts(values: Mapping[str, str | int | None]) -> dict[str, str]:
    return {
        key: value if isinstance(value, str) else str(int(value))
        for key, value in values.items()
        if value is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayOutcome:
    """What a relay did after a command, as read back."""

    relay: str
    switched: bool | None
    """As the unit tells it, None where it does not."""
    as_wanted: bool
    seconds: int | None = None
    """How long it stays switched; None where it stays."""
    delay: int = 0
    """Seconds until it switches."""
