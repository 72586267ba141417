"""What a bug report may contain about an account: no keys, no names, no payloads, no places."""

from typing import Any

from homeassistant.core import HomeAssistant

from ..accord.actions import as_json
from ..accord.protocol.iotsquare import PRIVATE_KEYS
from ..accord.protocol.redact import Redactor
from .const import CONF_KNOWN, CONF_MQTT, CONF_PUSH
from .coordinator import IoTSquareConfigEntry
from .push import PushSettings

OPERATIONS = ("app/status", "device/status", "gateway/status", "mcgroup/status")
"""Operations whose answers it shows."""

MEMBERS = (
    *("title", "unique_id", "url", "username", "token", "name", "remarks", "tags", CONF_KNOWN),
    *("app_name", "dev_name", "gw_name", "mc_name", "firmware_name"),
    *("app_key", "app_s_key", "nwk_s_key", "gen_app_key", "mc_app_s_key", "mc_nwk_s_key"),
    *("headers", "push_url", "push_urls", "push_hosts", "latitude", "longitude", "altitude"),
    *("position", "lan_ip", "local_ip", "wan_ip", "apn", "imsi", "imei", "iccid"),
)
"""Private members of entries and of what the server lists."""


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: IoTSquareConfigEntry
) -> dict[str, Any]:
    """Return the entry, and what was read last of everything."""
    coordinator = entry.runtime_data.coordinator
    state = coordinator.data
    found = {
        "entry": {
            "title": entry.title,
            "unique_id": entry.unique_id,
            "data": {
                key: value for key, value in entry.data.items() if key not in (CONF_MQTT, CONF_PUSH)
            },
            "options": dict(entry.options),
            "subentries": [one.subentry_type for one in entry.subentries.values()],
        },
        "applications": as_json(state.applications),
        "devices": {
            name: {
                "application": state.application_of[name],
                "listed": as_json(device),
                "heard": coordinator.uplinks.heard(name).as_diagnostics(),
                "decoding": entry.runtime_data.decoding.as_diagnostics(name),
            }
            for name, device in state.devices.items()
        },
        "gateways": as_json(state.gateways),
        "groups": as_json(state.groups),
        "transfers": as_json(state.transfers),
        "overdue": sorted(state.overdue),
        "readings": {
            f"{key}/{part}": as_json(value) for (key, part), value in state.values.items()
        },
        "last_update_success": coordinator.last_update_success,
        "ways": _ways(entry),
    }
    # Secrets of pushes and MQTT are none of what is shown here, so nothing has to be taken out.
    cleaned: dict[str, Any] = Redactor({*PRIVATE_KEYS, *MEMBERS})(
        found, values=[entry.title, str(entry.unique_id)]
    )
    return cleaned


def _ways(entry: IoTSquareConfigEntry) -> dict[str, Any]:
    """Return how uplinks can come, besides polls; neither addresses nor who we are there."""
    settings, broker = PushSettings.of(entry), entry.runtime_data.broker
    links = {} if settings is None else settings.links
    return {
        "pushes": {
            part: {"with_header": link.secret, "replaced": len(link.restore)}
            for part, link in links.items()
        },
        "mqtt": {
            "wanted": broker.wanted,
            "connected": broker.connected,
            "error": None if broker.error is None else type(broker.error).__name__,
        },
    }
