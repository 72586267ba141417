"""What all entities share: those of the application, of any device, of what its model says."""

from abc import abstractmethod
import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, override

from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity

from ..accord.entity import AccordEntity, AccordEntityDescription
from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.mapping import (
    MOST_ENABLED,
    Feature,
    Kind,
    Reading,
    Way,
    read_value,
)
from ..accord.protocol.huawei.northbound.mapping.words import words
from .const import CONF_OPTIMISTIC
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .devices import device_info, unique_name
from .state import is_there

READ = (
    *("1.5.1", "1.5.2", "1.5.5"),
    *("1.6.7.4", "1.6.7.5", "1.6.7.6", "1.6.7.7", "1.6.7.8"),
)
"""How the values of devices are read, and what tells of them."""
WRITTEN = (*READ, "1.4.8", "1.7.1", "1.7.7")
"""And how they are set."""
ATTR_PENDING_VALUE = "pending_value"
ATTR_PENDING_SINCE = "pending_since"

ROWS = 8
"""Entities that any device may have besides those of its product model."""
AT_ONCE = 20
"""Devices whose entities are there when the set-up is done."""
AT_A_TIME = 4
"""Devices whose entities are added in one go afterwards: Home Assistant is to go on meanwhile."""

_MAIN_KINDS = frozenset({Kind.SWITCH, Kind.LOCK})
"""What a device may be for."""
_TOLD = frozenset({Kind.SENSOR, Kind.BINARY_SENSOR})


@dataclass(frozen=True, kw_only=True)
class HuaweiEntityDescription(AccordEntityDescription):
    """Row of a platform's table."""

    exists_fn: Callable[[Device], bool] = lambda device: True
    """Of rows of devices: whether a device has it."""


class HubEntity(AccordEntity[HuaweiCoordinator]):
    """An entity of the application itself."""

    entity_description: HuaweiEntityDescription

    def __init__(
        self, coordinator: HuaweiCoordinator, description: HuaweiEntityDescription
    ) -> None:
        """Belong to the application."""
        super().__init__(coordinator)
        self.entity_description = description
        self._attr_unique_id = f"{unique_name(coordinator.config_entry)}_{description.key}"
        self._attr_device_info = device_info(coordinator, None)


class DeviceEntity(AccordEntity[HuaweiCoordinator]):
    """An entity that any device may have; it hears of changes of its device only."""

    entity_description: HuaweiEntityDescription

    def __init__(
        self,
        coordinator: HuaweiCoordinator,
        description: HuaweiEntityDescription,
        device: Device,
    ) -> None:
        """Stand for something of ``device``."""
        super().__init__(coordinator, context=device.device_id)
        self.entity_description = description
        self.device_id = device.device_id
        name = unique_name(coordinator.config_entry, device.device_id)
        self._attr_unique_id = f"{name}_{description.key}"
        self._attr_device_info = device_info(coordinator, device.device_id)
        if not affords(coordinator, device):
            self._attr_entity_registry_enabled_default = False

    @property
    def device(self) -> Device | None:
        """Return the device; None when the platform does not list it any more."""
        return self.coordinator.devices.get(self.device_id)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the platform answers and lists the device."""
        return super().available and self.device is not None

    @override
    async def async_update(self) -> None:
        """Read this device only."""
        if self.enabled:
            self.coordinator.read_soon(self.device_id, (0.0,))

    @override
    def _refresh(self) -> object:
        device = self.device
        return None if device is None else self._show(device)

    @abstractmethod
    def _show(self, device: Device) -> object:
        """Set the attributes from ``device`` and return a comparable picture of them."""


class FeatureEntity(DeviceEntity):
    """An entity that the product model brings about: a property, or a command."""

    def __init__(
        self,
        coordinator: HuaweiCoordinator,
        description: HuaweiEntityDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Stand for ``feature`` of ``device``."""
        super().__init__(coordinator, description, device)
        self.feature = feature
        self._found: Feature | None = feature
        self._features = features = coordinator.features_of(device)
        name = unique_name(coordinator.config_entry, device.device_id)
        self._attr_unique_id = f"{name}_{feature.kind}:{feature.id}"
        affordable = affords(coordinator, device, feature)
        self._attr_entity_registry_enabled_default = feature.enabled and affordable
        if feature.category is not None:
            self._attr_entity_category = EntityCategory(feature.category.value)
        if description.translation_key is None:
            main = is_main(feature, features)
            self._attr_name = None if main else name_of(feature, features)
        self._adopt()

    @property
    @override
    def available(self) -> bool:
        """Tell whether the device is there and still has the feature."""
        device = self.device
        return (
            super().available
            and device is not None
            and is_there(device)
            and self._planned(device) is not None
        )

    def _planned(self, device: Device) -> Feature | None:
        """Return the feature as the model has it now, None where it has it no more."""
        features = self.coordinator.features_of(device)
        if features is not self._features:
            self._features = features
            found = (one for one in features if one.id == self.feature.id)
            self._found = next((one for one in found if one.kind is self.feature.kind), None)
            if self._found is not None and self._found != self.feature:
                self.feature = self._found
                self._adopt()
        return self._found

    def _adopt(self) -> None:
        """Take over what the feature says, at first and whenever it changed."""

    def raw(self, device: Device) -> Any:
        """Return what the device reported last, None for nothing."""
        service = device.service(self.feature.service_id)
        return None if service is None else service.data.get(self.feature.name)

    def read(self, device: Device) -> Reading:
        """Return the value to show."""
        return read_value(self.feature, self.raw(device)) if self.feature.reads else None


class SettingEntity(FeatureEntity, RestoreEntity):
    """A feature that can be set; what nobody reports back is assumed, and kept over restarts."""

    _unrecorded_attributes = frozenset({ATTR_PENDING_VALUE, ATTR_PENDING_SINCE})

    def __init__(
        self,
        coordinator: HuaweiCoordinator,
        description: HuaweiEntityDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Know nothing that was set."""
        super().__init__(coordinator, description, device, feature)
        self._assumed: Any = None
        self._believes = feature.assumed or (
            bool(coordinator.config_entry.options.get(CONF_OPTIMISTIC)) and not feature.access
        )
        self._reported: object = None
        self._attr_assumed_state = feature.assumed

    @override
    async def async_added_to_hass(self) -> None:
        """Take what was set before the restart."""
        if self.feature.assumed and (last := await self.async_get_last_state()) is not None:
            self._assumed = self._restored(last.state)
        await super().async_added_to_hass()

    def _restored(self, state: str) -> Any:
        """Return the value that a state of the time before the restart stands for."""
        return None if state in ("unknown", "unavailable") else state

    @override
    def read(self, device: Device) -> Any:
        """Return the value to show: what was set counts until the device reports anew."""
        service = device.service(self.feature.service_id)
        reported = (self.raw(device), service and service.event_time)
        if reported != self._reported:
            self._reported = reported
            if not self.feature.assumed:
                self._assumed = None
        return super().read(device) if self._assumed is None else self._assumed

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what waits for the device, where something does."""
        waiting = self.coordinator.pending.setting(self.device_id, self.feature.id)
        if waiting is None or self.feature.private:
            return None
        return {
            ATTR_PENDING_VALUE: waiting.value,
            ATTR_PENDING_SINCE: waiting.since.isoformat(),
        }

    @override
    def _refresh(self) -> object:
        return super()._refresh(), self.extra_state_attributes

    async def _async_set(self, value: Any) -> None:
        """Send ``value``. Raises a translated HomeAssistantError."""
        await self.coordinator.config_entry.runtime_data.orders.async_set(
            self.device_id, self.feature, value
        )
        if self._believes:
            self._assumed = value
            self._handle_coordinator_update()


def affords(coordinator: HuaweiCoordinator, device: Device, feature: Feature | None = None) -> bool:
    """Tell whether an entity may be enabled at first: of very many devices each has a few only.

    What the device is for goes before its diagnostics, and both before what every device has.
    """
    most = coordinator.per_device
    if most >= MOST_ENABLED + ROWS:
        return True
    shown = [one for one in coordinator.features_of(device) if one.enabled]
    if feature is None:
        return len(shown) + ROWS <= most
    return feature in sorted(shown, key=lambda one: one.category is not None)[:most]


def class_of[ClassT: StrEnum](kind: type[ClassT], feature: Feature) -> ClassT | None:
    """Return the device class of a feature, None for one that its platform does not have."""
    try:
        return kind(feature.device_class or "")
    except ValueError:
        return None


def is_main(feature: Feature, features: Iterable[Feature]) -> bool:
    """Tell whether a feature is the one thing that its device is for, and bears its name.

    That is the only lock; or the only switch of a device that tells nothing else.
    """
    shown = [one for one in features if one.enabled and one.category is None]
    rivals = [one.id for one in shown if one.kind in _MAIN_KINDS]
    if rivals != [feature.id] or feature.kind not in _MAIN_KINDS:
        return False
    return feature.kind is Kind.LOCK or not any(one.kind in _TOLD for one in shown)


def name_of(feature: Feature, features: Iterable[Feature]) -> str:
    """Return a name from that of the product model; with the service where two are alike.

    A pair of commands, such as OPEN and CLOSE, is called by its service.
    """
    if feature.path is not None and feature.path.way is Way.PAIR and not feature.reads:
        return spelt(feature.service_id)
    same = Counter(one.name.casefold() for one in features if one.kind is feature.kind)
    name = spelt(feature.name)
    if same[feature.name.casefold()] > 1:
        return f"{spelt(feature.service_id)} {name[:1].lower()}{name[1:]}"
    return name


def spelt(name: str) -> str:
    """Return a name such as ``targetTemperature`` as people write it."""
    return " ".join(words(name)).capitalize() if name.isascii() and words(name) else name


@callback
def async_add_rows[RowT: HuaweiEntityDescription](
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: tuple[RowT, ...],
    make: Callable[[HuaweiCoordinator, RowT, Device], Entity],
) -> None:
    """Add an entity for every row that a device has, now and whenever devices come or change."""
    coordinator = entry.runtime_data.coordinator
    missing: dict[str, tuple[RowT, ...]] = {}

    def new(device_id: str) -> list[Entity]:
        device = coordinator.devices.get(device_id)
        if device is None:
            missing.pop(device_id, None)
            return []
        left = missing.get(device_id, rows)
        found = [row for row in left if row.exists_fn(device)]
        if found or device_id not in missing:
            missing[device_id] = tuple(row for row in left if row not in found)
        return [make(coordinator, row, device) for row in found]

    _add_for_devices(entry, async_add_entities, new)


@callback
def async_add_features[RowT: HuaweiEntityDescription](
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    row: RowT,
    kind: Kind,
    make: Callable[[HuaweiCoordinator, RowT, Device, Feature], Entity],
) -> None:
    """Add an entity for every feature of a kind, now and whenever devices come or models change.

    What a model does not have any more stays in the registry, unavailable.
    """
    coordinator = entry.runtime_data.coordinator
    planned: dict[str, tuple[Feature, ...]] = {}
    known: dict[str, dict[str, Feature]] = {}

    def new(device_id: str) -> list[Entity]:
        device = coordinator.devices.get(device_id)
        if device is None:
            planned.pop(device_id, None)
            known.pop(device_id, None)
            return []
        features = coordinator.features_of(device)
        if planned.get(device_id) is features:
            return []
        planned[device_id] = features
        there = known.setdefault(device_id, {})
        found = [one for one in features if one.kind is kind and one.id not in there]
        there.update((one.id, one) for one in found)
        return [make(coordinator, row, device, one) for one in found]

    _add_for_devices(entry, async_add_entities, new)


def _add_for_devices(
    entry: HuaweiConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    new: Callable[[str], list[Entity]],
) -> None:
    """Add what devices have: of the first ones at once, of many others a few at a time."""
    coordinator = entry.runtime_data.coordinator
    names = tuple(coordinator.devices)

    @callback
    def look(device_id: str) -> None:
        if entities := new(device_id):
            async_add_entities(entities)

    async def add_others() -> None:
        for start in range(AT_ONCE, len(names), AT_A_TIME):
            async with coordinator.adding:
                some = [one for name in names[start : start + AT_A_TIME] for one in new(name)]
                if some:
                    async_add_entities(some)
                    await asyncio.sleep(0)
            await asyncio.sleep(0)

    async_add_entities([one for name in names[:AT_ONCE] for one in new(name)])
    entry.async_on_unload(coordinator.listeners.add_for_all(look))
    if len(names) > AT_ONCE:
        entry.async_create_background_task(coordinator.hass, add_others(), f"{entry.title}: add")
