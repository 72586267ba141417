"""Events of a station: asked for again before they end, and after every interruption.

Source: LifeSmart's base document, ``cfg`` ``notify``: a station sends events for 300 s. Each
renewal also tells the station's time.
"""

import asyncio
from collections.abc import Callable, Mapping
import math
import time
from typing import Any

from ..errors import AccordError
from .events import StationEvent, parse_event
from .session import StationSession

EXPIRY = 300.0
INTERVAL = 120.0
FIRST_RETRY, LONGEST_RETRY = 5.0, 300.0


class Subscription:
    """Keeps events coming while ``run`` runs."""

    def __init__(
        self,
        session: StationSession,
        on_event: Callable[[StationEvent], None],
        *,
        on_state: Callable[[bool], None] = lambda _: None,
        interval: float = INTERVAL,
        first_retry: float = FIRST_RETRY,
        longest_retry: float = LONGEST_RETRY,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Call ``on_event`` for each event that names a device.

        ``on_state`` hears whether the station takes the subscription, when that changes: after
        True whatever happened meanwhile has to be read. Times in seconds.
        """
        self._session = session
        self._on_event = on_event
        self._on_state = on_state
        self._interval = interval
        self._retries = (first_retry, longest_retry)
        self._monotonic = monotonic
        self._wake = asyncio.Event()
        self._renewed = -math.inf
        self._heard = -math.inf
        self._state: bool | None = None
        self._station = ""
        self.error: AccordError | None = None
        """Why the station does not take the subscription; None while it does."""
        self._refused: float | None = None
        """Since when."""

    @property
    def active(self) -> bool:
        """Tell whether the station sends events, as far as we know."""
        return self._monotonic() - self._renewed < EXPIRY

    @property
    def silence(self) -> float:
        """Return the seconds since the last event; infinite if there was none."""
        return self._monotonic() - self._heard

    @property
    def refused_for(self) -> float:
        """Return the seconds since which the station takes no subscription; 0 while it does."""
        return 0.0 if self._refused is None else self._monotonic() - self._refused

    def renew_soon(self) -> None:
        """Renew now: the station restarted or was silent."""
        self._wake.set()

    async def run(self) -> None:
        """Renew until cancelled; errors of the station are tried again, ever more seldom."""
        stop = self._session.port.listen(self._session.host, self._receive)
        first, longest = self._retries
        delay = first
        try:
            while True:
                self._wake.clear()
                if await self._renew():
                    delay = first
                    await self._pause(self._interval)
                else:
                    await self._pause(delay)
                    delay = min(2 * delay, longest)
        finally:
            stop()

    async def _renew(self) -> bool:
        try:
            await self._session.register()
        except AccordError as err:
            self.error = err
            if self._refused is None:
                self._refused = self._monotonic()
        else:
            self.error = self._refused = None
            self._renewed = self._monotonic()
        taken = self.error is None
        if taken is not self._state:
            self._state = taken
            self._on_state(taken)
        return taken

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return

    def _receive(self, body: Mapping[str, Any]) -> None:
        event = parse_event(body)
        self._heard = self._monotonic()
        if event.station and event.station != self._station:
            if self._station:
                # Another station at the address, or one that was set up anew.
                self.renew_soon()
            self._station = event.station
        if event.changed or event.added or event.removed:
            self._on_event(event)
