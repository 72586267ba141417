"""Repairs: things about a device that only its owner can put right."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.flows import other_entry_for
from .const import CORE_DOMAIN, DOMAIN
from .coordinator import KasaConfigEntry


@callback
def async_check_other_integration(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    """Say so while Home Assistant's own integration polls the same device."""
    issue_id = f"also_polled_{entry.entry_id}"
    if other_entry_for(hass, CORE_DOMAIN, str(entry.unique_id)) is None:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="also_polled",
        translation_placeholders={"name": entry.title},
    )
