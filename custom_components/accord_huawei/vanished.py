"""Entities whose property or command is not in the product model any more: the user is told."""

from collections.abc import Iterator

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir

from ..accord.protocol.huawei.northbound import Device
from .const import DOMAIN
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .devices import unique_name
from .products import name_of_model

LISTED = 10
"""Entities that the notice names."""


@callback
def async_watch_models(hass: HomeAssistant, entry: HuaweiConfigEntry) -> None:
    """Look whenever a product model is not what it was."""
    coordinator = entry.runtime_data.coordinator

    @callback
    def look() -> None:
        gone = sorted(
            one
            for device in coordinator.devices.values()
            for one in _gone(hass, coordinator, device)
        )
        issue_id = f"model_changed_{entry.entry_id}"
        if not gone:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
            return
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="model_changed",
            translation_placeholders={
                "name": entry.title,
                "count": str(len(gone)),
                "entities": ", ".join(gone[:LISTED]),
            },
        )

    @callback
    def on_removal(_: Event[er.EventEntityRegistryUpdatedData]) -> None:
        if ir.async_get(hass).async_get_issue(DOMAIN, f"model_changed_{entry.entry_id}"):
            look()

    coordinator.on_model = look
    look()
    entry.async_on_unload(
        lambda: ir.async_delete_issue(hass, DOMAIN, f"model_changed_{entry.entry_id}")
    )
    entry.async_on_unload(
        hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, on_removal, _is_removal)
    )


@callback
def _is_removal(data: er.EventEntityRegistryUpdatedData) -> bool:
    return data["action"] == "remove"


def _gone(hass: HomeAssistant, coordinator: HuaweiCoordinator, device: Device) -> Iterator[str]:
    """Yield the entities of a device that its model says nothing of any more."""
    if coordinator.products.services(name_of_model(device)) is None:
        return
    name = unique_name(coordinator.config_entry, device.device_id)
    known = {f"{name}_{one.kind}:{one.id}" for one in coordinator.features_of(device)}
    registry, devices = er.async_get(hass), dr.async_get(hass)
    entry_id = coordinator.config_entry.entry_id
    found = devices.async_get_device_by_identifier((DOMAIN, name), entry_id)
    for one in () if found is None else er.async_entries_for_device(registry, found.id):
        if one.unique_id.startswith(f"{name}_{one.domain}:") and one.unique_id not in known:
            yield one.entity_id
