"""What the user has to see to: another program with the same application, certificates, models."""

from datetime import timedelta

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ..accord.protocol.huawei.northbound import SecondClientError
from ..accord.protocol.transport.tls import TlsRefusedError
from .const import DOMAIN
from .coordinator import HuaweiCoordinator

ISSUES = ("second_client", "certificate_refused", "certificate_ends", "many_devices")
"""What the ids of issues begin with; the entry's id follows."""
SOON = timedelta(days=30)
"""So long before its end a certificate is mentioned."""
MANY_DEVICES = 5000
"""Devices from which on a scan takes a good part of what the platform allows."""


@callback
def async_watch(hass: HomeAssistant, entry: ConfigEntry, coordinator: HuaweiCoordinator) -> None:
    """Look at each scan, whether it succeeded or not."""

    @callback
    def look() -> None:
        for kind, placeholders in _found(coordinator).items():
            _show(hass, entry, kind, placeholders)

    coordinator.on_scan = look


def _found(coordinator: HuaweiCoordinator) -> dict[str, dict[str, str] | None]:
    """Return for each kind what its text says, None where all is well."""
    failure = coordinator.failure
    count = len(coordinator.devices)
    end = coordinator.certificate_end
    ends = end is not None and end - dt_util.utcnow() < SOON
    return {
        "second_client": {} if isinstance(failure, SecondClientError) else None,
        "certificate_refused": {} if isinstance(failure, TlsRefusedError) else None,
        "certificate_ends": {"date": f"{end:%Y-%m-%d}"} if end and ends else None,
        "many_devices": {"count": str(count)} if count >= MANY_DEVICES else None,
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
    """Take all notices about the application away."""
    for kind in ISSUES:
        ir.async_delete_issue(hass, DOMAIN, f"{kind}_{entry.entry_id}")
