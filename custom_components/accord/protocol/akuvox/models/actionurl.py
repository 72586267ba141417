"""Addresses that a unit calls when something happens. Source: real units; "Action URL".

A unit that does not know a variable in an address calls nothing at all, so addresses carry as
little as possible, and never a code or a card.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from ...errors import InvalidError
from ..catalog import INPUT, LETTERS
from ..codec import to_text

PREFIX = "Config.Features.ACTIONURL."
ENABLE = f"{PREFIX}Enable"
LONGEST_URL = 250
"""Characters; some units take 512, most do not say."""


@dataclass(frozen=True, slots=True)
class ActionEvent:
    """One event that a unit can report, and the setting that holds its address."""

    key: str
    event: str
    """Our word: ``relay_triggered``, ``code_invalid``, ``call_started`` and so on."""
    letter: str = ""
    """Which relay or input."""
    switch: str = ENABLE
    """Setting that has to be 1."""
    person: bool = False
    """Somebody is known: the address may ask for the user's number."""


def _events() -> Iterator[ActionEvent]:
    for letter in LETTERS:
        for key, event in (
            ("Relay?Triggered", "relay_triggered"),
            ("Relay?Closed", "relay_closed"),
            ("Input?Triggered", "input_triggered"),
            ("Input?Closed", "input_closed"),
            ("AlarmDoorOpenedTimeout?", "door_held_open"),
            ("BreakInAlarm?", "break_in"),
        ):
            yield ActionEvent(PREFIX + key.replace("?", letter), event, letter)
    for key, event in (
        ("ValidCodeEntered", "code_valid"),
        ("ValidCardEntered", "card_valid"),
        ("ValidFaceRecognition", "face_valid"),
        ("ValidQRCodeEntered", "qr_valid"),
    ):
        yield ActionEvent(PREFIX + key, event, person=True)
    for key, event in (
        ("InvalidCodeEntered", "code_invalid"),
        ("InvalidCardEntered", "card_invalid"),
        ("InvalidFaceRecognition", "face_invalid"),
        ("InvalidQRCodeEntered", "qr_invalid"),
        ("MakeCall", "call_started"),
        ("HangUp", "call_ended"),
        ("AlarmTriggered", "tamper"),
        ("InputBreakIn", "break_in"),
        ("InputAlarm", "alarm_input"),
        ("MotionDetect", "motion"),
    ):
        yield ActionEvent(PREFIX + key, event)
    for letter in LETTERS:
        key, switch = f"{INPUT}ActionUrl{letter}", f"{INPUT}HttpEnable{letter}"
        yield ActionEvent(key, "input_triggered", letter, switch)


EVENTS: Mapping[str, ActionEvent] = {one.key: one for one in _events()}
"""By key. Pushes of whole log rows are left out: they carry codes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that the unit can report, and where it reports it to now."""

    action: ActionEvent
    url: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlPlan:
    """What is to be written. Pure data: nothing happened yet."""

    mark: str = field(repr=False)
    """What shows that an address is ours: its path."""
    urls: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """Addresses by key, the one with most variables first."""
    foreign: tuple[str, ...] = ()
    """Keys of addresses of others; those that are replaced are in ``urls`` too."""

    @property
    def events(self) -> tuple[ActionEvent, ...]:
        """Return what will be reported."""
        return tuple(EVENTS[key] for key in self.urls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """How to put things back as they were."""

    mark: str = field(default="", repr=False)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Addresses before ours, by key."""
    switches: Mapping[str, str] = field(default_factory=dict)
    """Switches that were turned on, and what they were before."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data to be stored; addresses are private."""
        return {
            "mark": self.mark,
            "values": dict(self.values),
            "switches": dict(self.switches),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``to_dict`` gave; what is not understood is left out."""
        return cls(
            mark=to_text(data.get("mark")),
            values=_known(data.get("values"), EVENTS),
            switches=_known(data.get("switches"), {one.switch for one in EVENTS.values()}),
        )

    def before(self, earlier: Self | None) -> Self:
        """Return what was before both: what an ``earlier`` run remembers stays true."""
        if earlier is None:
            return self
        return type(self)(
            mark=self.mark,
            values={**self.values, **earlier.values},
            switches={**self.switches, **earlier.switches},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioned:
    """What came of a plan."""

    active: tuple[ActionEvent, ...]
    """The unit holds our address."""
    unsupported: tuple[ActionEvent, ...]
    """The unit did not take it."""
    remembered: Remembered


def candidates_of(settings: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Return the events whose settings exist; an input's own one only if there is no other."""
    found = {key: one for key, one in EVENTS.items() if key in settings}
    general = {(one.event, one.letter) for key, one in found.items() if key.startswith(PREFIX)}
    return tuple(
        Candidate(one, settings[key])
        for key, one in found.items()
        if key.startswith(PREFIX) or (one.event, one.letter) not in general
    )


def plan_urls(
    candidates: Iterable[Candidate],
    base_url: str,
    *,
    replace: Iterable[str] = (),
    variables: bool = False,
) -> UrlPlan:
    """Plan addresses below ``base_url``, ``http://192.0.2.5:8123/api/webhook/…``.

    Addresses of others are kept but for the keys in ``replace``. Each address has the members
    ``e`` (event), ``n`` (letter) and ``m`` (MAC address); with ``variables`` also ``u`` (user's
    number) and ``t`` (how it was opened) where somebody is known. Raises InvalidError for a
    base that is no address or too long.
    """
    mark = _mark(base_url)
    agreed = frozenset(replace)
    urls: dict[str, tuple[str, ...]] = {}
    foreign = []
    for one in candidates:
        key = one.action.key
        if one.url and not is_ours(one.url, mark):
            foreign.append(key)
            if key not in agreed:
                continue
        urls[key] = _urls(one.action, base_url, variables)
    return UrlPlan(mark=mark, urls=urls, foreign=tuple(foreign))


def is_ours(url: str, mark: str) -> bool:
    """Tell whether an address leads to us, whatever host it names."""
    try:
        return bool(mark) and urlsplit(url).path == mark
    except ValueError:
        return False


def _urls(action: ActionEvent, base_url: str, variables: bool) -> tuple[str, ...]:
    letter = f"&n={action.letter}" if action.letter else ""
    least = f"{base_url}?e={action.event}{letter}&m=$mac"
    found = [least]
    if variables and action.person:
        found = [f"{least}&u=$userid&t=$unlocktype", f"{least}&u=$userid", least]
    if len(found[0]) > LONGEST_URL:
        raise InvalidError(f"an address may have {LONGEST_URL} characters")
    return tuple(found)


def _mark(base_url: str) -> str:
    try:
        parts = urlsplit(base_url)
    except ValueError:
        raise InvalidError("no address to be called") from None
    bad = parts.query or parts.fragment or "@" in parts.netloc or "$" in base_url
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(parts.path) < 2 or bad:
        raise InvalidError("no address to be called")
    return parts.path


def _known(stored: object, keys: Iterable[str]) -> dict[str, str]:
    if not isinstance(stored, Mapping):
        return {}
    allowed = frozenset(keys)
    return {key: to_text(value) for key, value in stored.items() if key in allowed}
