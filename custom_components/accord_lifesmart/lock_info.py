"""What locks tell when they are asked: how many users, and how far their clock is off."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfTime

from ..accord.protocol.lifesmart import LockGeneration, SwifteInfo
from .lock_rows import LifeSmartLockRow, LockRowEntity
from .readings import LOCK_USERS, SWIFTE_INFO, SWIFTE_MODE, V3_INFO

SWIFTE = frozenset({LockGeneration.SWIFTE})
_V3 = frozenset({LockGeneration.V3})


@dataclass(frozen=True, kw_only=True)
class LifeSmartLockSensorDescription(LifeSmartLockRow, SensorEntityDescription):
    """Row of the table of what locks are asked."""

    value_fn: Callable[[Any], int | None]
    """Takes what the row's reading told."""


def _v3_row(key: str, member: str, *, enabled: bool) -> LifeSmartLockSensorDescription:
    return LifeSmartLockSensorDescription(
        key=key,
        translation_key=key,
        operations=("doorlock.ctldoorlockv3.Info",),
        generations=_V3,
        readings=(V3_INFO,),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=enabled,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda info: getattr(info, member),
    )


LOCK_SENSORS = (
    LifeSmartLockSensorDescription(
        key="users",
        translation_key="users",
        operations=("doorlock.getuser", "doorlock.ctldoorlockswifte.Info"),
        generations=frozenset({LockGeneration.ORDINARY, LockGeneration.SWIFTE}),
        readings=(LOCK_USERS, SWIFTE_INFO),
        entity_category=EntityCategory.DIAGNOSTIC,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda told: told.users if isinstance(told, SwifteInfo) else len(told),
    ),
    _v3_row("password_users", "passwords", enabled=True),
    _v3_row("finger_users", "fingers", enabled=True),
    _v3_row("card_users", "nfc", enabled=True),
    _v3_row("password_admins", "password_admins", enabled=False),
    _v3_row("finger_admins", "finger_admins", enabled=False),
    _v3_row("card_admins", "nfc_admins", enabled=False),
    LifeSmartLockSensorDescription(
        key="lock_battery",
        translation_key="lock_battery",
        operations=("doorlock.ctldoorlockswifte.Info",),
        generations=SWIFTE,
        readings=(SWIFTE_INFO,),
        device_class=SensorDeviceClass.BATTERY,
        native_unit_of_measurement=PERCENTAGE,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda info: info.battery,
    ),
    LifeSmartLockSensorDescription(
        key="lock_clock_drift",
        translation_key="lock_clock_drift",
        operations=("doorlock.ctldoorlockswifte.GetMode",),
        generations=SWIFTE,
        readings=(SWIFTE_MODE,),
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda settings: settings.drift,
    ),
)


class LifeSmartLockSensor(LockRowEntity, SensorEntity):
    """Something that a lock tells when it is asked."""

    entity_description: LifeSmartLockSensorDescription

    @override
    def _show(self, told: Any) -> object:
        self._attr_native_value = self.entity_description.value_fn(told)
        return self._attr_native_value
