"""Keeps one station's devices: read seldom as a whole, kept up to date by what it tells."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..accord.coordinator import AccordCoordinator
from ..accord.protocol.errors import AccordError
from ..accord.protocol.lifesmart import (
    Device,
    Devices,
    EpSet,
    LifeSmartClient,
    StationEvent,
    Subscription,
    apply_event,
    number_of,
)
from ..accord.protocol.lifesmart.catalog import features_of
from ..accord.protocol.lifesmart.classes.feature import Feature
from ..accord.protocol.lifesmart.models.command import Command
from ..accord.readings import Reader, Values
from .const import CONF_DIALECT, CONF_INVERTED, CONF_NAMES, CONF_POLL
from .learned import LearnedCodes
from .readings import LOCK_USERS, READINGS, LifeSmartReading

POLL = 300
"""Seconds between two readings of everything; events tell what happens meanwhile."""
POLL_DEAF = timedelta(seconds=60)
"""While the station sends no events."""
FLUSH = 0.05
"""Seconds in which changes of a storm of events are shown together."""

type Changed = Callable[[Device, Mapping[str, Any]], None]
type Mark = tuple[Hashable, ...]


def mark_of(me: str, feature: Feature) -> Mark:
    """Return what tells features of all devices apart, also those of one that is set up anew."""
    ios = tuple(sorted(feature.names.items()))
    return me, feature.kind, feature.id, ios, feature.options, feature.presets


@dataclass(frozen=True, slots=True)
class StationState:
    """Everything known about a station and the devices behind it."""

    devices: Mapping[str, Device] = field(default_factory=dict)
    """By their ``me``."""
    values: Values = field(default_factory=dict)

    def get[T](self, reading: LifeSmartReading[T], part: str | None = None) -> T | None:
        """Return what was read last; None for what the station cannot tell."""
        return self.values.get((reading.key, part))

    def with_sets(self, sets: Iterable[EpSet]) -> StationState:
        """Return the state as it will be once devices obeyed."""
        sets = list(sets)
        named = {one.me for one in sets}
        devices = {
            me: device.assumed(sets) if me in named else device
            for me, device in self.devices.items()
        }
        return replace(self, devices=devices)

    def with_events(self, events: Iterable[StationEvent]) -> StationState:
        """Return the state after what the station told."""
        devices = self.devices
        for event in events:
            devices = apply_event(devices, event).devices
        return replace(self, devices=devices)

    def with_value[T](
        self, reading: LifeSmartReading[T], value: T, part: str | None = None
    ) -> StationState:
        """Return the state after something that is read seldom was set."""
        return replace(self, values={**self.values, (reading.key, part): value})


class LifeSmartCoordinator(AccordCoordinator[StationState]):
    """Keeps one station's state; all entities of its devices read from it."""

    config_entry: LifeSmartConfigEntry

    def __init__(
        self, hass: HomeAssistant, entry: LifeSmartConfigEntry, client: LifeSmartClient
    ) -> None:
        """Read through ``client``."""
        seconds = int(entry.options.get(CONF_POLL, POLL))
        super().__init__(hass, entry, interval=timedelta(seconds=seconds))
        self.client = client
        self.subscription = Subscription(
            client.session, self._on_event, on_state=self._on_subscribed
        )
        self._interval = timedelta(seconds=seconds)
        self._inverted = frozenset(entry.options.get(CONF_INVERTED, ()))
        self._reader = Reader(client)
        self._listeners_of: dict[str, list[Changed]] = {}
        self._added: list[Callable[[], None]] = []
        self.on_read: Callable[[], None] = lambda: None
        """Called after each reading, also one that failed, and when events begin or end."""
        self.failure: AccordError | None = None
        """Of the last reading; None if it went well."""
        self._latest: Devices = {}
        """Devices after the events that wait."""
        self._waiting: list[StationEvent] = []
        """Events that are not shown yet."""
        self._cancel_flush: CALLBACK_TYPE | None = None
        entry.async_on_unload(self._stop)
        self._meanwhile: list[StationEvent] | None = None
        """Events since the reading that runs now began; None while none runs."""
        self._known: frozenset[Mark] = frozenset()
        self._features: dict[str, tuple[Device, tuple[Feature, ...]]] = {}
        """Of each device as it was when somebody asked last: most stay as they are."""

    @override
    async def _async_fetch(self) -> StationState:
        self._meanwhile = []
        try:
            devices = {device.me: device for device in await self.client.ep.list()}
            values = await self._reader.async_read(
                (reading, part) for reading in READINGS for part in reading.parts_fn(devices)
            )
            state = StationState(devices, values).with_events(self._meanwhile)
        except AccordError as err:
            self.failure = err
            self.hass.loop.call_soon(self.on_read)
            raise
        finally:
            self._meanwhile = None
        if self.failure is not None:
            # Whoever was silent may have restarted, and forgotten whom to tell.
            self.failure = None
            self.subscription.renew_soon()
        self._async_remember()
        self.hass.loop.call_soon(self._tell_read)
        return state

    @callback
    def _tell_read(self) -> None:
        """Look at what was read, also when nothing of it is new."""
        self._look_for_new()
        self.on_read()

    @property
    def _known_state(self) -> StationState | None:
        """Return the state, None before the first reading."""
        return self.data

    @callback
    def _async_remember(self) -> None:
        """Store what the station was found to want, so that it is spoken to well at once."""
        entry = self.config_entry
        found = self.client.dialect.as_dict()
        if found != entry.data.get(CONF_DIALECT):
            self.hass.config_entries.async_update_entry(
                entry, data={**entry.data, CONF_DIALECT: found}
            )

    # --- What the station tells ----------------------------------------------------------------

    @callback
    def _on_event(self, event: StationEvent) -> None:
        """Take a NOTIFY over: each change is told at once, the state a moment later."""
        if self._meanwhile is not None:
            self._meanwhile.append(event)
        if self._known_state is None:
            return
        if not self._waiting:
            self._latest = self.data.devices
            self._cancel_flush = async_call_later(self.hass, FLUSH, self._async_flush)
        self._waiting.append(event)
        self._tell(event)
        applied = apply_event(self._latest, event)
        self._latest = applied.devices
        if applied.needs_read:
            self.config_entry.async_create_background_task(
                self.hass, self.async_request_refresh(), f"{self.name}: new devices"
            )

    def _tell(self, event: StationEvent) -> None:
        """Show each change to those who listen, as the device is right after it."""
        seen: dict[str, Device] = {}
        for change in event.changed:
            me = change["me"]
            device = seen.get(me) or self._latest.get(me)
            if device is None or not (listeners := self._listeners_of.get(me)):
                continue
            seen[me] = device.merged(change)
            for listener in tuple(listeners):
                listener(seen[me], change)

    @callback
    def _stop(self) -> None:
        """Show nothing any more."""
        if self._cancel_flush is not None:
            self._cancel_flush()

    @callback
    def _async_flush(self, _: object = None) -> None:
        """Show what came; the poll is not postponed by it."""
        events, self._waiting = self._waiting, []
        if self.last_update_success:
            self.data = self.data.with_events(events)
            self.async_update_listeners()
            self._look_for_new()

    @callback
    def _on_subscribed(self, taken: bool) -> None:
        """Poll by need, and read what happened while no events came."""
        self.update_interval = self._interval if taken else min(POLL_DEAF, self._interval)
        self.on_read()
        if taken and self._known_state is not None:
            self.config_entry.async_create_background_task(
                self.hass, self.async_request_refresh(), f"{self.name}: events again"
            )

    # --- Who listens ---------------------------------------------------------------------------

    @callback
    def listen(self, me: str, listener: Changed) -> Callable[[], None]:
        """Call ``listener`` for each change of a device, also of those that come together."""
        listeners = self._listeners_of.setdefault(me, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    @callback
    def listen_for_devices(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` when devices or their features came or went."""
        self._added.append(listener)
        return lambda: self._added.remove(listener)

    def features_of(self, device: Device) -> tuple[Feature, ...]:
        """Return what a device has, as its owner set it up."""
        known, features = self._features.get(device.me, (None, ()))
        if known is not device:
            features = features_of(device, inverted=device.me in self._inverted)
            self._features[device.me] = device, features
        return features

    def name_of_person(self, me: str, number: int) -> str | None:
        """Return what the owner calls a person at a lock, None where nobody gave a name.

        Ordinary locks keep names themselves, of which one has to be the only one of a number.
        """
        names: Mapping[str, str] = self.config_entry.options.get(CONF_NAMES, {})
        if name := names.get(f"{me}:{number}"):
            return name
        users = self.data.get(LOCK_USERS, me) or ()
        found = {user.name for user in users if user.name and number_of(user.id) == number}
        return found.pop() if len(found) == 1 else None

    @callback
    def async_name_person(self, me: str, number: int, name: str) -> None:
        """Remember what the owner calls a person at a lock; an empty name is forgotten."""
        entry, place = self.config_entry, f"{me}:{number}"
        names = {key: one for key, one in entry.options.get(CONF_NAMES, {}).items() if key != place}
        if name:
            names[place] = name
        self.hass.config_entries.async_update_entry(
            entry, options={**entry.options, CONF_NAMES: names}
        )

    @callback
    def _look_for_new(self) -> None:
        if (state := self._known_state) is None:
            return
        known = frozenset(
            mark_of(me, feature)
            for me, device in state.devices.items()
            for feature in self.features_of(device)
        )
        if known != self._known:
            self._known = known
            for listener in tuple(self._added):
                listener()

    # --- Commands ------------------------------------------------------------------------------

    async def async_write(self, me: str, feature: Feature, command: Command) -> None:
        """Have a device do something. Raises a translated HomeAssistantError."""
        device = self.data.devices[me]
        sets: list[EpSet] = []

        async def send() -> None:
            sets.extend(feature.write(device, command))
            await self.client.ep.set_many(sets, absolute=feature.is_absolute(command))

        await self.async_command(send(), change=lambda state, _: state.with_sets(sets))

    @callback
    def read_soon(self, *readings: LifeSmartReading[Any], part: str | None = None) -> None:
        """Read them with the next poll."""
        for reading in readings:
            self._reader.reset(reading, part)

    @callback
    def async_refresh_soon(self) -> None:
        """Read what is due, without waiting for it."""
        self.config_entry.async_create_background_task(
            self.hass, self.async_request_refresh(), f"{self.name}: read again"
        )

    async def async_change[T](
        self,
        command: Awaitable[T],
        *readings: LifeSmartReading[Any],
        part: str | None = None,
        change: Callable[[StationState, T], StationState] | None = None,
    ) -> T:
        """Carry out a command like ``async_command``, and read ``readings`` back with it."""
        self.read_soon(*readings, part=part)
        return await self.async_command(command, change=change)


@dataclass(frozen=True, slots=True)
class LifeSmartData:
    """What a loaded entry holds."""

    coordinator: LifeSmartCoordinator
    device_id: str
    """Of the station; the devices behind it hang on it."""
    learned: LearnedCodes


type LifeSmartConfigEntry = ConfigEntry[LifeSmartData]
