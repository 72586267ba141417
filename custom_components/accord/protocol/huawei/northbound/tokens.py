"""The one valid token of an application: renewed ahead of time, by one caller for all.

Every login makes all earlier tokens of the application invalid (1.3.1), so two programs with the
same application take it away from each other for ever; that is noticed and ended.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import logging
import time

from ...errors import AccordError, BusyError, ConnectionFailedError
from .errors import SecondClientError
from .models.access import Token

AHEAD = 300.0
"""Seconds before its end at which a token is renewed."""
REFRESH_LIFE = 29 * 86_400.0
"""Seconds that a refresh token is believed in; the document says one month."""
YOUNG = 60.0
"""A token with more seconds to live than this should not be refused."""
MOST_LOSSES = 3
WITHIN = 600.0
"""More losses than that within so many seconds are the work of another program."""
STAY_AWAY = 300.0
"""Seconds for which we leave the other program alone then."""

_LOGGER = logging.getLogger(__name__)

type Login = Callable[[], Awaitable[Token]]
type Refresh = Callable[[str], Awaitable[Token]]


@dataclass(frozen=True, slots=True)
class Held:
    """A token with the time of its arrival."""

    token: Token
    since: float
    number: int
    """Which one it is, counted from 1."""

    def left(self, now: float) -> float:
        """Return how many seconds it has to live."""
        return self.since + self.token.expires_in - now


@dataclass(slots=True)
class _Losses:
    moments: deque[float] = field(default_factory=deque)
    away_until: float = 0.0


class TokenKeeper:
    """Tokens live here, in memory only. ``monotonic`` is for tests."""

    def __init__(
        self,
        login: Login,
        refresh: Refresh,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without a token."""
        self._login = login
        self._refresh = refresh
        self._monotonic = monotonic
        self._lock = asyncio.Lock()
        self._held: Held | None = None
        self._losses = _Losses()
        self._number = 0

    @property
    def age(self) -> float | None:
        """Return how many seconds ago the token came; None without one."""
        return None if self._held is None else self._monotonic() - self._held.since

    async def current(self) -> Held:
        """Return a token that will live for a while; all who wait share one renewal.

        Raises SecondClientError while we stay away, else what login raises.
        """
        self._check_away()
        held = self._held
        if held is not None and held.left(self._monotonic()) >= self._ahead(held):
            return held
        async with self._lock:
            self._check_away()
            held = self._held
            if held is not None and held.left(self._monotonic()) >= self._ahead(held):
                return held
            return await self._renew(held)

    async def replaced(self, refused: Held) -> Held:
        """Return the token to be used after ``refused`` was refused.

        That is the one which came meanwhile, else a new one. Raises as ``current``.
        """
        async with self._lock:
            held = self._held
            if held is not None and held.number != refused.number:
                return held
            self._lost(refused)
            return await self._renew(held)

    async def renew_now(self) -> Token:
        """Log in whatever there is, and keep the token."""
        async with self._lock:
            return self.keep(await self._login()).token

    async def refresh_now(self) -> Token:
        """Renew by the refresh token, without one by login."""
        async with self._lock:
            if self._held is None or not self._held.token.refresh_token:
                return self.keep(await self._login()).token
            return self.keep(await self._refresh(self._held.token.refresh_token)).token

    def keep(self, token: Token) -> Held:
        """Take a token over."""
        self._number += 1
        self._held = Held(token, self._monotonic(), self._number)
        return self._held

    async def _renew(self, held: Held | None) -> Held:
        """Renew by the refresh token; login where that fails for another reason than the network."""
        if held is not None and self._refreshable(held):
            try:
                return self.keep(await self._refresh(held.token.refresh_token))
            except ConnectionFailedError, BusyError:
                raise
            except AccordError as err:
                _LOGGER.debug("Token could not be refreshed (%s), logging in", err.code)
        return self.keep(await self._login())

    def _refreshable(self, held: Held) -> bool:
        young = self._monotonic() - held.since < REFRESH_LIFE
        return young and bool(held.token.refresh_token)

    def _ahead(self, held: Held) -> float:
        return min(AHEAD, held.token.expires_in / 2)

    def _lost(self, refused: Held) -> None:
        """Count a token that was refused too early. Raises SecondClientError for too many."""
        now = self._monotonic()
        if refused.left(now) <= YOUNG:
            return
        moments = self._losses.moments
        moments.append(now)
        while moments[0] <= now - WITHIN:
            moments.popleft()
        if len(moments) > MOST_LOSSES:
            moments.clear()
            self._losses.away_until = now + STAY_AWAY
            self._held = None
            self._check_away()

    def _check_away(self) -> None:
        left = self._losses.away_until - self._monotonic()
        if left > 0:
            raise SecondClientError(retry_after=left)
