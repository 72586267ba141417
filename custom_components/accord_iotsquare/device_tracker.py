"""Where gateways are, as far as they know."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.device_tracker import (
    SourceType,
    TrackerEntity,
    TrackerEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare.decoders import Kind as Measured
from .coordinator import IoTSquareConfigEntry
from .decoded import DecodedTracker
from .decoded_entity import async_add_decoded
from .decoded_rows import DECODED_TRACKERS
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .readings import ONLINE
from .state import GatewayView, Kind

PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class IoTSquareTrackerDescription(IoTSquareEntityDescription, TrackerEntityDescription):
    """Row of the table of trackers."""


def _has_position(view: GatewayView) -> bool:
    return view.online is not None and view.online.latitude is not None


TRACKERS = (
    IoTSquareTrackerDescription(
        key="position",
        translation_key="position",
        kind=Kind.GATEWAY,
        operations=("gateway/status/online",),
        readings=(ONLINE,),
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=_has_position,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a tracker for every gateway that knows where it is."""
    await async_add_rows(entry, async_add_entities, TRACKERS, IoTSquareTracker)
    await async_add_decoded(
        entry, async_add_entities, Measured.TRACKER, DECODED_TRACKERS, DecodedTracker
    )


class IoTSquareTracker(IoTSquareEntity, TrackerEntity):
    """A gateway on the map; without a position it stays where it was."""

    entity_description: IoTSquareTrackerDescription
    _attr_source_type = SourceType.GPS

    @override
    def _show(self, view: Any) -> object:
        online = view.online
        if online is not None and online.latitude is not None:
            self._attr_latitude, self._attr_longitude = online.latitude, online.longitude
            self._attr_extra_state_attributes = {"altitude": online.altitude}
            return online.latitude, online.longitude, online.altitude
        return self._attr_latitude, self._attr_longitude
