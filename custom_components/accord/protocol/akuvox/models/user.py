"""People of the newer store. Source: HTTP API Manual 2.0, "User"; spellings of real units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from ...errors import ConflictError, InvalidError
from ..codec import to_text
from .privatekey import CODE_DIGITS
from .rows import (
    card_number,
    changed,
    check_digits,
    check_name,
    check_relays,
    same_card,
    unknown,
    written_card,
)

ALWAYS = "1001"
"""The schedule that is always on; 1002 never is."""
CUT = 63
"""Characters of cards after which units cut: what is longer cannot be written back whole."""
_SCHEDULES = ("ScheduleRelay", "Schedule-Relay", "Schedule")
"""The last is a list of something else on much firmware."""
_KNOWN = frozenset({"ID", "UserID", "Name", "CardCode", "PrivatePIN"})


class Source(StrEnum):
    """Who keeps a person."""

    LOCAL = "local"
    CLOUD = "cloud"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScheduleRelay:
    """The relays that open while a schedule is on."""

    schedule: str = ALWAYS
    relays: str = "1"
    """Digits."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a unit writes schedules and relays; it is written as it was read."""

    member: str = "ScheduleRelay"
    separator: str = ";"
    ended: bool = False
    """The last one has a separator behind it too."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self | None:
        """Find it in a row that was read; None where the row does not tell."""
        present = [name for name in _SCHEDULES if isinstance(row.get(name), str)]
        if not present:
            return None
        member = next((name for name in present if row[name]), present[0])
        text = to_text(row[member])
        if not text:
            return cls(member, "," if member == "Schedule-Relay" else ";")
        separator = "," if "," in text or (member == "Schedule-Relay" and ";" not in text) else ";"
        return cls(member, separator, text.endswith(separator))

    def write(self, entries: Iterable[ScheduleRelay]) -> str:
        """Return the member's text."""
        found = [f"{one.schedule}-{one.relays}" for one in entries]
        return self.separator.join(found) + (self.separator if found and self.ended else "")


USUAL = Spelling()


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with code, cards and relays."""

    id: str = ""
    """The record's; empty for a new one."""
    user_id: str
    """The number that the unit shows."""
    name: str
    cards: tuple[str, ...] = field(default=(), repr=False)
    pin: str = field(default="", repr=False)
    access: tuple[ScheduleRelay, ...] = ()
    source: Source = Source.UNKNOWN
    spelling: Spelling | None = None
    cut: bool = field(default=False, repr=False)
    """There may be more cards than the unit tells."""
    extra: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row."""
        spelling, cards = Spelling.of(row), to_text(row.get("CardCode"))
        return cls(
            id=to_text(row.get("ID")),
            user_id=to_text(row.get("UserID")),
            name=to_text(row.get("Name")),
            cards=tuple(card.strip() for card in cards.split(";") if card.strip()),
            pin=to_text(row.get("PrivatePIN")),
            access=_access(to_text(row.get(spelling.member))) if spelling else (),
            source=_source(row),
            spelling=spelling,
            cut=len(cards) >= CUT,
            extra=unknown(row, _KNOWN | ({spelling.member} if spelling else set())),
        )

    @property
    def marked_by_type(self) -> bool:
        """Tell whether ``Type`` alone says that the unit keeps the person."""
        words = (self.extra.get("SourceType"), self.extra.get("Source"))
        return to_text(self.extra.get("Type")) == LOCAL_TYPE and not any(map(to_text, words))

    def check(self, before: User | None = None) -> None:
        """Raise InvalidError for what a unit would not take, ConflictError for what it would lose.

        What ``before`` had already is not judged again.
        """
        if changed(self, before, "name"):
            check_name(self.name)
        if changed(self, before, "user_id"):
            check_digits("user_id", self.user_id, 1, 10)
        if self.pin and changed(self, before, "pin"):
            check_digits("pin", self.pin, *CODE_DIGITS)
        for card in self.cards:
            if before is None or card not in before.cards:
                card_number(card)
        for one in self.access:
            if before is None or one not in before.access:
                check_digits("schedule", one.schedule, 1, 10)
                check_relays(one.relays)
        if before is not None:
            before.check_editable()
        if len(self.card_text) >= CUT:
            raise InvalidError("parameter cards: a person has too many cards")

    def check_editable(self) -> None:
        """Raise ConflictError for people whom the cloud keeps, or of whom not all is known."""
        if self.source is Source.CLOUD:
            raise ConflictError("this person is kept by the cloud, not by the unit")
        if self.cut:
            raise ConflictError("the unit does not tell all cards of this person")

    @property
    def card_text(self) -> str:
        """Return all cards in one text, as units keep them."""
        return ";".join(written_card(card) for card in self.cards)

    def lost(self, kept: User) -> list[str]:
        """Return the members that the unit ``kept`` other than they were written."""
        same_cards = len(self.cards) == len(kept.cards) and all(
            same_card(written_card(one), other)
            for one, other in zip(self.cards, kept.cards, strict=False)
        )
        found = {
            "Name": self.name == kept.name,
            "PrivatePIN": self.pin == kept.pin,
            "CardCode": same_cards,
            (kept.spelling or self.spelling or USUAL).member: self.access == kept.access,
        }
        return [member for member, same in found.items() if not same]

    def to_wire(self, spelling: Spelling | None = None) -> dict[str, Any]:
        """Return the whole row; one without an id has no member for it."""
        spelling = self.spelling or spelling or USUAL
        access = spelling.write(self.access)
        row: dict[str, Any] = {
            **self.extra,
            **{name: access for name in _SCHEDULES[:2] if name in self.extra},
            "UserID": self.user_id,
            "Name": self.name,
            "CardCode": self.card_text,
            "PrivatePIN": self.pin,
            spelling.member: access,
        }
        return {**row, "ID": self.id} if self.id else row


NEW_MEMBERS: Mapping[str, str] = {
    "FaceUrl": "",
    "LiftFloorNum": "0",
    "Type": "0",
    "WebRelay": "0",
}
"""What a new row has besides: the manual's sample shows all members."""


def _access(text: str) -> tuple[ScheduleRelay, ...]:
    parts = (part.strip().partition("-") for part in text.replace(",", ";").split(";"))
    return tuple(ScheduleRelay(schedule, relays) for schedule, _, relays in parts if schedule)


LOCAL_TYPE = "-1"
"""``Type`` of the unit's own people on firmware without ``SourceType``."""


def _source(row: Mapping[str, Any]) -> Source:
    """Units tell it in three ways; the number "0" of ``Type`` alone means different things."""
    if kind := to_text(row.get("SourceType")):
        return Source.LOCAL if kind == "1" else Source.CLOUD
    if word := to_text(row.get("Source")).casefold():
        return Source.LOCAL if word == "local" else Source.CLOUD
    return Source.LOCAL if to_text(row.get("Type")) == LOCAL_TYPE else Source.UNKNOWN


def users_from_wire(rows: Iterable[Mapping[str, Any]]) -> tuple[User, ...]:
    """Read all rows; where some are marked local by ``Type`` alone, the others are the cloud's."""
    found = tuple(User.from_wire(row) for row in rows)
    if not any(one.marked_by_type for one in found):
        return found
    return tuple(
        replace(one, source=Source.CLOUD) if one.source is Source.UNKNOWN else one for one in found
    )
