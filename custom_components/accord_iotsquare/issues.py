"""What the user has to see to: devices whose payloads nobody reads."""

from collections.abc import Iterator

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .decoding import Decoding

ISSUES = ("no_decoder",)
"""What the ids of issues begin with; the entry's id follows."""

MOST_NAMES = 5


@callback
def async_watch(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Look at the account whenever it was read."""
    coordinator, decoding = entry.runtime_data.coordinator, entry.runtime_data.decoding

    @callback
    def check() -> None:
        for kind, placeholders in _found(coordinator, decoding).items():
            _show(hass, entry, kind, placeholders)

    check()
    entry.async_on_unload(coordinator.async_add_listener(check))
    entry.async_on_unload(decoding.listen_for_decoders(check))


def _found(
    coordinator: IoTSquareCoordinator, decoding: Decoding
) -> dict[str, dict[str, str] | None]:
    """Return for each kind what its text says, None where all is well."""
    unread = sorted(_unread(coordinator, decoding))
    names = ", ".join(unread[:MOST_NAMES])
    if len(unread) > MOST_NAMES:
        names += ", …"
    return {"no_decoder": {"count": str(len(unread)), "devices": names} if unread else None}


def _unread(coordinator: IoTSquareCoordinator, decoding: Decoding) -> Iterator[str]:
    """Yield the names of devices that sent a payload and have no decoder."""
    for name, device in coordinator.data.devices.items():
        uplink = coordinator.uplinks.heard(name).uplink
        if uplink is not None and uplink.data and not decoding.has_decoder(name):
            yield device.name or name


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
    """Take all notices about the account away."""
    for kind in ISSUES:
        ir.async_delete_issue(hass, DOMAIN, f"{kind}_{entry.entry_id}")
