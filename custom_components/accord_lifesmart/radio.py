"""How well station and devices hear each other: measured only for those who want to know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import SIGNAL_STRENGTH_DECIBELS_MILLIWATT, EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_time_interval

from ..accord.entity import AccordEntity
from ..accord.protocol.errors import AccordError
from ..accord.protocol.lifesmart import Device, Rssi
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .entity import LifeSmartEntityDescription, device_info
from .station import async_add_each

INTERVAL = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class LifeSmartRadioDescription(LifeSmartEntityDescription, SensorEntityDescription):
    """Row of the table of radio levels."""

    value_fn: Callable[[Rssi], float | None]


def _row(key: str, value_fn: Callable[[Rssi], float | None]) -> LifeSmartRadioDescription:
    return LifeSmartRadioDescription(
        key=key,
        translation_key=key,
        operations=(),
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=value_fn,
    )


RADIO_SENSORS = (
    _row("rssi_received", lambda rssi: rssi.received),
    _row("rssi_sent", lambda rssi: rssi.sent),
)


@callback
def async_add_radio(
    entry: LifeSmartConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the levels of all devices that have no battery: the others sleep."""
    for row in RADIO_SENSORS:
        async_add_each(
            entry,
            async_add_entities,
            lambda state: (
                (me, device) for me, device in state.devices.items() if not _sleeps(entry, device)
            ),
            partial(_make, row),
        )


def _make(
    row: LifeSmartRadioDescription, coordinator: LifeSmartCoordinator, device: Device
) -> LifeSmartRadio:
    return LifeSmartRadio(coordinator, row, device)


def _sleeps(entry: LifeSmartConfigEntry, device: Device) -> bool:
    features = entry.runtime_data.coordinator.features_of(device)
    return any(feature.device_class == "battery" for feature in features)


class LifeSmartRadio(AccordEntity[LifeSmartCoordinator], SensorEntity):
    """A level, measured every ten minutes while the entity is enabled."""

    entity_description: LifeSmartRadioDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartRadioDescription,
        device: Device,
    ) -> None:
        """Belong to a device behind the station."""
        super().__init__(coordinator)
        self.entity_description = description
        self._me = device.me
        station = coordinator.config_entry.unique_id
        self._attr_unique_id = f"{station}_{device.me}_{description.key}"
        self._attr_device_info = device_info(coordinator, device)

    @override
    def _refresh(self) -> object:
        return self._attr_native_value

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and lists the device."""
        return super().available and self._me in self.coordinator.data.devices

    @override
    async def async_added_to_hass(self) -> None:
        """Measure now and then."""
        await super().async_added_to_hass()
        self.async_on_remove(async_track_time_interval(self.hass, self._measure, INTERVAL))
        first = self.coordinator.config_entry.async_create_background_task(
            self.hass, self._measure(), f"{self.coordinator.name}: radio level"
        )

        @callback
        def stop() -> None:
            first.cancel()

        self.async_on_remove(stop)

    async def _measure(self, _: object = None) -> None:
        """A device that cannot be measured now shows nothing."""
        try:
            found = await self.coordinator.client.rssi.get(self._me)
        except AccordError:
            self._attr_native_value = None
        else:
            self._attr_native_value = self.entity_description.value_fn(found)
        self.async_write_ha_state()
