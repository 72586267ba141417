"""Keeps the device registry in step with the platform: what there is, and what hangs on what."""

from dataclasses import dataclass
import re

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import (
    CONNECTION_NETWORK_MAC,
    AnyDeviceEntry,
    DeviceEntryType,
    DeviceInfo,
    format_mac,
)

from ..accord.protocol.huawei.northbound import Device
from .const import DOMAIN
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator

MANUFACTURER = "Huawei"
_MAC = re.compile(r"(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the registry keeps of a device."""

    name: str
    manufacturer: str | None
    model: str | None
    model_id: str | None
    serial_number: str | None
    sw_version: str | None
    hw_version: str | None
    gateway: str
    """Empty for one that connects directly."""


def described(device: Device) -> Described:
    """Return how the registry is to describe a device."""
    info = device.info
    return Described(
        name=info.name or info.node_id or device.device_id,
        manufacturer=info.manufacturer_name or info.manufacturer_id or None,
        model=info.model or None,
        model_id=info.device_type or None,
        serial_number=info.serial_number or info.node_id or None,
        sw_version=info.software_version or info.firmware_version or None,
        hw_version=info.hardware_version or None,
        gateway=device.gateway_id if device.is_child else "",
    )


def unique_name(entry: HuaweiConfigEntry, device_id: str | None = None) -> str:
    """Return a device's own name in the registry; without an id the application's."""
    return str(entry.unique_id) if device_id is None else f"{entry.unique_id}_{device_id}"


def id_of(entry: HuaweiConfigEntry, device: AnyDeviceEntry) -> str | None:
    """Return the platform's id of a device of the registry, None of the application itself."""
    begin = f"{entry.unique_id}_"
    names = (name for domain, name in device.identifiers if domain == DOMAIN)
    return next((name.removeprefix(begin) for name in names if name.startswith(begin)), None)


def is_known(entry: HuaweiConfigEntry, device: AnyDeviceEntry) -> bool:
    """Tell whether a device is the application, or one that the platform lists."""
    device_id = id_of(entry, device)
    return device_id is None or device_id in entry.runtime_data.coordinator.devices


def device_info(coordinator: HuaweiCoordinator, device_id: str | None) -> DeviceInfo:
    """Return how entities describe their device; one of the platform has to be listed."""
    entry = coordinator.config_entry
    identifiers = {(DOMAIN, unique_name(entry, device_id))}
    if device_id is None:
        return DeviceInfo(identifiers=identifiers)
    device = coordinator.devices[device_id]
    known = described(device)
    mac = device.info.mac
    return DeviceInfo(
        identifiers=identifiers,
        connections={(CONNECTION_NETWORK_MAC, format_mac(mac))} if _MAC.fullmatch(mac) else set(),
        manufacturer=known.manufacturer,
        model=known.model,
        model_id=known.model_id,
        name=known.name,
        serial_number=known.serial_number,
        sw_version=known.sw_version,
        hw_version=known.hw_version,
        via_device_id=_via(coordinator, known.gateway),
    )


def _via(coordinator: HuaweiCoordinator, gateway: str) -> str:
    """Return the registry's id of what a device hangs on; a gateway is registered if need be."""
    entry = coordinator.config_entry
    registry = dr.async_get(coordinator.hass)
    shown = gateway if gateway in coordinator.devices else None
    found = registry.async_get_device_by_identifier(
        (DOMAIN, unique_name(entry, shown)), entry.entry_id
    )
    if found is None:
        assert shown is not None, "the application is registered first"
        found = _register(coordinator, registry, shown)
    return found.id


def _register(
    coordinator: HuaweiCoordinator, registry: dr.DeviceRegistry, device_id: str
) -> dr.DeviceEntry:
    entry = coordinator.config_entry
    known = described(coordinator.devices[device_id])
    above = known.gateway if known.gateway != device_id else ""
    return registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, unique_name(entry, device_id))},
        manufacturer=known.manufacturer,
        model=known.model,
        model_id=known.model_id,
        name=known.name,
        serial_number=known.serial_number,
        via_device_id=None if above in coordinator.devices else _via(coordinator, ""),
    )


@callback
def async_follow(hass: HomeAssistant, entry: HuaweiConfigEntry) -> None:
    """Register the application, describe devices as the platform does, remove those that are gone.

    A device that the registry has and no scan has shown is looked for before it is removed.
    """
    coordinator = entry.runtime_data.coordinator
    registry = dr.async_get(hass)
    registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(DOMAIN, unique_name(entry))},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer=MANUFACTURER,
        model="IoT application",
        name=entry.title,
    )
    seen = {name: described(device) for name, device in coordinator.devices.items()}

    @callback
    def look(device_id: str) -> None:
        device = coordinator.devices.get(device_id)
        identifier = (DOMAIN, unique_name(entry, device_id))
        if device is None:
            seen.pop(device_id, None)
            found = registry.async_get_device_by_identifier(identifier, entry.entry_id)
            if found is not None:
                registry.async_remove_device(found.id)
        elif seen.get(device_id) != (known := described(device)):
            seen[device_id] = known
            _describe(coordinator, registry, device_id, known)

    for found in dr.async_entries_for_config_entry(registry, entry.entry_id):
        device_id = id_of(entry, found)
        if device_id in coordinator.devices:
            _describe(coordinator, registry, device_id, seen[device_id])
        elif device_id is not None:
            coordinator.doubtful.add(device_id)
    entry.async_on_unload(coordinator.listeners.add_for_all(look))


def _describe(
    coordinator: HuaweiCoordinator, registry: dr.DeviceRegistry, device_id: str, known: Described
) -> None:
    """Bring a device of the registry up to date; new ones are registered by their entities."""
    entry = coordinator.config_entry
    found = registry.async_get_device_by_identifier(
        (DOMAIN, unique_name(entry, device_id)), entry.entry_id
    )
    if found is None:
        return
    registry.async_update_device(
        found.id,
        name=known.name,
        model=known.model,
        model_id=known.model_id,
        manufacturer=known.manufacturer,
        serial_number=known.serial_number,
        sw_version=known.sw_version,
        hw_version=known.hw_version,
        via_device_id=_via(coordinator, known.gateway),
    )
