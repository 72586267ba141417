"""What all LifeSmart entities share: identity, device, and the feature they stand for."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, override

from homeassistant.const import CONF_MODEL, EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntry, DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.entity import AccordEntity, AccordEntityDescription
from ..accord.protocol.lifesmart import Device
from ..accord.protocol.lifesmart.catalog import all_rows
from ..accord.protocol.lifesmart.classes.feature import Feature, Kind
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator, Mark, StationState, mark_of
from .readings import VERSION

MANUFACTURER = "LifeSmart"


@dataclass(frozen=True, kw_only=True)
class LifeSmartEntityDescription(AccordEntityDescription):
    """Row of a platform: of the station, or of a feature that classes of devices have."""


def feature_rows[RowT: LifeSmartEntityDescription](
    kind: Kind, make: Callable[[Feature, str], RowT]
) -> tuple[RowT, ...]:
    """Return a row for each text that features of a kind need.

    ``make`` gets a feature with the options of all that share its key, and the key.
    """
    found: dict[str, Feature] = {}
    for feature in all_rows():
        if feature.kind is kind:
            key = key_of(feature)
            found[key] = _joined(found.get(key, feature), feature)
    return tuple(make(found[key], key) for key in sorted(found))


def _joined(one: Feature, other: Feature) -> Feature:
    return replace(
        one,
        options=tuple(dict.fromkeys(one.options + other.options)),
        fan_modes=tuple(dict.fromkeys(one.fan_modes + other.fan_modes)),
        presets=tuple(dict.fromkeys(one.presets + other.presets)),
    )


def key_of(feature: Feature) -> str:
    """Return the key of a feature's row and texts; those of one among several have a number."""
    return feature.key if feature.index is None else f"{feature.key}_numbered"


def category_of(feature: Feature) -> EntityCategory | None:
    """Return what Home Assistant calls the category."""
    return None if feature.category is None else EntityCategory(feature.category.value)


_MAIN_KINDS = frozenset(
    {Kind.SWITCH, Kind.LIGHT, Kind.COVER, Kind.CLIMATE, Kind.FAN, Kind.LOCK, Kind.SIREN}
    | {Kind.REMOTE}
)
"""What a device may be for; sensors keep their names even where they are alone."""


def is_main(feature: Feature, features: Iterable[Feature]) -> bool:
    """Tell whether a feature is the one thing that its device is for, and bears its name."""
    rivals = [
        one.id
        for one in features
        if one.kind in _MAIN_KINDS and one.enabled and one.category is None
    ]
    return feature.kind in _MAIN_KINDS and rivals == [feature.id]


def own_name(feature: Feature, device: Device) -> str | None:
    """Return the owner's name of a feature, without the device's, which stands before it."""
    name = feature.name(device)
    return None if name is None else name.removeprefix(device.name).strip(" _-") or None


class LifeSmartEntity(AccordEntity[LifeSmartCoordinator]):
    """An entity of the station itself."""

    entity_description: LifeSmartEntityDescription

    def __init__(
        self, coordinator: LifeSmartCoordinator, description: LifeSmartEntityDescription
    ) -> None:
        """Belong to the station."""
        super().__init__(coordinator)
        self.entity_description = description
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, station)})


class FeatureEntity(AccordEntity[LifeSmartCoordinator]):
    """An entity of a device behind the station: one of its features."""

    entity_description: LifeSmartEntityDescription

    def __init__(
        self,
        coordinator: LifeSmartCoordinator,
        description: LifeSmartEntityDescription,
        device: Device,
        feature: Feature,
    ) -> None:
        """Stand for ``feature`` of ``device``; named as the owner named it, else by its key."""
        super().__init__(coordinator)
        self.entity_description = description
        self.me = device.me
        self.feature = feature
        station = str(coordinator.config_entry.unique_id)
        self._attr_unique_id = f"{station}_{device.me}_{feature.kind}_{feature.id}"
        self._attr_device_info = device_info(coordinator, device)
        self._attr_entity_registry_enabled_default = feature.enabled
        self._attr_entity_category = category_of(feature)
        if is_main(feature, coordinator.features_of(device)):
            self._attr_name = None
        elif (name := own_name(feature, device)) is not None:
            self._attr_name = name
        elif feature.index is not None:
            self._attr_translation_placeholders = {"number": str(feature.index)}

    @property
    def device(self) -> Device | None:
        """Return the device; None when the station does not know it any more."""
        return self.coordinator.data.devices.get(self.me)

    @property
    @override
    def available(self) -> bool:
        """Tell whether the station answers and hears the device."""
        device = self.device
        return super().available and device is not None and device.available

    @override
    def _refresh(self) -> object:
        device = self.device
        return None if device is None else self._show(device)

    @abstractmethod
    def _show(self, device: Device) -> object:
        """Set the attributes from ``device`` and return a comparable picture of them."""


def name_of(device: Device) -> str:
    """Return what a device is called, by its class and id where nobody gave it a name."""
    return device.name or f"{device.devtype} {device.me}"


def model_of(device: Device) -> str | None:
    """Return what the station calls the class of a device."""
    return device.fulltype or device.devtype or None


def device_info(coordinator: LifeSmartCoordinator, device: Device) -> DeviceInfo:
    """Return how the device registry describes a device behind a station."""
    entry = coordinator.config_entry
    return DeviceInfo(
        identifiers={(DOMAIN, f"{entry.unique_id}_{device.me}")},
        manufacturer=MANUFACTURER,
        model=model_of(device),
        name=name_of(device),
        sw_version=device.version or None,
        via_device_id=entry.runtime_data.device_id,
    )


@callback
def async_add_features[EntityT: Entity](
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    rows: Iterable[LifeSmartEntityDescription],
    make: Callable[[LifeSmartCoordinator, Any, Device, Feature], EntityT],
    kind: Kind,
) -> None:
    """Add an entity for every feature of a kind that has a row, now and whenever devices come.

    What the station does not tell any more loses its entity, but stays in the registry.
    """
    coordinator = entry.runtime_data.coordinator
    by_key = {row.key: row for row in rows}
    known: dict[Mark, EntityT] = {}

    @callback
    def add() -> None:
        there = {
            mark_of(device.me, feature): (device, feature)
            for device in coordinator.data.devices.values()
            for feature in coordinator.features_of(device)
            if feature.kind is kind and key_of(feature) in by_key
        }
        gone = [known.pop(mark) for mark in known.keys() - there.keys()]
        new = {
            mark: make(coordinator, by_key[key_of(feature)], device, feature)
            for mark, (device, feature) in there.items()
            if mark not in known
        }
        known.update(new)
        if gone:
            entry.async_create_task(hass, replaced(gone, list(new.values())), f"{entry.title}: new")
        else:
            async_add_entities(new.values())

    async def replaced(gone: list[EntityT], new: list[EntityT]) -> None:
        """One that comes may have the identity of one that goes."""
        for entity in gone:
            if getattr(entity, "hass", None) is not None:  # disabled ones were never added
                await entity.async_remove()
        async_add_entities(new)

    add()
    entry.async_on_unload(coordinator.listen_for_devices(add))


@callback
def async_register_station(
    hass: HomeAssistant, entry: LifeSmartConfigEntry, state: StationState
) -> DeviceEntry:
    """Describe the station to the registry, before its devices refer to it."""
    version = state.get(VERSION)
    return dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, str(entry.unique_id))},
        manufacturer=MANUFACTURER,
        model=None if version is None else version.model_name,
        model_id=entry.data[CONF_MODEL],
        name=entry.title,
        sw_version=None if version is None else version.version,
    )
