"""Repairs: things about a device that only its owner can put right."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.flows import other_entry_for
from .const import CORE_DOMAIN, DOMAIN
from .coordinator import KasaConfigEntry
from .readings import CLOCK


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


@callback
def async_watch_clock(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    """Say so while the device's rules run at other times than people think."""
    coordinator, issue_id = entry.runtime_data.coordinator, f"clock_wrong_{entry.entry_id}"

    @callback
    def check() -> None:
        view = coordinator.data.view(None)
        clock = None if view is None else view.get(CLOCK)
        if clock is None or not clock.wrong:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
            return
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            data={"entry_id": entry.entry_id},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="clock_wrong",
            translation_placeholders={"name": entry.title},
        )

    check()
    entry.async_on_unload(coordinator.async_add_listener(check))
