"""What is on or off, however a product model says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..models.capability import ValueModel
from .words import plain

_PAIRS = (
    ("on", "off"),
    ("true", "false"),
    ("1", "0"),
    ("open", "close"),
    ("open", "closed"),
    ("opened", "closed"),
    ("yes", "no"),
    ("enable", "disable"),
    ("enabled", "disabled"),
    ("lock", "unlock"),
    ("locked", "unlocked"),
    ("alarm", "normal"),
    ("start", "stop"),
)
"""The word that means on, and the other one."""

_ON = frozenset(on for on, _ in _PAIRS)
_OFF = frozenset(off for _, off in _PAIRS)
_WHOLE = frozenset({"int", "integer", "long"})


@dataclass(frozen=True, slots=True)
class Switching:
    """The two values of something that is on or off, in its own type."""

    on: Any
    off: Any

    def encode(self, value: bool) -> Any:
        """Return what is sent."""
        return self.on if value else self.off

    def decode(self, value: object) -> bool | None:
        """Read a value; None for one that is neither."""
        for known, meaning in ((self.on, True), (self.off, False)):
            if type(value) is type(known) and value == known:
                return meaning
        return _word(value)

    @property
    def opens(self) -> bool:
        """Tell whether on means open or unlocked rather than locked."""
        return str(self.on).lower() in {"open", "opened", "unlock", "unlocked"}


def switching_of(model: ValueModel) -> Switching | None:
    """Return the two values of a type that is like a boolean, None for any other type.

    That is a boolean, two known words, or a whole number from 0 to 1.
    """
    if model.choices:
        return _of_words(model.choices, number=model.kind in _WHOLE)
    if model.kind in {"boolean", "bool"}:
        return Switching(True, False)
    if model.kind in _WHOLE and (model.low, model.high) == (0, 1):
        return Switching(1, 0)
    return None


def _of_words(choices: Sequence[str], *, number: bool) -> Switching | None:
    if len(choices) != 2:
        return None
    by_word = {plain(one): one for one in choices}
    for on, off in _PAIRS:
        if set(by_word) == {on, off}:
            values = (by_word[on], by_word[off])
            if number and on == "1":
                return Switching(1, 0)
            return Switching(*values)
    return None


def _word(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str | int | float):
        return None
    word = plain(f"{value:g}" if isinstance(value, float) else str(value))
    if word in _ON:
        return True
    return False if word in _OFF else None
