"""What the user has to see to: a wrong clock, events that do not come, unknown devices."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.protocol.lifesmart.catalog import is_known
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator

WRONG_CLOCK = 60.0
"""Seconds that a station's clock may be off."""

ISSUES = ("clock_wrong", "no_events", "port_taken", "unknown_devices")
"""What the ids of issues begin with; the entry's id follows."""


@callback
def async_watch(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> None:
    """Look at the station whenever it was read."""
    coordinator = entry.runtime_data.coordinator

    @callback
    def check() -> None:
        for kind, placeholders in _found(coordinator).items():
            _show(hass, entry, kind, placeholders)

    check()
    coordinator.on_read = check


def _found(coordinator: LifeSmartCoordinator) -> dict[str, dict[str, str] | None]:
    """Return for each kind what its text says, None where all is well."""
    offset = coordinator.client.clock.offset
    unknown = sorted(
        {one.devtype for one in coordinator.data.devices.values() if not is_known(one)}
    )
    refused = coordinator.subscription.error is not None and coordinator.last_update_success
    wrong = offset is not None and abs(offset) > WRONG_CLOCK
    deaf = coordinator.client.session.port.deaf
    return {
        "clock_wrong": {"minutes": str(round(abs(offset or 0) / 60))} if wrong else None,
        "no_events": {} if refused else None,
        "port_taken": {} if deaf and refused else None,
        "unknown_devices": {"classes": ", ".join(unknown)} if unknown else None,
    }


@callback
def _show(
    hass: HomeAssistant, entry: ConfigEntry, kind: str, placeholders: dict[str, str] | None
) -> None:
    issue_id = f"{kind}_{entry.entry_id}"
    if placeholders is None:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=kind,
        translation_placeholders={"name": entry.title, **placeholders},
    )


@callback
def async_forget(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Take all notices about the station away."""
    for kind in ISSUES:
        ir.async_delete_issue(hass, DOMAIN, f"{kind}_{entry.entry_id}")
