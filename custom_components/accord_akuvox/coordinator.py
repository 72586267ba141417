"""Polls one Akuvox unit: relays, inputs and the door log often, all else at its row's pace."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

from ..accord.coordinator import AccordCoordinator
from ..accord.protocol.akuvox import (
    AkuvoxClient,
    AkuvoxPoll,
    Capabilities,
    RelayOutcome,
    RelaySettings,
    SystemInfo,
    WrongUnitError,
)
from ..accord.protocol.errors import AccordError
from ..accord.pushes import Pace, PushState
from ..accord.readings import Reader, Values
from .access import AccessFeed
from .const import CONF_CAPABILITIES, CONF_CLOSE_EACH, CONF_INVERTED, DOMAIN
from .installation import Installation
from .readings import INFO, READINGS, RELAYS, AkuvoxReading

FAST = timedelta(seconds=10)
RELAXED = timedelta(seconds=60)
SETTLED = 1.0
"""Seconds after a relay's time until it is looked at again."""


NOTHING_READ = AkuvoxPoll()
NO_CAPABILITIES = Capabilities(firmware="")


@dataclass(frozen=True, slots=True)
class AkuvoxState:
    """Everything known about one unit."""

    info: SystemInfo
    poll: AkuvoxPoll = NOTHING_READ
    capabilities: Capabilities = NO_CAPABILITIES
    values: Values = field(default_factory=dict)
    inverted: frozenset[str] = frozenset()
    """Letters of relays that count as switched while the door is locked."""

    def get[T](self, reading: AkuvoxReading[T]) -> T | None:
        """Return what was read last; None for what the unit cannot tell."""
        return self.values.get((reading.key, None))

    def with_value[T](self, reading: AkuvoxReading[T], value: T) -> AkuvoxState:
        """Return the state after something that is read seldom was read."""
        return replace(self, values={**self.values, (reading.key, None): value})

    def opened(self, letter: str) -> bool | None:
        """Tell whether a relay lets people in; None for one that is not there."""
        switched = self.poll.relays.get(letter)
        return None if switched is None else switched is not (letter in self.inverted)

    def with_opened(self, letter: str, opened: bool) -> AkuvoxState:
        """Return the state after a relay opened or locked."""
        return self.with_relay(letter, opened is not (letter in self.inverted))

    def with_relay(self, letter: str, switched: bool | None) -> AkuvoxState:
        """Return the state after a command."""
        if switched is None:
            return self
        relays: Mapping[str, bool] = {**self.poll.relays, letter: switched}
        return replace(self, poll=replace(self.poll, relays=relays))


class AkuvoxCoordinator(AccordCoordinator[AkuvoxState]):
    """Keeps one unit's state; all entities read from it."""

    config_entry: AkuvoxConfigEntry

    def __init__(
        self, hass: HomeAssistant, entry: AkuvoxConfigEntry, client: AkuvoxClient, feed: AccessFeed
    ) -> None:
        """Poll through ``client``; what was found out about this firmware is not asked again."""
        pushes = PushState(Pace(fast=FAST, relaxed=RELAXED))
        super().__init__(hass, entry, interval=FAST, pushes=pushes)
        self.client = client
        self.feed = feed
        self.installation = Installation()
        self.on_outcome: Callable[[BaseException | None], None] = lambda err: None
        """Told after each poll what went wrong, None for nothing."""
        self._reader = Reader(client)
        self._info: SystemInfo | None = None
        self._looks: list[CALLBACK_TYPE] = []
        self._over = False
        """A command may come to its end after the entry was unloaded."""
        if stored := entry.data.get(CONF_CAPABILITIES):
            client.status.restore(Capabilities.from_dict(stored))

    @override
    async def _async_update_data(self) -> AkuvoxState:
        try:
            data = await super()._async_update_data()
        except HomeAssistantError as err:
            self.on_outcome(err.__cause__)
            raise
        self.on_outcome(None)
        self._watch_open_doors(data)
        return data

    @override
    async def _async_fetch(self) -> AkuvoxState:
        if self._info is None or not self.last_update_success:
            await self._async_identify()
        assert self._info is not None
        poll = await self.client.status.poll(call=False)
        has = self.client.status.capabilities or await self.client.status.probe(self._info)
        await self.feed.async_read(self.client, has)
        values = await self._reader.async_read(
            (reading, None) for reading in READINGS if reading.capability in has
        )
        self._async_remember(has)
        inverted = self._inverted(values.get((RELAYS.key, None)))
        state = AkuvoxState(self._info, poll, has, values, inverted)
        info = state.get(INFO) or self._info
        if (info.mac, info.firmware) != (self._info.mac, self._info.firmware):
            # It restarted between two polls, or is another one: found out with the next.
            self._info = None
        return state

    def _inverted(self, settings: RelaySettings | None) -> frozenset[str]:
        """Return which relays mean the opposite: the user's word counts, else the unit's."""
        if (chosen := self.config_entry.options.get(CONF_INVERTED)) is not None:
            return frozenset(chosen)
        relays = {} if settings is None else settings.relays
        return frozenset(letter for letter, one in relays.items() if one.inverted)

    @callback
    def _watch_open_doors(self, state: AkuvoxState) -> None:
        """Look again when a door that just opened falls back: not every unit reports that."""
        known: AkuvoxState | None = self.data
        settings = state.get(RELAYS)
        if known is None or settings is None:
            return
        for letter, one in settings.relays.items():
            falls_back = not one.stays and one.hold_delay is not None
            if falls_back and state.opened(letter) and not known.opened(letter):
                self._look_in((one.hold_delay or 0) + SETTLED)

    @override
    def _told_by_pushes(self, data: AkuvoxState) -> object:
        return data.poll.relays

    async def _async_identify(self) -> None:
        """Look who answers: another unit at the address must not get our commands.

        Raises WrongUnitError.
        """
        info = await self.client.system.info()
        if info.mac != self.config_entry.unique_id:
            raise WrongUnitError(str(self.config_entry.unique_id), info.mac)
        self._info = info
        self._reader.note(INFO, None, info)
        await self.client.status.probe(info)

    @callback
    def _async_remember(self, has: Capabilities) -> None:
        """Store what was found out; another firmware may bring other entities."""
        entry = self.config_entry
        known = entry.data.get(CONF_CAPABILITIES)
        data = {**entry.data, CONF_CAPABILITIES: has.to_dict()}
        if self.client.close_each:
            data[CONF_CLOSE_EACH] = True
        if data == entry.data:
            return
        self.hass.config_entries.async_update_entry(entry, data=data)
        if known is not None and known != has.to_dict() and self.data is not None:
            self.hass.config_entries.async_schedule_reload(entry.entry_id)

    async def async_change[T](
        self,
        command: Awaitable[T],
        *readings: AkuvoxReading[Any],
        change: Callable[[AkuvoxState, T], AkuvoxState] | None = None,
    ) -> T:
        """Carry out a command like ``async_command``, and read ``readings`` back too."""

        async def carried_out() -> T:
            try:
                return await command
            finally:
                for reading in readings:
                    self.read_again(reading)

        return await self.async_command(carried_out(), change=change)

    async def async_set[T](self, command: Awaitable[object], reading: AkuvoxReading[T]) -> None:
        """Carry out a command like ``async_command``, and show at once what it made of ``reading``.

        What cannot be read now is read with the next poll.
        """

        async def carried_out() -> T | None:
            value: T | None = None
            try:
                await command
                with suppress(AccordError):
                    value = await reading.read_fn(self.client, None)
            finally:
                if value is None:
                    self.read_again(reading)
                else:
                    self._reader.note(reading, None, value)
            return value

        def change(state: AkuvoxState, value: T | None) -> AkuvoxState:
            return state if value is None else state.with_value(reading, value)

        await self.async_command(carried_out(), change=change)

    @callback
    def read_again(self, reading: AkuvoxReading[Any]) -> None:
        """Read it with the next poll."""
        self._reader.reset(reading, None)

    async def async_move(self, letter: str, command: Awaitable[RelayOutcome]) -> None:
        """Switch a relay, show what it did, and look again when that changes by itself.

        Raises HomeAssistantError, also where the relay did not do what the unit said yes to.
        """
        outcome = await self.async_command(
            command, change=lambda state, found: state.with_relay(letter, found.switched)
        )
        if outcome.delay:
            self._look_in(outcome.delay + SETTLED)
        if outcome.seconds is not None:
            self._look_in(outcome.delay + outcome.seconds + SETTLED)
        if not outcome.as_wanted:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="relay_did_not_move",
                translation_placeholders={"name": self.name},
            )

    @callback
    def _look_in(self, seconds: float) -> None:
        """Read the unit once when some seconds have passed."""
        if self._over:
            return

        async def look(_: object) -> None:
            self._looks.remove(cancel)
            await self.async_request_refresh()

        cancel = async_call_later(self.hass, seconds, look)
        self._looks.append(cancel)

    @override
    async def async_shutdown(self) -> None:
        """Look no more."""
        self._over = True
        for cancel in self._looks:
            cancel()
        self._looks.clear()
        await super().async_shutdown()


@dataclass(frozen=True, slots=True)
class AkuvoxData:
    """What a loaded entry holds."""

    coordinator: AkuvoxCoordinator
    device_id: str


type AkuvoxConfigEntry = ConfigEntry[AkuvoxData]
type StateFunction[T] = Callable[[AkuvoxState], T]
