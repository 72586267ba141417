"""Requests, and what a station was found to want where the documents leave it open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from .codec import Args, Booleans, Nested, PacketType, compact, has_boolean
from .models.fields import obj

READ_TIMEOUT = 5.0
"""Seconds; also of settings that a station stores at once."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one station wants. Worth storing: finding it out costs refused requests."""

    booleans: Booleans = Booleans.JSON
    nested: tuple[tuple[str, Nested], ...] = ()
    """By the name of the argument."""
    words: tuple[tuple[str, str], ...] = ()
    """Spellings of objects and commands that the vendor prints in two ways."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return what ``as_dict`` made; what cannot be read is found out anew."""
        nested, words = obj(data.get("nested")), obj(data.get("words"))
        try:
            return cls(
                booleans=Booleans(data.get("booleans", Booleans.JSON)),
                nested=tuple((name, Nested(value)) for name, value in nested.items()),
                words=tuple((name, str(value)) for name, value in words.items()),
            )
        except ValueError:
            return cls()

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-like data, to be stored."""
        return {
            "booleans": self.booleans.value,
            "nested": {name: value.value for name, value in self.nested},
            "words": dict(self.words),
        }

    def nesting(self, name: str, default: Nested) -> Nested:
        """Return how an argument that is an object travels."""
        return dict(self.nested).get(name, default)

    def with_nesting(self, name: str, nesting: Nested) -> Dialect:
        """Return the dialect after an argument was accepted that way."""
        return replace(self, nested=tuple({**dict(self.nested), name: nesting}.items()))

    def word(self, name: str) -> str | None:
        """Return the spelling that the station takes, None while it is unknown."""
        return dict(self.words).get(name)

    def with_word(self, name: str, spelling: str) -> Dialect:
        """Return the dialect after a spelling was accepted."""
        return replace(self, words=tuple({**dict(self.words), name: spelling}.items()))


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``nested`` names an argument that may travel as object or as text."""

    type: PacketType
    obj: str
    args: Args = field(repr=False)
    """May hold passwords."""
    repeatable: bool = False
    """May be sent again when no answer comes: it changes nothing the second time."""
    reads: bool = False
    """Changes nothing even the first time."""
    timeout: float = READ_TIMEOUT
    nested: str | None = None
    default: Nested = Nested.OBJECT
    exact: bool = False
    """Refused when the time is five seconds off, not five minutes."""
    listens: bool = False
    """Answered only when somebody did something at a device, or did not for long."""

    @property
    def name(self) -> str:
        """Return object and command, for errors."""
        args = self.args if isinstance(self.args, Mapping) else {}
        return " ".join(
            [self.obj, *(str(args[key]) for key in ("cfg", "cmd", "act") if key in args)]
        )

    def args_for(self, dialect: Dialect) -> Args:
        """Return the arguments with the nested one as object or as text."""
        if self.nested is None or not isinstance(self.args, Mapping):
            return self.args
        value = self.args.get(self.nested)
        if value is None or dialect.nesting(self.nested, self.default) is Nested.OBJECT:
            return self.args
        return {**self.args, self.nested: compact(value)}

    def others(self, known: Dialect) -> list[Dialect]:
        """Return the other ways to sign the request, the likely ones first."""
        found: list[Dialect] = []
        if has_boolean(self.args):
            found += [
                replace(known, booleans=booleans)
                for booleans in Booleans
                if booleans is not known.booleans
            ]
        if self.nested is not None and isinstance(self.args, Mapping) and self.nested in self.args:
            used = known.nesting(self.nested, self.default)
            other = Nested.TEXT if used is Nested.OBJECT else Nested.OBJECT
            found.append(known.with_nesting(self.nested, other))
        return found
