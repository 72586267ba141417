"""Who came in, who called, who rang: one stream without doubles, which survives restarts.

Accesses and calls come from the unit's logs; a push only hurries the reading of them. Where a
unit keeps no log, the push itself is told. What is in no log, such as alarms, comes by push only.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ..accord.protocol.akuvox import (
    AccessMethod,
    AkuvoxClient,
    CallRecord,
    CallType,
    Capabilities,
    DoorRecord,
    LogCursor,
)
from ..accord.protocol.akuvox.cursor import LogRow
from ..accord.protocol.errors import AccordError, AuthenticationError, ConnectionFailedError
from .const import DOMAIN

PAGE = 10
MOST_PAGES = 100
"""Pages read to catch up: as many as logs hold, a thousand rows."""

CALLS_EVERY = 30.0
"""Seconds."""

HEARD = 600.0
"""Seconds after a push about a call in which its rows may come into the log."""

OWN_CALL = 15.0
"""Seconds after a call of ours in which the unit reports it."""

CALL_STARTED = "call_started"
CALL_ENDED = "call_ended"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody was let in, or not."""

    granted: bool
    method: AccessMethod
    name: str | None = None
    relay: str = ""
    user_id: str = ""
    unit_time: datetime | None = None
    """By the unit's clock, without a zone."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a unit said by itself: an event's name, as ``ActionEvent`` has it."""

    event: str
    letter: str = ""
    """Which relay or input."""


class Stream[T]:
    """Tells listeners; what came before the first of them, they are told when they come.

    The first reading of a unit ends before its entities are there: nothing is lost by that.
    """

    def __init__(self) -> None:
        """Have nobody to tell yet."""
        self._listeners: list[Callable[[T], None]] = []
        self._early: deque[T] = deque(maxlen=MOST_PAGES * PAGE)
        self.last: T | None = None

    @callback
    def listen(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call ``listener`` for everything that comes; return what ends that."""
        for one in tuple(self._early):
            listener(one)
        return self.listen_from_now(listener)

    @callback
    def listen_from_now(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call ``listener`` for what comes later; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def tell(self, one: T) -> None:
        """Tell all listeners."""
        self.last = one
        if not self._listeners:
            self._early.append(one)
        for listener in tuple(self._listeners):
            listener(one)

    @callback
    def settle(self) -> None:
        """Forget what came early once somebody has heard it."""
        if self._listeners:
            self._early.clear()


class _Bell:
    """Tells which calls are rings: each is one, whether a push or the log says so first."""

    def __init__(self) -> None:
        """Have heard nothing."""
        self._own_at: float | None = None
        self._heard_at: float | None = None

    def note_own_call(self) -> None:
        """Note a call of ours."""
        self._own_at = self._heard_at = monotonic()

    def pushed(self, event: str) -> bool:
        """Tell whether a push is a ring. The rows of its call are none then."""
        if event not in (CALL_STARTED, CALL_ENDED):
            return False
        own_at = self._own_at
        self._heard_at = monotonic()
        if event == CALL_ENDED:
            return False
        self._own_at = None
        return own_at is None or _age(own_at) > OWN_CALL

    def logged(self) -> bool:
        """Tell whether a row about a call is a ring: nobody heard of the call before."""
        return self._heard_at is None or _age(self._heard_at) > HEARD


class AccessFeed:
    """Reads the newest pages of both logs and tells listeners what is new in them, once.

    Where it stands is stored before anybody is told: after a restart nothing comes twice, and
    what happened meanwhile comes then.
    """

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Belong to an entry."""
        self._store: Store[dict[str, Any]] = Store(
            hass, _VERSION, f"{DOMAIN}.{entry_id}", private=True
        )
        self._doors: LogCursor[DoorRecord] = LogCursor()
        self._calls: LogCursor[CallRecord] = LogCursor()
        self._stored: dict[str, Any] = {}
        self._calls_at: float | None = None
        self._calls_fresh_until = 0.0
        self._bell = _Bell()
        self.accesses: Stream[Access] = Stream()
        self.calls: Stream[CallRecord] = Stream()
        self.rings: Stream[Sign] = Stream()
        self.signs: Stream[Sign] = Stream()
        self.moved = 0
        """Rows of the door log that were told since the start."""

    @property
    def last_access(self) -> Access | None:
        """Return who came last."""
        return self.accesses.last

    @property
    def last_call(self) -> CallRecord | None:
        """Return the last call."""
        return self.calls.last

    async def async_load(self) -> None:
        """Go on where the last run ended."""
        self._stored = await self._store.async_load() or {}
        self._doors = LogCursor.from_dict(self._stored.get("doors"))
        self._calls = LogCursor.from_dict(self._stored.get("calls"))

    async def async_remove(self) -> None:
        """Forget everything: the entry is gone."""
        await self._store.async_remove()

    @callback
    def listen(self, listener: Callable[[Access], None]) -> Callable[[], None]:
        """Call ``listener`` for everybody who comes; return what ends that."""
        return self.accesses.listen(listener)

    @callback
    def listen_to_calls(self, listener: Callable[[CallRecord], None]) -> Callable[[], None]:
        """Call ``listener`` for each call; return what ends that."""
        return self.calls.listen(listener)

    @callback
    def read_calls_soon(self) -> None:
        """Read the log of calls with the next poll."""
        self._calls_at = None

    @callback
    def note_own_call(self) -> None:
        """Note that we had the unit call somebody: that is nobody at the door."""
        self._bell.note_own_call()

    @callback
    def tell_sign(self, sign: Sign) -> None:
        """Take over what a push said."""
        if self._bell.pushed(sign.event):
            self.rings.tell(sign)
        self.signs.tell(sign)

    @callback
    def tell(self, access: Access) -> None:
        """Take over an access that is in no log."""
        self.accesses.tell(access)

    async def async_read(self, client: AkuvoxClient, has: Capabilities) -> None:
        """Read what is new and tell it. Raises what means that the unit is out of reach."""
        for stream in (self.accesses, self.calls, self.rings, self.signs):
            stream.settle()
        if "doorlog/get" in has:
            rows = await _read_new(self._doors, client.doorlog.get)
            await self._async_save()
            self.moved += len(rows)
            for row in rows:
                self.accesses.tell(access_of(row))
        if "calllog/get" in has or "callog/get" in has:
            await self._async_read_calls(client)

    async def _async_read_calls(self, client: AkuvoxClient) -> None:
        if self._calls_at is not None and _age(self._calls_at) < CALLS_EVERY:
            return
        new = await _read_new(self._calls, lambda page: client.calllog.get(page=page))
        await self._async_save()
        now = monotonic()
        fresh, self._calls_at = now < self._calls_fresh_until, now
        self._calls_fresh_until = now + 3 * CALLS_EVERY
        for row in new:
            self.calls.tell(row)
            # Nobody is to be called to the door for a ring of hours ago.
            if row.type is CallType.DIALED and fresh and self._bell.logged():
                self.rings.tell(Sign(CALL_STARTED))

    async def _async_save(self) -> None:
        """Store where both logs stand, if that changed."""
        data = {"doors": self._doors.to_dict(), "calls": self._calls.to_dict()}
        if data != self._stored:
            await self._store.async_save(data)
            self._stored = data


async def _read_new[RowT: LogRow](
    cursor: LogCursor[RowT], read: Callable[[int], Awaitable[Sequence[RowT]]]
) -> Sequence[RowT]:
    """Return what is new in a log, the oldest first; nothing where it cannot be read now.

    Raises ConnectionFailedError and AuthenticationError; the mark stays, so nothing is lost.
    """
    try:
        rows = list(await read(1))
        page = 1
        while len(rows) == PAGE * page and page < MOST_PAGES and cursor.missed(rows):
            page += 1
            more = await read(page)
            if not more or more[0].raw == rows[0].raw:
                # The end; or a unit that knows no pages and begins again.
                break
            rows += more
    except ConnectionFailedError, AuthenticationError:
        raise
    except AccordError:
        return ()
    return cursor.take(rows)


def access_of(record: DoorRecord) -> Access:
    """Return what may be known of a row: neither its code nor its card."""
    name = None if record.code and record.name == record.code else record.name
    return Access(record.granted, record.method, name, record.relay, record.user_id, record.at)


def _age(moment: float) -> float:
    return monotonic() - moment
