"""What a unit says of itself, and who came last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.sensor import (
    RestoreSensor,
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfInformation
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.akuvox import CallRecord, Registration
from .access import Access
from .binary_sensor import account_of
from .const import CONF_LAST_USER
from .coordinator import AkuvoxConfigEntry
from .entity import AkuvoxEntity, AkuvoxEntityDescription, AkuvoxView, Part, entities_for
from .readings import CALL, CAPTURE, CARDS, CLOCK, INFO

PARALLEL_UPDATES = 0

JITTER = timedelta(seconds=30)
"""A start computed from a running counter moves a little with each poll: not a change."""
LINKS = {0: "disconnected", 1: "connected", 2: "address_conflict"}
IDLE, BUSY = "idle", "busy"

type SensorValue = float | int | str | datetime | None


@dataclass(frozen=True, kw_only=True)
class AkuvoxSensorDescription(AkuvoxEntityDescription, SensorEntityDescription):
    """Row of the table of sensors."""

    value_fn: Callable[[AkuvoxView], SensorValue]


def _address(view: AkuvoxView) -> str | None:
    info = view.state.get(INFO) or view.state.info
    return info.address or None


def _link(view: AkuvoxView) -> str | None:
    info = view.state.get(INFO) or view.state.info
    return None if info.link is None else LINKS.get(info.link)


def _started(view: AkuvoxView) -> datetime | None:
    clock = view.state.get(CLOCK)
    return None if clock is None else clock.started


def _call_state(view: AkuvoxView) -> str | None:
    call = view.state.get(CALL)
    if call is None:
        return None
    return BUSY if call.active else IDLE


def _registration(view: AkuvoxView) -> str | None:
    account = account_of(view)
    return None if account is None else account.registration.value


SENSORS = (
    AkuvoxSensorDescription(
        key="ip_address",
        translation_key="ip_address",
        operations=("system/info",),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: _address(view) is not None,
        value_fn=_address,
    ),
    AkuvoxSensorDescription(
        key="link",
        translation_key="link",
        operations=("system/info",),
        device_class=SensorDeviceClass.ENUM,
        options=list(LINKS.values()),
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: _link(view) is not None,
        value_fn=_link,
    ),
    AkuvoxSensorDescription(
        key="last_boot",
        translation_key="last_boot",
        operations=("system/status",),
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: _started(view) is not None,
        value_fn=_started,
    ),
    AkuvoxSensorDescription(
        key="call_state",
        translation_key="call_state",
        operations=("call/status",),
        device_class=SensorDeviceClass.ENUM,
        options=[IDLE, BUSY],
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.state.get(CALL) is not None,
        value_fn=_call_state,
    ),
    AkuvoxSensorDescription(
        key="sip_status",
        translation_key="sip_status",
        operations=("sip/status",),
        part=Part.ACCOUNT,
        device_class=SensorDeviceClass.ENUM,
        options=[one.value for one in Registration],
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: _registration(view) is not None,
        value_fn=_registration,
    ),
    AkuvoxSensorDescription(
        key="cards",
        translation_key="cards",
        operations=("rfkey/get",),
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: CARDS.capability in view.state.capabilities,
        value_fn=lambda view: view.state.get(CARDS),
    ),
    AkuvoxSensorDescription(
        key="capture_size",
        translation_key="capture_size",
        operations=("pcap/status",),
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        exists_fn=lambda view: view.state.get(CAPTURE) is not None,
        value_fn=lambda view: None if (one := view.state.get(CAPTURE)) is None else one.size,
    ),
)


def _has_calls(view: AkuvoxView) -> bool:
    has = view.state.capabilities
    return "calllog/get" in has or "callog/get" in has


LAST = (
    AkuvoxSensorDescription(
        key="last_user",
        translation_key="last_user",
        operations=("doorlog/get",),
        exists_fn=lambda view: "doorlog/get" in view.state.capabilities,
        value_fn=lambda view: None,
    ),
    AkuvoxSensorDescription(
        key="last_call",
        translation_key="last_call",
        operations=("callog/get",),
        entity_registry_enabled_default=False,
        exists_fn=_has_calls,
        value_fn=lambda view: None,
    ),
)
"""Kept over restarts: the stream of accesses and calls tells each once."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of a unit."""
    async_add_entities(entities_for(entry, SENSORS, AkuvoxSensor))
    last_user, last_call = LAST
    async_add_entities(entities_for(entry, [last_call], AkuvoxLastCall))
    if entry.options.get(CONF_LAST_USER, False):
        async_add_entities(entities_for(entry, [last_user], AkuvoxLastUser))


class AkuvoxSensor(AkuvoxEntity, SensorEntity):
    """A value of the unit or of one of its accounts."""

    entity_description: AkuvoxSensorDescription

    @override
    def _show(self, view: AkuvoxView) -> object:
        value, shown = self.entity_description.value_fn(view), self._attr_native_value
        if isinstance(value, datetime) and isinstance(shown, datetime):
            value = shown if abs(value - shown) < JITTER else value
        self._attr_native_value = value
        return value


class AkuvoxLast(AkuvoxEntity, RestoreSensor):
    """Who was there last; remembered over restarts."""

    entity_description: AkuvoxSensorDescription

    @override
    def _show(self, view: AkuvoxView) -> object:
        return self._attr_native_value

    @override
    async def async_added_to_hass(self) -> None:
        """Show what was shown last."""
        if (known := await self.async_get_last_sensor_data()) is not None:
            self._attr_native_value = known.native_value
        await super().async_added_to_hass()

    @callback
    def _tell(self, name: str | None) -> None:
        self._attr_native_value = name
        self.async_write_ha_state()


class AkuvoxLastUser(AkuvoxLast):
    """Who was let in last."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to who comes."""
        await super().async_added_to_hass()

        @callback
        def came(access: Access) -> None:
            if access.granted:
                self._tell(access.name)

        self.async_on_remove(self.coordinator.feed.listen(came))


class AkuvoxLastCall(AkuvoxLast):
    """Who called, or was called, last."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to calls."""
        await super().async_added_to_hass()

        @callback
        def called(call: CallRecord) -> None:
            self._tell(call.name or call.number or None)

        self.async_on_remove(self.coordinator.feed.listen_to_calls(called))
