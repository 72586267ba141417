"""What a bug report may contain about a device: everything that is not private."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from homeassistant.core import HomeAssistant

from ..accord.actions import as_json
from ..accord.protocol.errors import AccordError
from ..accord.protocol.kasa import LIGHTS, PRIVATE_KEYS, Capability, Family, KasaClient
from ..accord.protocol.redact import Redactor
from ..accord.readings import Values
from .coordinator import KasaConfigEntry, KasaState

REDACT = Redactor({*PRIVATE_KEYS, "host", "unique_id", "title", "credentials", "server"})

type Question = Callable[[KasaClient], Awaitable[Any]]

OPERATIONS = (
    "cnCloud.get_info",
    "smartlife.iot.LAS.get_config",
    "smartlife.iot.sensor_trigger.get_default_manual_action",
    "smartlife.iot.smartbulb.lightingservice.get_light_details",
    "smartlife.iot.smartpowerstrip.manage.get_relationship",
)
"""What is in here of the vendor's operations."""


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: KasaConfigEntry
) -> dict[str, Any]:
    """Return the entry, the device's answers and how it is reached."""
    coordinator = entry.runtime_data.coordinator
    state, client = coordinator.data, coordinator.client
    found: dict[str, Any] = REDACT(
        {
            "entry": {
                "title": entry.title,
                "unique_id": entry.unique_id,
                "data": dict(entry.data),
                "options": dict(entry.options),
            },
            "family": state.sysinfo.family,
            "transport": client.transport_name,
            "sysinfo": dict(state.sysinfo.raw),
            "energy": as_json(state.energy),
            "readings": _readings(state.values),
            "asked_now": await _ask(client, _questions(state)),
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


def _questions(state: KasaState) -> Mapping[str, Question]:
    """Return what only a bug report needs, of what the device can answer."""
    family, has = state.sysinfo.family, state.capabilities
    questions: dict[str, Question] = {}
    if Capability.DEBUG in has:
        questions["health"] = lambda client: client.debug.get_diagnose_status()
    if Capability.SENSOR_TRIGGER in has:
        questions["manual_action"] = lambda client: (
            client.sensor_trigger.get_default_manual_action()
        )
    if family is Family.STRIP:
        questions["places"] = lambda client: client.strip.get_relationship()
    if family in LIGHTS:
        questions["light_details"] = lambda client: client.lighting.get_light_details()
    return questions


async def _ask(client: KasaClient, questions: Mapping[str, Question]) -> dict[str, Any]:
    """Return the answers; the kind of failure where there is none."""
    found: dict[str, Any] = {}
    for name, question in questions.items():
        try:
            found[name] = as_json(await question(client))
        except AccordError as err:
            found[name] = err.key
    return found
