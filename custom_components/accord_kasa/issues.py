"""Repairs: things about a device that only its owner can put right."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.flows import other_entry_for
from .const import CONF_NO_MOTION_DELAY, CORE_DOMAIN, DOMAIN
from .coordinator import KasaConfigEntry, KasaView
from .readings import CLOCK, MOTION, SMART_CONTROL


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


@callback
def async_watch_delay(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    """Say so when Smart Control put another no-motion delay in the place of the user's."""
    coordinator, issue_id = entry.runtime_data.coordinator, f"delay_put_back_{entry.entry_id}"

    @callback
    def check() -> None:
        wanted = entry.data.get(CONF_NO_MOTION_DELAY)
        found = _delay_put_back(coordinator.data.view(None), wanted)
        if wanted is None or found is None:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
        elif not coordinator.commanded_recently:
            ir.async_create_issue(
                hass,
                DOMAIN,
                issue_id,
                is_fixable=False,
                severity=ir.IssueSeverity.WARNING,
                translation_key="delay_put_back",
                translation_placeholders={
                    "name": entry.title,
                    "wanted": str(wanted // 1000),
                    "found": str(found // 1000),
                },
            )

    check()
    entry.async_on_unload(coordinator.async_add_listener(check))


def _delay_put_back(view: KasaView | None, wanted: int | None) -> int | None:
    """Return the delay in milliseconds that a rule wrote over the wanted one; None for none."""
    config = None if view is None else view.get(MOTION)
    if view is None or config is None or wanted is None or config.cold_time == wanted:
        return None
    ruled = any(one.enable for one in view.get(SMART_CONTROL) or ())
    return config.cold_time if ruled else None
