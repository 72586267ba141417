"""What happens at devices behind a station: keys pressed, locks opened, alarms."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import EventDeviceClass, EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.device import changed_ios
from ..accord.protocol.lifesmart.models.state import Event
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import (
    FeatureEntity,
    LifeSmartEntityDescription,
    async_add_features,
    category_of,
    feature_rows,
)
from .lock_events import LOCK_EVENTS, LifeSmartCodeEvent
from .lock_rows import async_add_lock_rows

PARALLEL_UPDATES = 0

ATTR_ALARMS = "alarms"
"""Of events that stand until they are over: all that stand now."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartEventDescription(LifeSmartEntityDescription, EventEntityDescription):
    """Row of the table of events."""


def _row(feature: Feature, key: str) -> LifeSmartEventDescription:
    name = feature.device_class
    return LifeSmartEventDescription(
        key=key,
        translation_key=key,
        operations=(),
        device_class=None if name is None else EventDeviceClass(name),
        event_types=list(feature.options),
        entity_category=category_of(feature),
    )


EVENTS = feature_rows(Kind.EVENT, _row)

ALL_EVENTS = (*EVENTS, *LOCK_EVENTS)
"""What the station tells, and what Home Assistant itself did at locks."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the events of all devices."""
    async_add_features(hass, entry, async_add_entities, EVENTS, LifeSmartEvent, Kind.EVENT)
    async_add_lock_rows(entry, async_add_entities, LOCK_EVENTS, LifeSmartCodeEvent)


class LifeSmartEvent(FeatureEntity, EventEntity):
    """Something that the station tells when it happens; what happened before is not told."""

    entity_description: LifeSmartEventDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartEventDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer what this device can tell."""
        super().__init__(coordinator, description, device, feature)
        self._attr_event_types = list(feature.options)
        self._standing = frozenset[str]()

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to each change, also to those that come together."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.listen(self.me, self._on_change))

    @override
    def _show(self, device: Device) -> object:
        self._standing = _standing(self.feature.read(device))
        return None

    @callback
    def _on_change(self, device: Device, change: Any) -> None:
        if not self.feature.ios & changed_ios(change):
            return
        found = self.feature.read(device)
        before, self._standing = self._standing, _standing(found)
        if not isinstance(found, Event):
            return
        kinds = sorted(self._standing - before) if ATTR_ALARMS in found.data else [found.type]
        data = dict(found.data)
        name = self.coordinator.name_of_person(self.me, data.get("user", 0))
        if name is not None:
            data["name"] = name
        for kind in kinds:
            self._trigger_event(kind, data)
            self.async_write_ha_state()


def _standing(state: object) -> frozenset[str]:
    """Return the alarms that stand: only those that are new are told."""
    return frozenset(state.data.get(ATTR_ALARMS, ()) if isinstance(state, Event) else ())
