"""Sirens behind a station, and the one of the station itself."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.siren import (
    ATTR_DURATION,
    ATTR_TONE,
    ATTR_VOLUME_LEVEL,
    SirenEntity,
    SirenEntityDescription,
    SirenEntityFeature,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind, Trait
from ..accord.protocol.lifesmart.models.command import Off, SirenOn
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import FeatureEntity, LifeSmartEntityDescription, async_add_features, feature_rows

PARALLEL_UPDATES = 1

_FEATURES = {
    Trait.SOUND: SirenEntityFeature.TONES,
    Trait.VOLUME: SirenEntityFeature.VOLUME_SET,
    Trait.DURATION: SirenEntityFeature.DURATION,
}


@dataclass(frozen=True, kw_only=True)
class LifeSmartSirenDescription(LifeSmartEntityDescription, SirenEntityDescription):
    """Row of the table of sirens."""


def _row(_: Feature, key: str) -> LifeSmartSirenDescription:
    return LifeSmartSirenDescription(key=key, translation_key=key, operations=())


SIRENS = feature_rows(Kind.SIREN, _row)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sirens of all devices."""
    async_add_features(hass, entry, async_add_entities, SIRENS, LifeSmartSiren, Kind.SIREN)


class LifeSmartSiren(FeatureEntity, SirenEntity):
    """A siren, with the sounds that it has."""

    entity_description: LifeSmartSirenDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartSirenDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Offer what this siren can do."""
        super().__init__(coordinator, description, device, feature)
        self._attr_supported_features = SirenEntityFeature.TURN_ON | SirenEntityFeature.TURN_OFF
        for trait in feature.traits:
            self._attr_supported_features |= _FEATURES[trait]
        self._attr_available_tones = [
            int(name) if name.isdigit() else name for name in feature.options
        ]

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        self._attr_is_on = state if isinstance(state, bool) else None
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Sound it."""
        level, tone = kwargs.get(ATTR_VOLUME_LEVEL), kwargs.get(ATTR_TONE)
        command = SirenOn(
            sound=None if tone is None else str(tone),
            volume=None if level is None else round(level * 100),
            seconds=kwargs.get(ATTR_DURATION),
        )
        await self.coordinator.async_write(self.me, self.feature, command)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Silence it."""
        await self.coordinator.async_write(self.me, self.feature, Off())
