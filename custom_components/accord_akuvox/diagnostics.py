"""What a bug report may contain about a unit: nothing that opens a door or names a person."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant

from ..accord.actions import as_json
from ..accord.protocol.akuvox import PRIVATE_KEYS, AkuvoxClient, is_private
from ..accord.protocol.errors import AccordError
from ..accord.protocol.redact import Redactor
from .const import CONF_CAPABILITIES, CONF_FINGERPRINT, CONF_PUSH
from .coordinator import AkuvoxConfigEntry, AkuvoxState
from .readings import INFO

OPERATIONS = ("config/get", "relay/get", "system/info")
"""What is in here of the vendor's operations."""

SECTIONS = (
    "Config.DoorSetting.RELAY.",
    "Config.DoorSetting.INPUT.",
    "Config.DoorSetting.RELAYSCHEDULE.",
    "Config.DoorSetting.APIFCGI.",
    "Config.DoorSetting.PASSWORD.",
    "Config.DoorSetting.DTMF.",
    "Config.DoorSetting.RTSP.",
    "Config.Features.ACTIONURL.",
    "Config.Network.WEBSERVER.",
    "Config.Settings.LOGLEVEL.",
)
"""Settings that help to find a fault; all others stay out, whatever they hold."""

MEMBERS = (
    *("host", "unique_id", "title", "username", "password", CONF_FINGERPRINT, CONF_PUSH),
    *("mac", "address", "subnet_mask", "gateway", "dns", "user", "user_id"),
    *("name", "label", "display_name", "local_identity", "server", "phone", "number"),
    *("code", "codes", "pin", "cards", "card", "secret", "url"),
)
"""Private members of entries and of the client's answers."""


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: AkuvoxConfigEntry
) -> dict[str, Any]:
    """Return the entry, what the unit was found to have, and what it said last."""
    coordinator = entry.runtime_data.coordinator
    state, pushes = coordinator.data, coordinator.pushes
    settings, failure = await _settings(coordinator.client)
    found = {
        "entry": {
            "title": entry.title,
            "unique_id": entry.unique_id,
            "data": {key: v for key, v in entry.data.items() if key != CONF_CAPABILITIES},
            "options": dict(entry.options),
        },
        "info": as_json(replace(state.info, raw={})),
        "capabilities": state.capabilities.to_dict(),
        "poll": as_json(state.poll),
        "readings": {
            key: as_json(value)
            for (key, _), value in state.values.items()
            if key != INFO.key  # stands above
        },
        "push_proven": pushes is not None and pushes.proven,
        "settings": {k: v for k, v in settings.items() if k.startswith(SECTIONS)} or failure,
        "last_update_success": coordinator.last_update_success,
    }
    private = {key for key in (*settings, *_keys(found)) if _is_private(key)}
    hidden = (settings[key] for key in private if key in settings)
    redact = Redactor({*PRIVATE_KEYS, *MEMBERS, *private})
    cleaned: dict[str, Any] = redact(found, values=[*_seen(entry, state), *hidden])
    return cleaned


async def _settings(client: AkuvoxClient) -> tuple[Mapping[str, str], str]:
    """Return all settings, or the kind of failure."""
    try:
        return await client.config.get(), ""
    except AccordError as err:
        return {}, err.key


def _is_private(key: str) -> bool:
    """Tell whether a setting holds a secret, or a place in the network or somebody to be called."""
    if not key.startswith("Config."):
        return False
    last = key.rpartition(".")[2].lower()
    return is_private(key) or last.startswith(("ip0", "callnum", "callname")) or last == "location"


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield key
            yield from _keys(value)
    elif isinstance(data, list):
        for one in data:
            yield from _keys(one)


def _seen(entry: AkuvoxConfigEntry, state: AkuvoxState) -> Iterator[str]:
    """Yield what is private wherever it stands."""
    mac = state.info.mac
    yield from (mac, mac.replace(":", ""), mac.replace(":", "-"))
    yield from _texts(entry.data.get(CONF_PUSH))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
