"""Relays and the doors behind them. Source: HTTP API Manual, "Relay"; real units."""

import asyncio
from dataclasses import dataclass

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

    async def pulse(
        self, relay: str, seconds: int | None = None, *, inverted: bool | None = None
    ) -> RelayOutcome:
        """Open for some seconds, without ``seconds`` for the relay's own hold time.

        A relay that stays where it is put is left open. ``inverted`` is whether the state means
        the opposite, by default what the unit's settings say. Returns what the state said soon
        afterwards. Where the answer was lost, the state decides: without an open door the error
        is raised, with ``outcome_unknown``.
        """
        relay_number(relay)
        if seconds is not None and not 1 <= seconds <= LONGEST_TRIGGER:
            raise InvalidError(f"parameter seconds must be from 1 to {LONGEST_TRIGGER}")
        async with self._tasks:
            known = await self._known(relay)
            contact = _Contact(relay, bool(known.inverted if inverted is None else inverted))
            # A toggle would lock the door that is open already.
            if known.stays and await self._is_open(contact):
                return contact.outcome(True, as_wanted=True)
            for_ = seconds or known.hold_delay or DEFAULT_SECONDS
            level = int(known.inverted or False)
            now = await self._command(contact, TriggerMode.AUTO_CLOSE, level, for_, True)
        return contact.outcome(
            now,
            as_wanted=now is not False or bool(known.trigger_delay),
            seconds=None if known.stays else for_,
            delay=known.trigger_delay or 0,
        )

    async def hold(self, relay: str, *, inverted: bool | None = None) -> RelayOutcome:
        """Open and stay so. Raises ConflictError where the relay returns by itself.

        Where the settings do not tell whether it does, the manual's way to stay comes first: a
        relay that returns would only open for its time by the other.
        """
        relay_number(relay)
        async with self._tasks:
            known = await self._known(relay)
            if known.stays is False:
                raise ConflictError(f"relay {relay} returns by itself")
            contact = _Contact(relay, bool(known.inverted if inverted is None else inverted))
            now = await self._is_open(contact)
            for mode, level in self._ways_to_hold(known):
                if now is False:
                    now = await self._command(contact, mode, level, 0, True)
                    if now and mode is TriggerMode.MANUAL:
                        self._held_by_level.add(relay)
        return contact.outcome(now, as_wanted=now is True)

    def _ways_to_hold(self, known: Relay) -> tuple[tuple[TriggerMode, int], ...]:
        toggle, stay = (TriggerMode.AUTO_CLOSE, 0), (TriggerMode.MANUAL, 1)
        if known.letter in self._held_by_level:
            return (stay,)
        return (toggle, stay) if known.stays else (stay, toggle)

    async def release(self, relay: str, *, inverted: bool | None = None) -> RelayOutcome:
        """Lock, by returning the relay to rest; nothing is sent where the door is locked."""
        relay_number(relay)
        async with self._tasks:
            known = await self._known(relay)
            contact = _Contact(relay, bool(known.inverted if inverted is None else inverted))
            now = await self._is_open(contact)
            if now is not False:
                now = await self._command(contact, TriggerMode.MANUAL, 0, 0, False)
            # A toggle would open the door again where the relay returns by itself.
            if now and known.stays:
                now = await self._command(contact, TriggerMode.AUTO_CLOSE, 0, 0, False)
        return contact.outcome(now, as_wanted=now is False)

    async def _command(
        self, contact: _Contact, mode: TriggerMode, level: int, delay: int, wanted: bool
    ) -> bool | None:
        """Send a trigger and tell whether it is open afterwards, None where nothing tells.

        An answer that was lost does no harm where the state is the ``wanted`` one.
        """
        lost: AccordError | None = None
        try:
            await self.trigger(contact.relay, mode, level, delay)
        except AccordError as err:
            if not err.outcome_unknown:
                raise
            lost = err
        await self._session.pacing.sleep(READ_BACK_AFTER)
        try:
            now = await self._is_open(contact)
        except AccordError:
            now = None
        if lost is not None and now is not wanted:
            raise lost
        return now

    async def _is_open(self, contact: _Contact) -> bool | None:
        switched = (await self.status()).switched.get(contact.relay)
        return None if switched is None else switched is not contact.inverted

    async def _known(self, relay: str) -> Relay:
        """Return a relay's settings; a door has to open without them too."""
        try:
            settings = self._settings or await self.get()
        except ConnectionFailedError:
            raise
        except AccordError:
            settings = RelaySettings()
        return settings.relays.get(relay) or Relay(letter=relay)


@dataclass(frozen=True, slots=True)
class _Contact:
    """A relay, and whether it counts as switched while the door is locked."""

    relay: str
    inverted: bool

    def outcome(
        self, opened: bool | None, *, as_wanted: bool, seconds: int | None = None, delay: int = 0
    ) -> RelayOutcome:
        return RelayOutcome(
            relay=self.relay,
            switched=None if opened is None else opened is not self.inverted,
            as_wanted=as_wanted,
            seconds=seconds,
            delay=delay,
        )
