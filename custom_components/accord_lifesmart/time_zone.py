"""The station's time zone: hours, and daylight saving time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.components.number import NumberEntity, NumberEntityDescription, NumberMode
from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory, UnitOfTime
from homeassistant.util import dt as dt_util

from ..accord.protocol.lifesmart import TimeZone
from ..accord.protocol.lifesmart.models.config import FURTHEST_ZONE
from .coordinator import LifeSmartCoordinator, StationState
from .entity import LifeSmartEntity
from .readings import ZONE
from .station import LifeSmartStationDescription


@dataclass(frozen=True, kw_only=True)
class LifeSmartZoneDescription(LifeSmartStationDescription, NumberEntityDescription):
    """Row of the table of a station's numbers."""


@dataclass(frozen=True, kw_only=True)
class LifeSmartSummerDescription(LifeSmartStationDescription, SwitchEntityDescription):
    """Row of the table of a station's switches."""


def _tells_zone(state: StationState) -> bool:
    zone = state.get(ZONE)
    return zone is not None and zone.hours is not None


STATION_NUMBERS = (
    LifeSmartZoneDescription(
        key="time_zone",
        translation_key="time_zone",
        operations=("config.timezone",),
        entity_category=EntityCategory.CONFIG,
        native_unit_of_measurement=UnitOfTime.HOURS,
        native_min_value=-FURTHEST_ZONE,
        native_max_value=FURTHEST_ZONE,
        native_step=1,
        mode=NumberMode.BOX,
        exists_fn=_tells_zone,
    ),
)
STATION_SWITCHES = (
    LifeSmartSummerDescription(
        key="daylight_saving",
        translation_key="daylight_saving",
        operations=("config.timezone",),
        entity_category=EntityCategory.CONFIG,
        exists_fn=_tells_zone,
    ),
)


def zone_of(moment: datetime) -> TimeZone | None:
    """Return how a station is set to the zone of a moment; None where it cannot be."""
    offset, summer = moment.utcoffset() or timedelta(), moment.dst() or timedelta()
    hour = timedelta(hours=1)
    ahead = summer == hour
    hours, rest = divmod(offset - hour if ahead else offset, hour)
    if rest or abs(hours) > FURTHEST_ZONE:
        return None
    return TimeZone(hours=hours, summer=ahead)


def wanted_zone(state: StationState) -> TimeZone | None:
    """Return what the station is to be set to; None where its time is Home Assistant's."""
    zone, wanted = state.get(ZONE), zone_of(dt_util.now())
    if zone is None or zone.hours is None or wanted is None or wanted.hours is None:
        return None
    same = zone.hours + bool(zone.summer) == wanted.hours + bool(wanted.summer)
    return None if same else wanted


async def async_set_zone(coordinator: LifeSmartCoordinator, wanted: TimeZone) -> None:
    """Set hours and daylight saving time. Raises a translated HomeAssistantError."""
    await coordinator.async_change(
        coordinator.client.config.timezone(hours=wanted.hours, summer=wanted.summer),
        ZONE,
        change=lambda state, told: _with(state, told, wanted),
    )


def _with(state: StationState, told: TimeZone, wanted: TimeZone) -> StationState:
    """Return the state after a change, which some stations answer with nothing."""
    known = state.get(ZONE) or TimeZone()
    hours = next((one.hours for one in (told, wanted, known) if one.hours is not None), None)
    summer = next((one.summer for one in (told, wanted, known) if one.summer is not None), None)
    return state.with_value(ZONE, replace(known, hours=hours, summer=summer))


class LifeSmartZone(LifeSmartEntity, NumberEntity):
    """Hours east of Greenwich."""

    entity_description: LifeSmartZoneDescription

    @override
    def _refresh(self) -> object:
        zone = self.coordinator.data.get(ZONE)
        self._attr_native_value = None if zone is None else zone.hours
        return self._attr_native_value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set whole hours."""
        hours = round(value)
        await self.coordinator.async_change(
            self.coordinator.client.config.timezone(hours=hours),
            ZONE,
            change=lambda state, told: _with(state, told, TimeZone(hours=hours)),
        )


class LifeSmartSummer(LifeSmartEntity, SwitchEntity):
    """Whether the station's clock is one hour ahead."""

    entity_description: LifeSmartSummerDescription

    @override
    def _refresh(self) -> object:
        zone = self.coordinator.data.get(ZONE)
        self._attr_is_on = None if zone is None else zone.summer
        return self._attr_is_on

    async def _set(self, summer: bool) -> None:
        await self.coordinator.async_change(
            self.coordinator.client.config.timezone(summer=summer),
            ZONE,
            change=lambda state, told: _with(state, told, TimeZone(summer=summer)),
        )

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Use daylight saving time."""
        await self._set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Use standard time."""
        await self._set(False)
