"""What devices behind a station switch: sockets, wall switches, and some of their settings."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchDeviceClass, SwitchEntity, SwitchEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from ..accord.protocol.lifesmart.models.command import Off, SwitchOn
from .coordinator import LifeSmartConfigEntry
from .entity import (
    FeatureEntity,
    LifeSmartEntityDescription,
    async_add_features,
    category_of,
    feature_rows,
)
from .groups import GROUPS, async_add_groups
from .lock_rows import async_add_lock_rows
from .lock_settings import LOCK_SWITCHES, LifeSmartLockSwitch
from .station import async_add_station_rows
from .time_zone import STATION_SWITCHES, LifeSmartSummer

PARALLEL_UPDATES = 1

_DEVICE_CLASSES = {"outlet": SwitchDeviceClass.OUTLET}


@dataclass(frozen=True, kw_only=True)
class LifeSmartSwitchDescription(LifeSmartEntityDescription, SwitchEntityDescription):
    """Row of the table of switches."""


def _row(feature: Feature, key: str) -> LifeSmartSwitchDescription:
    return LifeSmartSwitchDescription(
        key=key,
        translation_key=key,
        operations=(),
        device_class=_DEVICE_CLASSES.get(key),
        entity_category=category_of(feature),
    )


SWITCHES = feature_rows(Kind.SWITCH, _row)
ALL_SWITCHES = (*SWITCHES, *GROUPS, *LOCK_SWITCHES, *STATION_SWITCHES)
"""Those of devices, of the app's groups, of SWIFTE locks, and of the station itself."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of all devices."""
    async_add_features(hass, entry, async_add_entities, SWITCHES, LifeSmartSwitch, Kind.SWITCH)
    async_add_groups(entry, async_add_entities)
    async_add_lock_rows(entry, async_add_entities, LOCK_SWITCHES, LifeSmartLockSwitch)
    async_add_station_rows(entry, async_add_entities, STATION_SWITCHES, LifeSmartSummer)


class LifeSmartSwitch(FeatureEntity, SwitchEntity):
    """An output that is on or off."""

    entity_description: LifeSmartSwitchDescription

    @override
    def _show(self, device: Device) -> object:
        state = self.feature.read(device)
        self._attr_is_on = state if isinstance(state, bool) else None
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.coordinator.async_write(self.me, self.feature, SwitchOn())

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.coordinator.async_write(self.me, self.feature, Off())
