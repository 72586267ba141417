"""What all entities of presets share: they send, and show what an uplink says of the effect.

A success means that the server queued the message. The state follows an uplink where the preset
names a measurement; without one it is what was sent last, and marked as assumed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity

from ..accord.failures import as_home_assistant_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.iotsquare.decoders import Value
from ..accord.protocol.iotsquare.presets import Preset, StateSource
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry
from .entity import IoTSquareEntity, IoTSquareEntityDescription
from .saved_presets import preset_id
from .state import Kind, Part

OPERATIONS = ("device/downlink/create", "mcdownlink/create")


@dataclass(frozen=True, slots=True)
class PresetPlace:
    """A preset of one part."""

    entry: IoTSquareConfigEntry
    part: Part
    subentry_id: str


class PresetEntity[PresetT: Preset](IoTSquareEntity, RestoreEntity):
    """A preset of a device or a group."""

    _preset_type: type[PresetT]

    def __init__(self, row: IoTSquareEntityDescription, place: PresetPlace) -> None:
        """Stand for a preset that there is, of a part that the server lists."""
        super().__init__(place.entry.runtime_data.coordinator, row, place.part)
        self._place = place
        self._data = place.entry.runtime_data
        self._attr_unique_id = preset_id(place.entry, place.part, place.subentry_id)
        self._attr_name = self.preset.name
        self._take(self.preset)

    @property
    def preset(self) -> PresetT:
        """Return the preset as it is now. Raises LookupError when it is gone."""
        saved = self._data.presets.get(self._place.subentry_id)
        if saved is None or not isinstance(saved.preset, self._preset_type):
            raise LookupError(self._place.subentry_id)
        return saved.preset

    @property
    @override
    def available(self) -> bool:
        """Tell whether there is something to send to."""
        there = self._data.presets.get(self._place.subentry_id) is not None
        return there and super().available

    @override
    async def async_added_to_hass(self) -> None:
        """Show what was sent last, then what uplinks say."""
        if (last := await self.async_get_last_state()) is not None:
            self._restore(last.state)
        await super().async_added_to_hass()
        update = self._handle_coordinator_update
        self.async_on_remove(self._data.presets.listen(update))
        if self.part.kind is Kind.DEVICE:
            self.async_on_remove(self._data.decoding.listen(self.part.id, update))

    def _restore(self, state: str) -> None:
        """Take over the state before a restart."""

    def _told(self, source: StateSource | None) -> Value | None:
        """Return what the device tells of itself; sets whether the state is assumed."""
        self._attr_assumed_state = source is None or self.part.kind is not Kind.DEVICE
        if source is None or self._attr_assumed_state:
            return None
        known = self._data.decoding.find(self.part.id, source.key)
        return None if known is None else known.value

    async def _async_send(self, encode: Callable[[], bytes]) -> None:
        """Queue a message, once."""
        preset, part = self.preset, self.part
        try:
            payload = encode()
            if part.kind is Kind.GROUP:
                await self._data.downlinks.async_send_to_group(part.id, payload, preset.port)
            else:
                await self._data.downlinks.async_send(
                    part.id, payload, preset.port, confirmed=preset.confirmed
                )
        except AccordError as err:
            name = self.name if isinstance(self.name, str) else preset.name
            raise as_home_assistant_error(err, vendor=DOMAIN, name=name) from err

    @callback
    def _sent(self) -> None:
        """Show what was sent where nothing tells of its effect."""
        if self._attr_assumed_state:
            self.async_write_ha_state()

    @override
    def _show(self, view: Any) -> object:
        try:
            preset = self.preset
        except LookupError:
            return None
        self._attr_name = preset.name
        return preset, self._take(preset)

    def _take(self, preset: PresetT) -> object:
        """Set the attributes that a preset and the device's measurements decide."""
        return None


@callback
def async_add_presets[RowT: IoTSquareEntityDescription](
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    kind: str,
    rows: tuple[RowT],
    make: Callable[[RowT, PresetPlace], Entity],
) -> None:
    """Add an entity for every preset of a kind, now and as they come."""
    coordinator, presets = entry.runtime_data.coordinator, entry.runtime_data.presets
    there: set[tuple[str, Part]] = set()

    @callback
    def look() -> None:
        wanted = {place for place in presets.of_kind(kind) if coordinator.view(place[1])}
        new = wanted - there
        there.clear()
        there.update(wanted)
        if new:
            places = [PresetPlace(entry, part, name) for name, part in sorted(new)]
            async_add_entities(make(row, place) for row in rows for place in places)

    @callback
    def look_at(part: Part) -> None:
        if part.kind in (Kind.DEVICE, Kind.GROUP):
            known = any(place[1] == part for place in there)
            if known != (coordinator.view(part) is not None):
                look()

    look()
    entry.async_on_unload(presets.listen(look))
    entry.async_on_unload(coordinator.listen_for_parts(look_at))
