"""What devices measure: each new uplink goes through its decoder once.

Entities are made of what is ``known`` of a device: everything that its payloads ever said since
its decoder was chosen, also what the newest payload leaves out. Another decoder begins anew;
entities of what it does not bring are unavailable, with their history, until they are removed by
hand.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.storage import Store

from ..accord.protocol.iotsquare import Received, Uplink
from ..accord.protocol.iotsquare.decoders import Kind, Measurement, Problem, Quantity, Value
from .const import DOMAIN, LOGGER
from .coordinator import IoTSquareCoordinator
from .decoder_rules import Rule, rules_for, rules_of
from .state import Kind as PartKind, Part

MOST_PER_DEVICE = 128
"""Different measurements of one device; more are those of a decoder that does not fit."""
SAVE_DELAY = 60
VERSION = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measurement of a device belongs."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Known:
    """A measurement of a device, with its newest value."""

    quantity: Quantity
    channel: str | None = None
    name: str | None = None
    value: Value | None = None
    """None until an uplink of this run brought it."""
    time: datetime | None = None
    """When the server received it."""

    @property
    def meaning(self) -> tuple[Quantity, str | None, str | None]:
        """Return what stays when the value changes."""
        return self.quantity, self.channel, self.name


type Listener = Callable[[], None]


class Decoding:
    """Reads the payloads of all devices of an account."""

    def __init__(self, hass: HomeAssistant, coordinator: IoTSquareCoordinator) -> None:
        """Know nothing before ``async_load``."""
        self._hass = hass
        self._coordinator = coordinator
        self._entry = coordinator.config_entry
        self._store = store_of(hass, self._entry)
        self._rules: tuple[Rule, ...] = ()
        self._known: dict[str, dict[Place, Known]] = {}
        self._problems: dict[str, Problem] = {}
        self._listeners: dict[str, list[Listener]] = {}
        self._on_new: list[Callable[[str], None]] = []
        self._on_decoders: list[Listener] = []

    # --- Beginning and end ---------------------------------------------------------------------

    async def async_load(self) -> None:
        """Remember what devices measure, and read their newest payloads."""
        self._rules = rules_of(self._hass, self._entry)
        kept = await self._store.async_load() or {}
        self._known = {
            name: _restored(places) for name, places in kept.items() if self.has_decoder(name)
        }
        for name in self._coordinator.data.devices:
            self._read_newest(name)

    @callback
    def async_start(self) -> None:
        """Follow uplinks, the decoders, and which devices there are."""
        on_unload = self._entry.async_on_unload
        on_unload(self._coordinator.uplinks.listen_to_all(self._on_uplink))
        on_unload(self._coordinator.listen_for_parts(self._on_part))
        on_unload(
            async_dispatcher_connect(
                self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry_changed
            )
        )
        on_unload(self.async_save)

    async def async_save(self) -> None:
        """Keep what devices measure now."""
        await self._store.async_save(self._kept())

    @callback
    def _kept(self) -> dict[str, Any]:
        """Return what is kept; another thread asks, while new measurements come."""
        return {
            name: [_stored(place, known) for place, known in tuple(places.items())]
            for name, places in tuple(self._known.items())
        }

    # --- What is known -------------------------------------------------------------------------

    def rules(self, name: str) -> tuple[Rule, ...]:
        """Return the rules for a device, the most exact first."""
        return rules_for(self._rules, name, self._coordinator.data.application_of.get(name))

    def has_decoder(self, name: str) -> bool:
        """Tell whether anything reads payloads of a device."""
        return bool(self.rules(name))

    def known(self, name: str) -> Mapping[Place, Known]:
        """Return everything that a device measures."""
        return self._known.get(name, {})

    def find(self, name: str, key: str) -> Known | None:
        """Return a measurement by its key, whatever kind it is of."""
        places = self.known(name)
        return next((places[Place(kind, key)] for kind in Kind if Place(kind, key) in places), None)

    def problem(self, name: str) -> Problem | None:
        """Return what was wrong with the newest payload of a device."""
        return self._problems.get(name)

    def names(self) -> Iterator[str]:
        """Yield the devices of which anything is known."""
        yield from self._known

    @callback
    def listen(self, name: str, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` after each payload of a device, and when its decoder changed."""
        self._listeners.setdefault(name, []).append(listener)
        return lambda: self._listeners[name].remove(listener)

    @callback
    def listen_for_new(self, listener: Callable[[str], None]) -> CALLBACK_TYPE:
        """Call ``listener`` with a device's EUI when it measures something new, or is gone."""
        self._on_new.append(listener)
        return lambda: self._on_new.remove(listener)

    @callback
    def listen_for_decoders(self, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` when decoders were added, changed or removed."""
        self._on_decoders.append(listener)
        return lambda: self._on_decoders.remove(listener)

    # --- Uplinks -------------------------------------------------------------------------------

    @callback
    def _on_uplink(self, received: Received) -> None:
        uplink = received.uplink
        if self._take(uplink, late=received.late):
            self._tell_new(uplink.dev_eui)
        self._tell(uplink.dev_eui)

    @callback
    def _read_newest(self, name: str) -> None:
        uplink = self._coordinator.uplinks.heard(name).payload
        if uplink is not None:
            self._take(uplink)

    def _take(self, uplink: Uplink, *, late: bool = False) -> bool:
        """Decode an uplink; returns whether it brought a new measurement."""
        name = uplink.dev_eui
        rules = self.rules(name) if uplink.data else ()
        rule = next((rule for rule in rules if rule.takes(uplink.f_port)), None)
        if rule is None:
            return False
        decoded = rule.decoder.decode_uplink(uplink)
        if not late:
            self._problems.pop(name, None)
            if decoded.problem is not None:
                self._problems[name] = decoded.problem
                LOGGER.debug("Payload of %s: %s", name, decoded.problem)
        return self._keep(name, decoded.measurements, uplink.time)

    def _keep(self, name: str, measurements: tuple[Measurement, ...], time: datetime) -> bool:
        places = self._known.setdefault(name, {})
        new = changed = False
        for measurement in measurements:
            place, known = _placed(places, measurement, time)
            before = places.get(place)
            if before is None and len(places) >= MOST_PER_DEVICE:
                continue
            if before is not None and before.time is not None and before.time > time:
                continue  # frames may overtake one another
            new |= before is None
            changed |= before is None or before.meaning != known.meaning
            places[place] = known
        if changed:
            self._store.async_delay_save(self._kept, SAVE_DELAY)
        return new

    # --- Changes -------------------------------------------------------------------------------

    @callback
    def _on_entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Read anew what is read by another decoder now."""
        if entry is not self._entry or change is not ConfigEntryChange.UPDATED:
            return
        names = {*self._coordinator.data.devices, *self._known}
        before = {name: _signature(self.rules(name)) for name in names}
        self._rules = rules_of(self._hass, entry)
        for name in names:
            if before[name] != _signature(self.rules(name)):
                self._begin_anew(name)
        for listener in tuple(self._on_decoders):
            listener()

    @callback
    def _begin_anew(self, name: str) -> None:
        self._known.pop(name, None)
        self._problems.pop(name, None)
        self._read_newest(name)
        self._store.async_delay_save(self._kept, SAVE_DELAY)
        self._tell_new(name)
        self._tell(name)

    @callback
    def _on_part(self, part: Part) -> None:
        if part.kind is not PartKind.DEVICE:
            return
        if self._coordinator.view(part) is not None:
            if part.id not in self._known and self.has_decoder(part.id):
                self._read_newest(part.id)
                self._tell_new(part.id)
        elif part.id in self._known and self._coordinator.data.applications:
            del self._known[part.id]
            self._problems.pop(part.id, None)
            self._store.async_delay_save(self._kept, SAVE_DELAY)
            self._tell_new(part.id)

    @callback
    def _tell(self, name: str) -> None:
        for listener in tuple(self._listeners.get(name, ())):
            listener()

    @callback
    def _tell_new(self, name: str) -> None:
        for listener in tuple(self._on_new):
            listener(name)

    # --- For bug reports -----------------------------------------------------------------------

    def as_diagnostics(self, name: str) -> dict[str, Any]:
        """Return how a device is read, without what it says."""
        return {
            "decoders": [rule.data.get("kind") for rule in self.rules(name)],
            "measurements": [
                f"{place.kind}/{known.quantity.key}" for place, known in self.known(name).items()
            ],
            "problem": self.problem(name),
        }


def store_of(hass: HomeAssistant, entry: ConfigEntry) -> Store[dict[str, Any]]:
    """Return where the measurements of an account are kept."""
    key = f"{DOMAIN}.{entry.entry_id}.measurements"
    return Store(hass, VERSION, key, serialize_in_event_loop=False)


def _placed(
    places: Mapping[Place, Known], measurement: Measurement, time: datetime
) -> tuple[Place, Known]:
    """Return where a measurement belongs.

    What was more than on and off once stays a number.
    """
    place = Place(measurement.kind, measurement.key)
    known = Known(
        measurement.quantity, measurement.channel, measurement.name, measurement.value, time
    )
    number = Place(Kind.SENSOR, measurement.key)
    if place.kind is Kind.BINARY_SENSOR and number in places:
        quantity = places[number].quantity
        return number, replace(known, quantity=quantity, value=int(bool(measurement.value)))
    return place, known


def _signature(rules: tuple[Rule, ...]) -> list[tuple[str, dict[str, Any]]]:
    return [(rule.subentry_id, dict(rule.data)) for rule in rules]


def _stored(place: Place, known: Known) -> dict[str, Any]:
    return {
        "kind": place.kind.value,
        "key": place.key,
        "quantity": asdict(known.quantity) | {"kind": known.quantity.kind.value},
        "channel": known.channel,
        "name": known.name,
    }


def _restored(places: list[dict[str, Any]]) -> dict[Place, Known]:
    return {
        Place(Kind(kept["kind"]), kept["key"]): Known(
            Quantity(**{**kept["quantity"], "kind": Kind(kept["quantity"]["kind"])}),
            kept["channel"],
            kept["name"],
        )
        for kept in places
    }
