"""What the user has to see to: a wrong clock, events that do not come, unknown devices."""

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.protocol.lifesmart import NoAnswerError
from ..accord.protocol.lifesmart.catalog import is_known
from .const import DOMAIN
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .time_zone import wanted_zone

WRONG_CLOCK = 60.0
"""Seconds that a station's clock may be off."""

LASTING = 300.0
"""Seconds of refusals after which events are missed: so long a subscription holds."""

ISSUES = ("clock_wrong", "no_events", "port_taken", "unknown_devices")
"""What is put right elsewhere."""
ZONE_ISSUE = "time_zone_differs"
KINDS = (*ISSUES, ZONE_ISSUE)
"""What the ids of issues begin with; the entry's id follows."""


@callback
def async_watch(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> None:
    """Look at the station whenever it was read, or could not be."""
    coordinator = entry.runtime_data.coordinator

    @callback
    def check() -> None:
        if entry.state is ConfigEntryState.LOADED:
            async_check(hass, entry)

    async_check(hass, entry)
    coordinator.on_read = check


@callback
def async_check(hass: HomeAssistant, entry: LifeSmartConfigEntry) -> None:
    """Show what is wrong now, and take back what is not any more."""
    coordinator = entry.runtime_data.coordinator
    for kind, placeholders in _found(coordinator).items():
        _show(hass, entry, kind, placeholders)
    _show_zone(hass, entry, wrong=wanted_zone(coordinator.data) is not None)


@callback
def async_note_setup(
    hass: HomeAssistant, entry: ConfigEntry, coordinator: LifeSmartCoordinator
) -> None:
    """Say why a station may be silent from the start."""
    _show(hass, entry, "port_taken", {} if _is_deaf(coordinator) else None)


def _is_deaf(coordinator: LifeSmartCoordinator) -> bool:
    """Tell whether the station is silent, and may have answered where we do not hear it."""
    silent = isinstance(coordinator.failure, NoAnswerError)
    return silent and coordinator.client.session.port.deaf


def _found(coordinator: LifeSmartCoordinator) -> dict[str, dict[str, str] | None]:
    """Return for each kind what its text says, None where all is well."""
    offset = coordinator.client.clock.offset
    unknown = sorted(
        {one.devtype for one in coordinator.data.devices.values() if not is_known(one)}
    )
    refused = coordinator.failure is None and coordinator.subscription.refused_for > LASTING
    wrong = offset is not None and abs(offset) > WRONG_CLOCK
    return {
        "clock_wrong": {"minutes": str(round(abs(offset or 0) / 60))} if wrong else None,
        "no_events": {} if refused else None,
        "port_taken": {} if _is_deaf(coordinator) else None,
        "unknown_devices": {"classes": ", ".join(unknown)} if unknown else None,
    }


@callback
def _show_zone(hass: HomeAssistant, entry: ConfigEntry, *, wrong: bool) -> None:
    issue_id = f"{ZONE_ISSUE}_{entry.entry_id}"
    if not wrong:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        data={"entry_id": entry.entry_id},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="time_zone_differs",
        translation_placeholders={"name": entry.title},
    )


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
    for kind in KINDS:
        ir.async_delete_issue(hass, DOMAIN, f"{kind}_{entry.entry_id}")
