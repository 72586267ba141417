"""What a bug report may contain: models and kinds of values, nothing that names or opens anything."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant

from ..accord.actions import as_json
from ..accord.protocol.huawei.northbound import Device
from ..accord.protocol.huawei.northbound.privacy import PRIVATE_KEYS
from ..accord.protocol.redact import REDACTED, Redactor
from .const import CONF_PUSH
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .products import name_of_model
from .push import PushSettings

OPERATIONS = ("1.3.1", "1.3.2", "1.5.2", "1.5.5", "1.6.4")
"""What is shown here: the age of the token, devices, what their models say, subscriptions."""
MEMBERS = ("title", "unique_id", "host", "name", "description", "bridge_id", "scope_ids")
"""Private members of entries and devices, besides the platform's own."""
MOST_DEVICES = 200
"""Devices that are shown one by one."""


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: HuaweiConfigEntry
) -> dict[str, Any]:
    """Return the entry, its devices and their models as captures that others can read."""
    coordinator = entry.runtime_data.coordinator
    budget = coordinator.client.budget
    age = coordinator.client.session.tokens.age
    shown = list(coordinator.devices.values())[:MOST_DEVICES]
    found = {
        "entry": {
            "title": entry.title,
            "unique_id": entry.unique_id,
            "data": {key: value for key, value in entry.data.items() if key != CONF_PUSH},
            "options": dict(entry.options),
        },
        "summary": as_json(coordinator.data),
        "token_age": None if age is None else round(age),
        "calls": {
            "last_minute": budget.calls_last_minute,
            "throttled": budget.throttled,
            "blocked_for": round(budget.blocked_for),
        },
        "last_push": as_json(coordinator.last_push),
        "pushes": _pushes(entry),
        "last_update_success": coordinator.last_update_success,
        "models": {
            name: [one.to_wire() for one in coordinator.products.services(name) or ()]
            for name in coordinator.products.names
        },
        "devices": {
            f"device {number}": _device(coordinator, device)
            for number, device in enumerate(shown, 1)
        },
    }
    private = [
        word
        for device in shown
        for word in (device.device_id, device.info.name, device.info.node_id, device.gateway_id)
    ]
    cleaned: dict[str, Any] = Redactor({*PRIVATE_KEYS, *MEMBERS} - {"from", "to"})(
        found, values=[entry.title, str(entry.unique_id), *private]
    )
    return cleaned


def _pushes(entry: HuaweiConfigEntry) -> dict[str, Any]:
    """Return what comes and from whom it is kept, without any address."""
    keeper = entry.runtime_data.subscriptions
    standing, settings = keeper.standing, PushSettings.of(entry)
    return {
        "on": settings is not None,
        "replaced": [] if settings is None else sorted(settings.replaced),
        "counts": dict(keeper.notices.counts),
        "proven": keeper.proofs.proven,
        "missed": keeper.proofs.missed,
        "active": [] if standing is None else list(standing.active),
        "foreign": [] if standing is None else [one.notify_type for one in standing.foreign],
        "refused": [] if standing is None else list(standing.refused),
    }


def _device(coordinator: HuaweiCoordinator, device: Device) -> dict[str, Any]:
    features = coordinator.features_of(device)
    private = {(one.service_id, one.name) for one in features if one.private}
    return {
        "model_key": name_of_model(device),
        "info": as_json(device.info),
        "node_type": device.node_type,
        "is_child": device.is_child,
        "alarm": as_json(device.alarm),
        "services": {
            service.service_id: {
                "type": service.service_type,
                "event_time": as_json(service.event_time),
                "muted": list(service.muted),
                "data": _shown(service.service_id, service.data, private),
            }
            for service in device.services
        },
        "features": [f"{one.rule} {one.kind} {one.id}" for one in features],
        "pending": len(coordinator.pending.of(device.device_id)),
    }


def _shown(
    service_id: str, data: Mapping[str, Any], private: set[tuple[str, str]]
) -> dict[str, Any]:
    return {
        name: REDACTED if (service_id, name) in private else as_json(value)
        for name, value in data.items()
    }
