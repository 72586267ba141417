"""People and what they open with, whichever store a unit keeps them in."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .user import Source
from .window import ALWAYS, Window


class PersonStore(StrEnum):
    """Where a person is kept."""

    USER = "user"
    PIN = "privatekey"
    CARD = "rfkey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with codes or cards.

    In the newer store a person has one code and any number of cards; in the older ones each
    code and each card is a person of its own.
    """

    id: str = ""
    """Store and id of the row, such as "user:12"; empty for a new person."""
    name: str
    number: str = ""
    """The number that the unit shows; newer store only."""
    pin: str = field(default="", repr=False)
    cards: tuple[str, ...] = field(default=(), repr=False)
    relays: str = "1"
    """Digits, such as "12"; those of the first schedule where there are several."""
    window: Window = ALWAYS
    valid_from: datetime | None = None
    """By the unit's clock, without a zone, like the next."""
    valid_until: datetime | None = None
    uses: int | None = None
    """How often a card opens, None without limit; older store only."""
    blocked: bool = False
    """The card is refused though it is kept; older store only. Cannot be changed here."""
    source: Source = Source.UNKNOWN
    schedule: str = ""
    """Id of the unit's schedule that the person's times stand in; newer store only."""

    @property
    def editable(self) -> bool:
        """Tell whether the unit may change it: the cloud's people it may not."""
        return self.source is not Source.CLOUD


def person_id(store: PersonStore, row_id: str) -> str:
    """Return the id of a person."""
    return f"{store.value}:{row_id}"
