"""What a bug report may contain about a station: nothing that opens a door or names a person."""

from typing import Any

from homeassistant.core import HomeAssistant

from ..accord.actions import as_json
from ..accord.protocol.lifesmart import PRIVATE_KEYS
from ..accord.protocol.lifesmart.catalog import is_known
from ..accord.protocol.redact import Redactor
from .const import CONF_DIALECT
from .coordinator import LifeSmartConfigEntry
from .readings import SWIFTE_INFO, SWIFTE_MODE, SWIFTE_VERSIONS, V3_INFO, VERSION, LifeSmartReading

MEMBERS = ("title", "unique_id", "name", "own_host", "sms_number", "names")
"""Private members of entries and devices; devices are told apart by their ids and classes."""

OPERATIONS = ("doorlock.ctldoorlockswifte.HwInfo",)
"""What is shown here that only versions in the device registry show besides."""
LOCKS: tuple[LifeSmartReading[Any], ...] = (V3_INFO, SWIFTE_INFO, SWIFTE_MODE, SWIFTE_VERSIONS)


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: LifeSmartConfigEntry
) -> dict[str, Any]:
    """Return the entry, and what each device said last."""
    coordinator = entry.runtime_data.coordinator
    state, subscription = coordinator.data, coordinator.subscription
    found = {
        "entry": {
            "title": entry.title,
            "unique_id": entry.unique_id,
            "data": dict(entry.data),
            "options": dict(entry.options),
        },
        "dialect": entry.data.get(CONF_DIALECT),
        "version": as_json(state.get(VERSION)),
        "clock_offset": coordinator.client.clock.offset,
        "events": {
            "active": subscription.active,
            "silence": str(round(subscription.silence)) if subscription.silence < 1e9 else None,
        },
        "port_taken": coordinator.client.session.port.deaf,
        "devices": {
            me: {
                "class": device.devtype,
                "full_class": device.fulltype,
                "known": is_known(device),
                "available": device.available,
                "version": device.version,
                "values": {name: as_json(io) for name, io in device.ios.items()},
                "features": [f"{one.kind}/{one.id}" for one in coordinator.features_of(device)],
            }
            for me, device in state.devices.items()
        },
        "locks": {
            me: {
                reading.key: as_json(told) for reading in LOCKS if (told := state.get(reading, me))
            }
            for me in state.devices
            if any(state.get(reading, me) for reading in LOCKS)
        },
        "last_update_success": coordinator.last_update_success,
    }
    private = [device.name for device in state.devices.values()]
    cleaned: dict[str, Any] = Redactor({*PRIVATE_KEYS, *MEMBERS})(
        found, values=[entry.title, str(entry.unique_id), *private]
    )
    return cleaned
