"""What a bug report may contain about a device: everything that is not private."""

from typing import Any

from homeassistant.core import HomeAssistant

from ..accord.actions import as_json
from ..accord.protocol.kasa import PRIVATE_KEYS
from ..accord.protocol.redact import Redactor
from ..accord.readings import Values
from .coordinator import KasaConfigEntry

REDACT = Redactor({*PRIVATE_KEYS, "host", "unique_id", "title"})


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: KasaConfigEntry
) -> dict[str, Any]:
    """Return the entry, the device's last answer and how it is reached."""
    coordinator = entry.runtime_data.coordinator
    state = coordinator.data
    found: dict[str, Any] = REDACT(
        {
            "entry": {
                "title": entry.title,
                "unique_id": entry.unique_id,
                "data": dict(entry.data),
                "options": dict(entry.options),
            },
            "family": state.sysinfo.family,
            "sysinfo": dict(state.sysinfo.raw),
            "energy": as_json(state.energy),
            "readings": _readings(state.values),
            "last_update_success": coordinator.last_update_success,
        },
        values=[state.sysinfo.device_id, state.sysinfo.mac],
    )
    return found


def _readings(values: Values) -> dict[str, list[Any]]:
    """Return what was read, by kind; ids of outlets are private."""
    found: dict[str, list[Any]] = {}
    for (key, _), value in values.items():
        found.setdefault(key, []).append(as_json(value))
    return found
