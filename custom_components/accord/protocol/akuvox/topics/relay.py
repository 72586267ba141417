"""Relays and the doors behind them. Source: HTTP API Manual, "Relay"; real units."""

import asyncio

from ...errors import AccordError, ConflictError, ConnectionFailedError, InvalidError
from ...operation import Effect, operation
from ..models.relay import (
    Relay,
    RelayChange,
    RelayOutcome,
    RelaySettings,
    RelayStatus,
    TriggerMode,
    relay_number,
)
from ..session import AkuvoxSession
from .settings import write_settings

READ_BACK_AFTER = 0.3
"""Seconds until the state shows what a trigger did."""
LONGEST_TRIGGER = 65_535
DEFAULT_SECONDS = 3
"""How long a relay stays switched whose own time is not known."""


class RelayTopic:
    """Relays by their letters.

    A trigger may undo the one before: none is ever repeated without reading the state.
    """

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._settings: RelaySettings | None = None
        self._tasks = asyncio.Lock()
        self._held_by_level: set[str] = set()

    @operation("relay/get", effect=Effect.SECRET)
    async def get(self) -> RelaySettings:
        """Return names, times, kinds, and the password of the old way to open."""
        self._settings = RelaySettings.from_wire(await self._session.read("relay", "get"))
        return self._settings

    @operation("relay/set", effect=Effect.WRITE)
    async def set(self, change: RelayChange) -> None:
        """Change settings, spelt as this firmware spells them.

        Raises InvalidError, UnsupportedError for what the firmware lacks, NotTakenError.
        """
        known = self._settings or await self.get()
        values = known.changed(change)
        self._settings = None
        found = await write_settings(self._session, "relay", values)
        self._settings = RelaySettings.from_wire(found)

    @operation("relay/status", effect=Effect.READ)
    async def status(self) -> RelayStatus:
        """Return which relays are switched."""
        return RelayStatus.from_wire(await self._session.read("relay", "status"))

    @operation("relay/trig", effect=Effect.PHYSICAL)
    async def trigger(self, relay: str, mode: TriggerMode, level: int, delay: int) -> None:
        """Switch a relay as the manual says; ``delay`` in seconds.

        ``level`` is the pair of contacts that closes: 0 normally open, 1 normally closed.
        """
        if level not in (0, 1):
            raise InvalidError("parameter level must be 0 or 1")
        if not 0 <= delay <= LONGEST_TRIGGER:
            raise InvalidError(f"parameter delay must be from 0 to {LONGEST_TRIGGER}")
        data = {"mode": int(mode), "num": relay_number(relay), "level": level, "delay": delay}
        await self._session.write("relay", "trig", data)

    async def pulse(self, relay: str, seconds: int | None = None) -> RelayOutcome:
        """Switch a relay for some seconds, without ``seconds`` for its own hold time.

        Returns what the state said soon afterwards. Where the answer was lost, the state
        decides: without a switched relay the error is raised, with ``outcome_unknown``.
        """
        relay_number(relay)
        if seconds is not None and not 1 <= seconds <= LONGEST_TRIGGER:
            raise InvalidError(f"parameter seconds must be from 1 to {LONGEST_TRIGGER}")
        async with self._tasks:
            known = await self._known(relay)
            for_ = seconds or known.hold_delay or DEFAULT_SECONDS
            level = int(known.inverted or False)
            now = await self._command(relay, TriggerMode.AUTO_CLOSE, level, for_, True)
        good = now is not False or bool(known.trigger_delay)
        return RelayOutcome(relay=relay, switched=now, as_wanted=good, seconds=for_)

    async def hold(self, relay: str) -> RelayOutcome:
        """Switch a relay and leave it so. Raises ConflictError where it returns by itself."""
        relay_number(relay)
        async with self._tasks:
            known = await self._known(relay)
            if known.stays is False:
                raise ConflictError(f"relay {relay} returns by itself")
            now = await self._state(relay)
            if now is False and relay not in self._held_by_level:
                now = await self._command(relay, TriggerMode.AUTO_CLOSE, 0, 0, True)
            if now is False:
                now = await self._command(relay, TriggerMode.MANUAL, 1, 0, True)
                if now:
                    self._held_by_level.add(relay)
        return RelayOutcome(relay=relay, switched=now, as_wanted=now is True)

    async def release(self, relay: str) -> RelayOutcome:
        """Return a relay to rest; nothing is sent where it rests already."""
        relay_number(relay)
        async with self._tasks:
            known = await self._known(relay)
            now = await self._state(relay)
            if now is not False:
                now = await self._command(relay, TriggerMode.MANUAL, 0, 0, False)
            # A toggle would open the door again where the relay returns by itself.
            if now and known.stays:
                now = await self._command(relay, TriggerMode.AUTO_CLOSE, 0, 0, False)
        return RelayOutcome(relay=relay, switched=now, as_wanted=now is False)

    async def _command(
        self, relay: str, mode: TriggerMode, level: int, delay: int, wanted: bool
    ) -> bool | None:
        """Send a trigger and return the state afterwards, None where it cannot be read.

        An answer that was lost does no harm where the state is the ``wanted`` one.
        """
        lost: AccordError | None = None
        try:
            await self.trigger(relay, mode, level, delay)
        except AccordError as err:
            if not err.outcome_unknown:
                raise
            lost = err
        await self._session.pacing.sleep(READ_BACK_AFTER)
        try:
            now = await self._state(relay)
        except AccordError:
            now = None
        if lost is not None and now is not wanted:
            raise lost
        return now

    async def _state(self, relay: str) -> bool | None:
        return (await self.status()).switched.get(relay)

    async def _known(self, relay: str) -> Relay:
        """Return a relay's settings; a door has to open without them too."""
        try:
            settings = self._settings or await self.get()
        except ConnectionFailedError:
            raise
        except AccordError:
            settings = RelaySettings()
        return settings.relays.get(relay) or Relay(letter=relay)
