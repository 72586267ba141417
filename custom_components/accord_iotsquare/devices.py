"""Keeps the device registry in step with the account: what there is, and what hangs on what."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import AnyDeviceEntry, DeviceEntryType, DeviceInfo

from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .state import (
    ACCOUNT,
    AccountView,
    ApplicationView,
    DeviceView,
    GatewayView,
    GroupView,
    Kind,
    Part,
    View,
)

MANUFACTURER = "RisingHF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the registry keeps of a part."""

    name: str
    model: str
    model_id: str | None = None
    serial_number: str | None = None
    manufacturer: str | None = None
    service: bool = False
    via: Part = ACCOUNT


def unique_name(entry: IoTSquareConfigEntry, part: Part) -> str:
    """Return what unique ids of a part's entities begin with, and its own in the registry."""
    account = str(entry.unique_id)
    match part.kind:
        case Kind.ACCOUNT:
            return account
        case Kind.DEVICE:
            return f"{account}_{part.id}"
        case _:
            return f"{account}_{part.kind}_{part.id}"


def part_of(entry: IoTSquareConfigEntry, device: AnyDeviceEntry) -> Part | None:
    """Return which part of the account a device of the registry is, None if it is not listed."""
    names = {name for domain, name in device.identifiers if domain == DOMAIN}
    parts = entry.runtime_data.coordinator.data.parts()
    return next((part for part in parts if unique_name(entry, part) in names), None)


def is_known(entry: IoTSquareConfigEntry, device: AnyDeviceEntry) -> bool:
    """Tell whether a device is something that is listed and followed."""
    part = part_of(entry, device)
    return part is not None and _is_shown(entry.runtime_data.coordinator, part)


def _is_shown(coordinator: IoTSquareCoordinator, part: Part) -> bool:
    return part.kind is not Kind.APPLICATION or bool(coordinator.followed((part.id,)))


def described(coordinator: IoTSquareCoordinator, view: View) -> Described:
    """Return how the registry is to describe a part."""
    match view:
        case AccountView():
            return Described(
                name=coordinator.config_entry.title,
                model="IoTSquare",
                manufacturer=MANUFACTURER,
                service=True,
            )
        case ApplicationView(application=one):
            return Described(
                name=one.name or str(one.app_id),
                model="Application",
                model_id=str(one.app_id),
                service=True,
            )
        case DeviceView(device=device, application=application):
            return Described(
                name=device.name or device.dev_eui,
                model="LoRaWAN device",
                model_id=device.product_type or None,
                serial_number=device.dev_eui,
                via=Part(Kind.APPLICATION, application),
            )
        case GatewayView(gateway=gateway):
            return Described(
                name=gateway.name or gateway.gw_id,
                model="LoRaWAN gateway",
                model_id=gateway.gw_type or None,
                serial_number=gateway.gw_id,
                manufacturer=MANUFACTURER,
            )
        case GroupView(group=group):
            return Described(
                name=group.name or group.mc_eui,
                model="Multicast group",
                model_id=group.mc_eui,
                service=True,
            )


def device_info(coordinator: IoTSquareCoordinator, part: Part) -> DeviceInfo:
    """Return how a part's entities describe their device; it has to be listed."""
    view = coordinator.view(part)
    assert view is not None
    known = described(coordinator, view)
    if part == ACCOUNT:
        return DeviceInfo(identifiers={(DOMAIN, unique_name(coordinator.config_entry, part))})
    return DeviceInfo(
        identifiers={(DOMAIN, unique_name(coordinator.config_entry, part))},
        entry_type=DeviceEntryType.SERVICE if known.service else None,
        manufacturer=known.manufacturer,
        model=known.model,
        model_id=known.model_id,
        name=known.name,
        serial_number=known.serial_number,
        via_device_id=_registered_id(coordinator, known.via),
    )


def _registered_id(coordinator: IoTSquareCoordinator, part: Part) -> str:
    entry = coordinator.config_entry
    return dr.async_get_device_id_by_identifier(
        coordinator.hass, (DOMAIN, unique_name(entry, part)), config_entry_id=entry.entry_id
    )


@callback
def async_follow(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Register what others hang on, rename parts as the server does, remove those that are gone.

    A server that lists no application at all is taken for one that fails: nothing is removed.
    """
    coordinator = entry.runtime_data.coordinator
    registry = dr.async_get(hass)
    seen: dict[Part, Described] = {}

    @callback
    def look(part: Part) -> None:
        view = coordinator.view(part) if _is_shown(coordinator, part) else None
        if view is None:
            if seen.pop(part, None) is not None and coordinator.data.applications:
                _remove(coordinator, registry, part)
        elif seen.get(part) != (known := described(coordinator, view)):
            before = seen.get(part)
            seen[part] = known
            _register(coordinator, registry, part, known, new=before is None)

    for part in coordinator.data.parts():
        look(part)
    if coordinator.data.applications:
        for found in dr.async_entries_for_config_entry(registry, entry.entry_id):
            if not is_known(entry, found):
                registry.async_remove_device(found.id)
    entry.async_on_unload(coordinator.listen_for_parts(look))


def _register(
    coordinator: IoTSquareCoordinator,
    registry: dr.DeviceRegistry,
    part: Part,
    known: Described,
    *,
    new: bool,
) -> None:
    """Describe a part; LoRaWAN devices are registered by their entities."""
    entry = coordinator.config_entry
    identifier = (DOMAIN, unique_name(entry, part))
    found = registry.async_get_device_by_identifier(identifier, entry.entry_id)
    if found is not None:
        registry.async_update_device(
            found.id, name=known.name, model=known.model, model_id=known.model_id
        )
    elif part.kind is not Kind.DEVICE or not new:
        registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={identifier},
            entry_type=DeviceEntryType.SERVICE if known.service else None,
            manufacturer=known.manufacturer,
            model=known.model,
            model_id=known.model_id,
            name=known.name,
            serial_number=known.serial_number,
            via_device_id=None if part == ACCOUNT else _registered_id(coordinator, known.via),
            configuration_url=coordinator.client.base_url if part == ACCOUNT else None,
        )


def _remove(coordinator: IoTSquareCoordinator, registry: dr.DeviceRegistry, part: Part) -> None:
    entry = coordinator.config_entry
    if part.kind is Kind.DEVICE:
        coordinator.uplinks.forget(part.id)
    identifier = (DOMAIN, unique_name(entry, part))
    found = registry.async_get_device_by_identifier(identifier, entry.entry_id)
    if found is not None:
        registry.async_remove_device(found.id)
