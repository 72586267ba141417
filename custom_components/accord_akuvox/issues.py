"""Repairs: what only the owner of a unit can put right, most of it on the unit's own page."""

from collections.abc import Iterator, Mapping
from ipaddress import IPv4Address, ip_address

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.protocol.akuvox import (
    AUTH_MODE,
    AkuvoxClient,
    ApiClosedError,
    AuthMode,
    WantsHttpsError,
)
from ..accord.protocol.errors import AccordError
from ..accord.protocol.transport.tls import CertificateChangedError
from .connection import Connection, shown_fingerprint
from .const import DOMAIN
from .coordinator import AkuvoxConfigEntry, AkuvoxState
from .readings import CLOCK
from .unit_clock import is_wrong

WHITE_LIST = "2"
"""Of AuthMode in the settings, on the units that are known."""

ISSUES = (
    "no_authentication",
    "white_list_only",
    "default_password",
    "basic_over_http",
    "public_address",
    "clock_wrong",
    "api_closed",
    "wants_https",
)
"""What is put right on the unit's own page; the first five let others in."""
KINDS = (*ISSUES, "certificate_changed")
"""What the ids of issues begin with; the entry's id follows."""
OUTCOMES: Mapping[type[AccordError], str] = {
    ApiClosedError: "api_closed",
    WantsHttpsError: "wants_https",
}


@callback
def async_note_outcome(
    hass: HomeAssistant, entry: AkuvoxConfigEntry, err: BaseException | None
) -> None:
    """Say so when the unit keeps us out by something that its owner can change."""
    if err is None or isinstance(err, (CertificateChangedError, *OUTCOMES)):
        _show_certificate(hass, entry, err)
        for outcome, kind in OUTCOMES.items():
            wrong = isinstance(err, outcome)
            _show(hass, entry, kind, wrong=wrong, severity=ir.IssueSeverity.ERROR)


def _show_certificate(
    hass: HomeAssistant, entry: AkuvoxConfigEntry, err: BaseException | None
) -> None:
    issue_id = issue_id_of("certificate_changed", entry)
    if not isinstance(err, CertificateChangedError):
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        data={"entry_id": entry.entry_id, "fingerprint": err.fingerprint},
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key="certificate_changed",
        translation_placeholders={
            "name": entry.title,
            "fingerprint": shown_fingerprint(err.fingerprint),
            "known": shown_fingerprint(Connection.from_data(entry.data).fingerprint or ""),
        },
    )


@callback
def _show(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    kind: str,
    *,
    wrong: bool,
    severity: ir.IssueSeverity = ir.IssueSeverity.WARNING,
) -> None:
    """Say what is wrong, or take it back."""
    issue_id = issue_id_of(kind, entry)
    if not wrong:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=severity,
        translation_key=kind,
        translation_placeholders={"name": entry.title},
    )


async def async_check_safety(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Say so when others could open the door: once at each start, nothing of it comes by itself."""
    coordinator = entry.runtime_data.coordinator
    connection = Connection.from_data(entry.data)
    unasked = connection.auth_mode is AuthMode.NONE or coordinator.client.unasked
    listed = unasked and await _has_white_list(coordinator.client)
    found = {
        "no_authentication": unasked and not listed,
        "white_list_only": listed,
        "default_password": connection.has_default_account,
        "basic_over_http": connection.auth_mode is AuthMode.BASIC and not connection.https,
        "public_address": any(_public_addresses(connection, coordinator.data)),
    }
    for kind, wrong in found.items():
        _show(hass, entry, kind, wrong=wrong)


async def _has_white_list(client: AkuvoxClient) -> bool:
    """Tell whether the unit lets some addresses in; from outside it looks like no protection."""
    try:
        found: Mapping[str, str] = await client.config.get(item=(AUTH_MODE,))
    except AccordError:
        return False
    return found.get(AUTH_MODE) == WHITE_LIST


def _public_addresses(connection: Connection, state: AkuvoxState) -> Iterator[str]:
    """Yield the addresses that the whole Internet may reach; with IPv6 they are usual at home."""
    for text in (connection.host, state.info.address):
        try:
            address = ip_address(text)
        except ValueError:
            continue
        if isinstance(address, IPv4Address) and address.is_global:
            yield text


@callback
def async_watch_clock(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Say so while the unit lets people in at other times than its owner thinks."""
    coordinator = entry.runtime_data.coordinator

    @callback
    def check() -> None:
        wrong = bool(is_wrong(coordinator.data.get(CLOCK)))
        _show(hass, entry, "clock_wrong", wrong=wrong)

    check()
    entry.async_on_unload(coordinator.async_add_listener(check))


def issue_id_of(kind: str, entry: ConfigEntry) -> str:
    """Return the id of an entry's issue."""
    return f"{kind}_{entry.entry_id}"


@callback
def async_forget(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Take all issues of an entry away: it is gone."""
    for kind in KINDS:
        ir.async_delete_issue(hass, DOMAIN, issue_id_of(kind, entry))
