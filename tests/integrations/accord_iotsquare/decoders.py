"""Decoders as subentries of accounts, for tests."""

from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_iotsquare.const import SUBENTRY_DECODER


def decoder(kind: str, *devices: str, **more: Any) -> dict[str, Any]:
    """Return a subentry for a decoder."""
    data = {"kind": kind, "devices": list(devices), "ports": [], **more}
    return {
        "subentry_type": SUBENTRY_DECODER,
        "title": kind,
        "unique_id": None,
        "data": data,
    }


def choose(
    hass: HomeAssistant, entry: MockConfigEntry, kind: str, *devices: str, **more: Any
) -> str:
    """Add a decoder while the entry runs, as its dialog does; returns the subentry's id."""
    subentry = ConfigSubentry(**decoder(kind, *devices, **more))
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


def there(hass: HomeAssistant, entry: MockConfigEntry, device: str) -> set[str]:
    """Return the keys of the measurements that have entities."""
    head = f"{entry.unique_id}_{device}_m_"
    return {
        found.unique_id.removeprefix(head)
        for found in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if found.unique_id.startswith(head)
    }
