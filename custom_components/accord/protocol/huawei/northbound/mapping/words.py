"""Names of product models, taken apart: ``targetTemperature``, ``TARGET_TEMPERATURE``."""

from collections.abc import Iterable
from functools import lru_cache
import re

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_LOCKS = frozenset({"lock", "locks", "unlock", "doorlock", "smartlock", "locked", "unlocked"})
_OPENINGS = frozenset({"door", "gate", "garage", "entrance", "barrier"})
_OPENS = frozenset({"open", "opens", "opened", "release"})


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, in lower case."""
    return tuple(part.lower() for part in _PARTS.findall(name))


def plain(name: str) -> str:
    """Return a name without case and separators, for comparisons."""
    return "".join(words(name))


def holds(name: str, parts: Iterable[str]) -> bool:
    """Tell whether one of ``parts`` stands anywhere in a name."""
    lower = plain(name)
    return any(part in lower for part in parts)


def speaks_of_lock(*names: str) -> bool:
    """Tell whether a name is about a lock; blocks and clocks are not."""
    return any(set(words(name)) & _LOCKS for name in names)


def opens_something(service: str, name: str, device_type: str = "") -> bool:
    """Tell whether a command or a parameter lets somebody in.

    Such a command is never cached and never repeated, whoever sends it.
    """
    said = set(words(name))
    where = said | set(words(service)) | set(words(device_type))
    return bool(where & _LOCKS or (said & _OPENS and where & _OPENINGS))
