"""Keeps the device registry in step with what hangs on a station."""

from operator import is_not

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import AnyDeviceEntry, DeviceEntry

from ..accord.protocol.lifesmart import Device, SwifteVersions
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry
from .entity import model_of, name_of
from .readings import SWIFTE_VERSIONS


def is_known(entry: LifeSmartConfigEntry, device: DeviceEntry) -> bool:
    """Tell whether a device is the station itself or something that it lists."""
    station = str(entry.unique_id)
    known = {f"{station}_{me}" for me in entry.runtime_data.coordinator.data.devices}
    return bool({(DOMAIN, name) for name in (station, *known)} & device.identifiers)


def me_of(entry: LifeSmartConfigEntry, device: AnyDeviceEntry) -> str | None:
    """Return the id of a device behind the station, None for the station itself."""
    head = f"{entry.unique_id}_"
    names = [name for domain, name in device.identifiers if domain == DOMAIN]
    return next((name.removeprefix(head) for name in names if name.startswith(head)), None)


@callback
def async_follow(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> None:
    """Rename devices as their owner does in the app, and remove those that are gone.

    A station that lists nothing at all has just started: nothing is removed then.
    """
    coordinator = entry.runtime_data.coordinator
    registry = dr.async_get(hass)
    seen: dict[str, tuple[Device, SwifteVersions | None]] = {}

    @callback
    def look() -> None:
        devices = coordinator.data.devices
        if devices and (not seen or seen.keys() - devices.keys()):
            for found in dr.async_entries_for_config_entry(registry, entry.entry_id):
                if not is_known(entry, found):
                    registry.async_remove_device(found.id)
        for me, device in devices.items():
            now = device, coordinator.data.get(SWIFTE_VERSIONS, me)
            if (before := seen.get(me)) is None or any(map(is_not, before, now, strict=True)):
                seen[me] = now
                if before is None or _described(*before) != _described(*now):
                    _describe(entry, registry, *now)
        for me in seen.keys() - devices.keys():
            del seen[me]

    look()
    entry.async_on_unload(coordinator.async_add_listener(look))


def _described(device: Device, versions: SwifteVersions | None) -> tuple[str | None, ...]:
    return name_of(device), model_of(device), device.version, _boards(versions)


def _boards(versions: SwifteVersions | None) -> str | None:
    """Return what both halves of a SWIFTE lock run, None for other devices."""
    if versions is None or not (versions.inner or versions.outer):
        return None
    return f"{versions.inner or '?'} / {versions.outer or '?'}"


def _describe(
    entry: LifeSmartConfigEntry,
    registry: dr.DeviceRegistry,
    device: Device,
    versions: SwifteVersions | None,
) -> None:
    identifier = (DOMAIN, f"{entry.unique_id}_{device.me}")
    found = registry.async_get_device_by_identifier(identifier, entry.entry_id)
    if found is not None:
        registry.async_update_device(
            found.id,
            name=name_of(device),
            model=model_of(device),
            sw_version=device.version or None,
            hw_version=_boards(versions) or found.hw_version,
        )
