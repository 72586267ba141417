"""What pushes are to a coordinator: hints, and a proof that polling can slow down.

A coordinator gets a ``PushState`` and polls at its pace; each push of its device goes into
``AccordCoordinator.async_pushed``, which shows what it says and reads the device at once.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
import time
from typing import Any
from urllib.parse import parse_qsl

from homeassistant.util import dt as dt_util
from homeassistant.util.json import json_loads

LONGEST_VALUE = 64
MOST_FIELDS = 256


@dataclass(frozen=True, slots=True)
class Push:
    """What came; nothing of it is to be trusted more than the secrecy of the address."""

    method: str
    tail: str
    """The path behind the secret, without a slash at either end."""
    query: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    """Names compare without regard to case."""
    body: bytes = field(repr=False)
    content_type: str
    remote: str


def flat_values(
    push: Push, names: Collection[str], *, longest: int = LONGEST_VALUE, unfilled: str = ""
) -> dict[str, str]:
    """Return the members of query, form or JSON object that have one of the ``names``.

    Names compare without regard to case and come back as asked for; what stands in the query
    wins. Values are cut to ``longest`` characters, without unprintable ones. Lists and objects
    are left out, and so are values that begin with ``unfilled``: variables that the sender did
    not fill in.
    """
    known = {name.casefold(): name for name in names}
    found: dict[str, str] = {}
    for source in (push.query, _members(push.body)):
        for key, value in source.items():
            name = known.get(key.casefold())
            if name is None or name in found or not isinstance(value, str | int | float):
                continue
            text = _plain(value)[:longest].strip()
            if not (unfilled and text.startswith(unfilled)):
                found[name] = text
    return found


def _members(body: bytes) -> Mapping[str, Any]:
    """Return the members of a body, by its looks: senders do not always say what it is."""
    try:
        if body.lstrip().startswith(b"{"):
            members = json_loads(body)
            return members if isinstance(members, dict) else {}
        return dict(parse_qsl(body.decode(errors="replace").strip(), max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}


def _plain(value: str | int | float) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "".join(char for char in text if char.isprintable())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often to poll."""

    fast: timedelta
    """While nothing proves that the device pushes."""
    relaxed: timedelta
    """While it does."""
    silence: timedelta | None = None
    """So long without a push counts as broken; None where nothing may happen for days."""


class PushState:
    """Whether pushes of one device are to be relied on.

    A push that really came proves it. A poll that fails, one that finds what a push should have
    told, and too long a silence disprove it until the next push.
    """

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        """Rely on nothing yet."""
        self._pace = pace
        self._clock = clock
        self._seen_at: float | None = None
        self._proven = False
        self.last_seen: datetime | None = None
        """When a push came, by Home Assistant's clock."""
        self.count = 0
        """Pushes since the start."""

    @property
    def proven(self) -> bool:
        """Tell whether pushes come."""
        silence = self._pace.silence
        return self._proven and (silence is None or self._age <= silence.total_seconds())

    @property
    def interval(self) -> timedelta:
        """Return how often to poll now."""
        return self._pace.relaxed if self.proven else self._pace.fast

    @property
    def _age(self) -> float:
        """Return the seconds since the last push."""
        return float("inf") if self._seen_at is None else self._clock() - self._seen_at

    def seen(self) -> None:
        """Note that a push of the device came."""
        self._seen_at, self.last_seen = self._clock(), dt_util.utcnow()
        self._proven = True
        self.count += 1

    def failed(self) -> None:
        """Note that the device did not answer, or that its pushes were switched off."""
        self._proven = False

    def missed(self) -> None:
        """Note that a poll found what pushes tell; fine if one came since the poll before."""
        if self._age > self._pace.relaxed.total_seconds():
            self._proven = False
