"""Curtains, blinds and garage doors behind a station."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.cover import (
    ATTR_POSITION,
    CoverDeviceClass,
    CoverEntity,
    CoverEntityDescription,
    CoverEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind, Trait
from ..accord.protocol.lifesmart.models.command import Move, Stop
from ..accord.protocol.lifesmart.models.state import CoverState
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntityDescription, async_add_features, feature_rows

PARALLEL_UPDATES = 1

_OPEN, _CLOSED = 100, 0
_BASIC = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE | CoverEntityFeature.STOP


@dataclass(frozen=True, kw_only=True)
class LifeSmartCoverDescription(LifeSmartEntityDescription, CoverEntityDescription):
    """Row of the table of covers."""


def _row(feature: Feature, key: str) -> LifeSmartCoverDescription:
    name = feature.device_class
    return LifeSmartCoverDescription(
        key=key,
        translation_key=key,
        operations=(),
        device_class=None if name is None else CoverDeviceClass(name),
    )


COVERS = feature_rows(Kind.COVER, _row)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the covers of all devices."""
    async_add_features(hass, entry, async_add_entities, COVERS, LifeSmartCover, Kind.COVER)


class LifeSmartCover(FeatureEntity, CoverEntity):
    """A motor; many do not know where they are."""

    entity_description: LifeSmartCoverDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartCoverDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer positions where the motor takes them."""
        super().__init__(coordinator, description, device, feature)
        self._attr_supported_features = _BASIC
        if Trait.POSITION in feature.traits:
            self._attr_supported_features |= CoverEntityFeature.SET_POSITION

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        if not isinstance(state, CoverState):
            state = CoverState()
        self._attr_current_cover_position = state.position
        self._attr_is_closed = None if state.position is None else state.position == _CLOSED
        self._attr_is_opening, self._attr_is_closing = state.opening, state.closing
        self._attr_assumed_state = state.position is None
        return state

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it."""
        await self.coordinator.async_write(self.me, self.feature, Move(_OPEN))

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it."""
        await self.coordinator.async_write(self.me, self.feature, Move(_CLOSED))

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        """Move it to a place."""
        await self.coordinator.async_write(self.me, self.feature, Move(kwargs[ATTR_POSITION]))

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it."""
        await self.coordinator.async_write(self.me, self.feature, Stop())
