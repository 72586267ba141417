"""Relays of plugs, wall switches and strips, and the indicator light."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, override

from homeassistant.components.switch import SwitchDeviceClass, SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.kasa import Family, KasaClient, OffTrigger, RuleTable
from .coordinator import KasaConfigEntry, KasaCoordinator, KasaState, KasaView, ViewFunction
from .entity import KasaEntity, KasaEntityDescription, entities_for
from .readings import AMBIENT, AWAY, MOTION, SCHEDULE, SMART_CONTROL, KasaReading
from .sensing import change_segment, simple_segment

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class KasaSwitchDescription(KasaEntityDescription, SwitchEntityDescription):
    """Row of the table of switches."""

    value_fn: ViewFunction[bool | None]
    set_fn: Callable[[KasaCoordinator, bool, tuple[str, ...]], Awaitable[object]]
    change_fn: Callable[[KasaState, bool, tuple[str, ...]], KasaState]
    reading: KasaReading[Any] | None = None
    """Where the value is read seldom: what to read back."""


def _set_relay(
    coordinator: KasaCoordinator, on: bool, outlet_ids: tuple[str, ...]
) -> Awaitable[None]:
    return coordinator.client.system.set_relay_state(on, outlet_ids)


def _is_relay(family: Family) -> ViewFunction[bool]:
    return lambda view: view.outlet is None and view.sysinfo.family is family


RELAY: dict[str, Any] = {
    "operations": ("system.set_relay_state",),
    "value_fn": lambda view: view.on,
    "set_fn": _set_relay,
    "change_fn": KasaState.with_relay,
}


def _table(
    reading: KasaReading[RuleTable[Any]],
    method: Callable[[KasaClient], Callable[[bool, str | None], Awaitable[None]]],
) -> dict[str, Any]:
    """Return what rows have in common that have all rules of a kind obeyed, or none."""

    def value(view: KasaView) -> bool | None:
        table = view.get(reading)
        return None if table is None else table.enable

    def write(
        coordinator: KasaCoordinator, on: bool, outlet_ids: tuple[str, ...]
    ) -> Awaitable[None]:
        outlet = outlet_ids[0] if outlet_ids else None
        return coordinator.with_clock(partial(method(coordinator.client), on, outlet))

    def change(state: KasaState, on: bool, outlet_ids: tuple[str, ...]) -> KasaState:
        outlet = outlet_ids[0] if outlet_ids else None
        table = state.values.get((reading.key, outlet))
        return (
            state if table is None else state.with_value(reading, outlet, replace(table, enable=on))
        )

    return {
        "entity_category": EntityCategory.CONFIG,
        "exists_fn": lambda view: view.get(reading) is not None,
        "value_fn": value,
        "set_fn": write,
        "change_fn": change,
        "reading": reading,
    }


def _sensor(
    reading: KasaReading[Any],
    method: Callable[[KasaClient], Callable[[bool], Awaitable[None]]],
) -> dict[str, Any]:
    """Return what rows have in common that have a sensor look, or not."""

    def value(view: KasaView) -> bool | None:
        config = view.get(reading)
        return None if config is None else config.enable

    return {
        "entity_category": EntityCategory.CONFIG,
        "exists_fn": lambda view: view.get(reading) is not None,
        "value_fn": value,
        "set_fn": lambda coordinator, on, _: method(coordinator.client)(on),
        "change_fn": lambda state, on, _: state.with_value(
            reading, None, replace(state.values[reading.key, None], enable=on)
        ),
        "reading": reading,
    }


def _auto_off(view: KasaView) -> bool | None:
    segment = simple_segment(view)
    return None if segment is None else segment.off_trigger is OffTrigger.NO_MOTION


def _set_auto_off(coordinator: KasaCoordinator, on: bool, _: tuple[str, ...]) -> Awaitable[object]:
    trigger = OffTrigger.NO_MOTION if on else OffTrigger.MANUAL
    return change_segment(coordinator, off_trigger=trigger)


SWITCHES = (
    KasaSwitchDescription(
        key="relay",
        name=None,
        device_class=SwitchDeviceClass.OUTLET,
        exists_fn=_is_relay(Family.PLUG),
        **RELAY,
    ),
    KasaSwitchDescription(
        key="wall_switch",
        name=None,
        device_class=SwitchDeviceClass.SWITCH,
        exists_fn=_is_relay(Family.SWITCH),
        **RELAY,
    ),
    KasaSwitchDescription(
        key="outlet",
        name=None,
        device_class=SwitchDeviceClass.OUTLET,
        exists_fn=lambda view: view.outlet is not None,
        **RELAY,
    ),
    KasaSwitchDescription(
        key="all_outlets",
        translation_key="all_outlets",
        device_class=SwitchDeviceClass.OUTLET,
        entity_registry_enabled_default=False,
        exists_fn=_is_relay(Family.STRIP),
        **{**RELAY, "value_fn": lambda view: any(one.on for one in view.sysinfo.outlets)},
    ),
    KasaSwitchDescription(
        key="led",
        translation_key="led",
        entity_category=EntityCategory.CONFIG,
        operations=("system.set_led_off",),
        exists_fn=lambda view: view.outlet is None and view.sysinfo.led_off is not None,
        value_fn=lambda view: not view.sysinfo.led_off,
        set_fn=lambda coordinator, on, _: coordinator.client.system.set_led_off(not on),
        change_fn=lambda state, on, _: state.with_led(not on),
    ),
    KasaSwitchDescription(
        key="schedule",
        translation_key="schedule",
        operations=("schedule.set_overall_enable",),
        **_table(SCHEDULE, lambda client: client.schedule.set_overall_enable),
    ),
    KasaSwitchDescription(
        key="away_mode",
        translation_key="away_mode",
        operations=("anti_theft.set_overall_enable",),
        **_table(AWAY, lambda client: client.anti_theft.set_overall_enable),
    ),
    KasaSwitchDescription(
        key="motion_sensor",
        translation_key="motion_sensor",
        operations=("smartlife.iot.PIR.set_enable",),
        **_sensor(MOTION, lambda client: client.pir.set_enable),
    ),
    KasaSwitchDescription(
        key="ambient_light_sensor",
        translation_key="ambient_light_sensor",
        operations=("smartlife.iot.LAS.set_enable",),
        **_sensor(AMBIENT, lambda client: client.las.set_enable),
    ),
    KasaSwitchDescription(
        key="auto_off",
        translation_key="auto_off",
        operations=("smartlife.iot.sensor_trigger.edit_weekday_routine",),
        entity_category=EntityCategory.CONFIG,
        exists_fn=lambda view: view.get(SMART_CONTROL) is not None,
        value_fn=_auto_off,
        set_fn=_set_auto_off,
        change_fn=lambda state, on, _: state,
        reading=SMART_CONTROL,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: KasaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of a device."""
    async_add_entities(entities_for(entry, SWITCHES, KasaSwitch))


class KasaSwitch(KasaEntity, SwitchEntity):
    """A relay or a setting that is on or off."""

    entity_description: KasaSwitchDescription

    @override
    def _show(self, view: KasaView) -> object:
        self._attr_is_on = self.entity_description.value_fn(view)
        return self._attr_is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        await self._async_set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        await self._async_set(False)

    async def _async_set(self, on: bool) -> None:
        description, outlets = self.entity_description, self.outlet_ids
        await self.coordinator.async_change(
            description.set_fn(self.coordinator, on, outlets),
            *([description.reading] if description.reading else []),
            outlet_id=self.outlet_id,
            change=lambda state, _: description.change_fn(state, on, outlets),
        )
