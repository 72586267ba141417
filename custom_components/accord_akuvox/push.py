"""Have a unit call Home Assistant when something happens, and make something of its calls.

Every call is followed by a reading of the unit: what it says is a hint, the unit's own answer
counts. Codes and cards are never asked for, and nothing of a call but known names is kept.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, Self

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.network import is_ip_address, is_local
from yarl import URL

from ..accord.protocol.akuvox import (
    EVENTS,
    AccessMethod,
    ActionEvent,
    AkuvoxClient,
    Candidate,
    Provisioned,
    Remembered,
    UrlPlan,
    is_ours,
    normalize_mac,
    plan_urls,
)
from ..accord.protocol.errors import AccordError
from ..accord.push_view import async_register_push, new_secret, push_url
from ..accord.pushes import Push, flat_values
from .access import Access, Sign
from .connection import Connection, make_client
from .const import CONF_PUSH, DOMAIN, LOGGER
from .coordinator import AkuvoxConfigEntry, AkuvoxCoordinator, AkuvoxState
from .readings import CALL

VENDOR = "akuvox"
NAMES = ("e", "n", "m", "u", "t")
"""Event, letter, MAC address, user's number, how it was opened: all that addresses ask for."""

LOOK_AGAIN = (2.0, 5.0)
"""Seconds after a push until the unit is read again, and once more, if its log says nothing yet.

Units call first and write their logs then.
"""

VERIFY_EVERY = timedelta(days=1)

RESTORE_TIME = 30.0
"""Seconds that the removal of an entry waits for its unit."""

RELAYS = {"relay_triggered": True, "relay_closed": False}
CALLS = frozenset({"call_started", "call_ended"})
ACCESSES: Mapping[str, tuple[bool, AccessMethod]] = {
    "code_valid": (True, AccessMethod.PIN),
    "code_invalid": (False, AccessMethod.PIN),
    "card_valid": (True, AccessMethod.CARD),
    "card_invalid": (False, AccessMethod.CARD),
    "face_valid": (True, AccessMethod.FACE),
    "face_invalid": (False, AccessMethod.FACE),
    "qr_valid": (True, AccessMethod.QR_CODE),
    "qr_invalid": (False, AccessMethod.QR_CODE),
}
_REGISTERED: HassKey[dict[str, Callable[[], None]]] = HassKey(f"{DOMAIN}_push")
"""What ends the pushes of an entry, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSettings:
    """What an entry keeps of its pushes."""

    secret: str = field(repr=False)
    base: str = ""
    """Where the unit reaches Home Assistant, if the user said so."""
    keys: tuple[str, ...] = ()
    """Settings of the unit that hold our address."""
    remembered: Remembered = field(default_factory=Remembered, repr=False)

    @classmethod
    def of(cls, entry: AkuvoxConfigEntry) -> Self | None:
        """Return those of an entry, None while pushes are off."""
        stored = entry.data.get(CONF_PUSH)
        if not isinstance(stored, Mapping) or not stored.get("secret"):
            return None
        return cls(
            secret=stored["secret"],
            base=stored.get("base", ""),
            keys=tuple(key for key in stored.get("keys", ()) if key in EVENTS),
            remembered=Remembered.from_dict(stored.get("remembered", {})),
        )

    @property
    def events(self) -> frozenset[str]:
        """Return the events that the unit reports."""
        return frozenset(EVENTS[key].event for key in self.keys)

    def to_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        return {
            "secret": self.secret,
            "base": self.base,
            "keys": list(self.keys),
            "remembered": self.remembered.to_dict(),
        }


async def async_setup_push(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Take pushes of a loaded entry if they are on, and see now and then that they still come."""
    settings = PushSettings.of(entry)
    if settings is None:
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry))
        return
    _register(hass, entry, settings)

    async def verify(_: datetime | None = None) -> None:
        await async_verify(hass, entry)

    entry.async_on_unload(async_track_time_interval(hass, verify, VERIFY_EVERY))
    entry.async_create_background_task(hass, verify(), f"{entry.title}: verify pushes")


@callback
def _register(hass: HomeAssistant, entry: AkuvoxConfigEntry, settings: PushSettings) -> None:
    """Take pushes from now on, until the entry is unloaded or they are switched off."""
    registered = hass.data.setdefault(_REGISTERED, {})
    if entry.entry_id in registered:
        return
    handler = PushHandler(hass, entry)
    registered[entry.entry_id] = async_register_push(
        hass,
        entry,
        VENDOR,
        settings.secret,
        handler.async_handle,
        local_only=not _comes_from_outside(hass, settings.base),
    )
    entry.async_on_unload(lambda: _unregister(hass, entry))


def _comes_from_outside(hass: HomeAssistant, base: str) -> bool:
    """Tell whether a unit that calls ``base`` may do so over the Internet.

    Only by an address that is not of the local network: whoever is outside knows no other.
    """
    if not base or base == (hass.config.internal_url or "").rstrip("/"):
        return False
    host = URL(base).host or ""
    if is_ip_address(host):
        return not is_local(ip_address(host))
    return "." in host and not host.endswith((".local", ".lan", ".home.arpa", ".internal"))


@callback
def _unregister(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    if (end := hass.data.get(_REGISTERED, {}).pop(entry.entry_id, None)) is not None:
        end()


class PushHandler:
    """Makes something of the pushes of one unit."""

    def __init__(self, hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
        """Belong to a loaded entry."""
        self._hass = hass
        self._entry = entry

    @property
    def _coordinator(self) -> AkuvoxCoordinator:
        return self._entry.runtime_data.coordinator

    async def async_handle(self, push: Push) -> None:
        """Show what a push says and have the unit read."""
        values = flat_values(push, NAMES, unfilled="$")
        mac = values.get("m")
        if mac is not None and normalize_mac(mac) != self._entry.unique_id:
            LOGGER.debug("A push for %s names another unit", self._entry.title)
            return
        event, letter = values.get("e", ""), values.get("n", "").upper()
        coordinator = self._coordinator
        moved = coordinator.feed.moved
        if event in CALLS:
            coordinator.feed.read_calls_soon()
            coordinator.read_again(CALL)
        coordinator.async_pushed(_change(event, letter))
        if event in ACCESSES and "doorlog/get" not in coordinator.data.capabilities:
            granted, method = ACCESSES[event]
            coordinator.feed.tell(Access(granted, method, user_id=values.get("u", "")))
        elif event in ACCESSES:
            self._entry.async_create_background_task(
                self._hass, self._async_look_again(moved), f"{self._entry.title}: look again"
            )
        coordinator.feed.tell_sign(Sign(event, letter))

    async def _async_look_again(self, moved: int) -> None:
        """Read again while the log has no more than the ``moved`` rows of before the push."""
        coordinator = self._coordinator
        for delay in LOOK_AGAIN:
            await asyncio.sleep(delay)
            if coordinator.feed.moved != moved:
                return
            await coordinator.async_request_refresh()


def _change(event: str, letter: str) -> Callable[[AkuvoxState], AkuvoxState] | None:
    """Return what a push about a relay promises."""
    opened = RELAYS.get(event)
    if opened is None:
        return None

    def change(state: AkuvoxState) -> AkuvoxState:
        return state.with_opened(letter, opened) if letter in state.poll.relays else state

    return change


def push_base(hass: HomeAssistant, settings: PushSettings, base: str) -> str:
    """Return the address below which the unit calls. Raises a translated HomeAssistantError."""
    return push_url(hass, VENDOR, settings.secret, base or None)


async def async_candidates(entry: AkuvoxConfigEntry) -> tuple[Candidate, ...]:
    """Return what the unit can report, without addresses where they are ours.

    Raises AccordError.
    """
    found = await _client_of(entry).actionurl.candidates()
    settings = PushSettings.of(entry)
    if settings is None:
        return found
    mark = settings.remembered.mark
    return tuple(
        replace(one, url="") if one.url and is_ours(one.url, mark) else one for one in found
    )


async def async_provision(
    hass: HomeAssistant,
    entry: AkuvoxConfigEntry,
    *,
    replace_foreign: bool = False,
    base: str = "",
) -> Provisioned:
    """Have the unit report to us from now on, and take its reports.

    ``base`` is where it reaches Home Assistant, else that is found out. Addresses of others stay
    without ``replace_foreign``; what stood there is kept in the entry before anything is written.
    Raises AccordError, and a translated HomeAssistantError where no address is known.
    """
    earlier = PushSettings.of(entry)
    settings = replace(earlier or PushSettings(secret=new_secret()), base=base)
    candidates = await async_candidates(entry)
    address = push_base(hass, settings, base)
    foreign = [one.action.key for one in candidates if one.url] if replace_foreign else []
    plan = plan_urls(candidates, address, replace=foreign, variables=True)
    before = _before(candidates, plan).before(None if earlier is None else earlier.remembered)
    _store(hass, entry, replace(settings, remembered=before))
    client = _client_of(entry)
    done = await client.actionurl.provision(plan, None if earlier is None else earlier.remembered)
    if done.active:
        keys = tuple(one.key for one in done.active)
        _store(hass, entry, replace(settings, keys=keys, remembered=done.remembered))
        _register(hass, entry, settings)
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry))
    elif earlier is None:
        _store(hass, entry, None)
    return done


def _before(candidates: tuple[Candidate, ...], plan: UrlPlan) -> Remembered:
    """Return what stands where addresses are about to be written."""
    values = {one.action.key: one.url for one in candidates if one.action.key in plan.urls}
    return Remembered(mark=plan.mark, values=values)


async def async_verify(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Say so when somebody took our addresses out of the unit; asked of a unit that answers."""
    settings = PushSettings.of(entry)
    if settings is None:
        return
    remembered = settings.remembered
    wanted = {key: value for key, value in remembered.values.items() if key in settings.keys}
    try:
        lost = await _client_of(entry).actionurl.verify(replace(remembered, values=wanted))
    except AccordError as err:
        LOGGER.debug("Pushes of %s could not be verified: %s", entry.title, type(err).__name__)
        return
    if not lost:
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry))
        return
    _poll_faster(entry.runtime_data.coordinator)
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry),
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="push_lost",
        translation_placeholders={"name": entry.title, "events": event_names(lost)},
    )


async def async_switch_off(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Put back what the unit had before, where it still has ours, and take no more pushes.

    The entry is loaded. Raises AccordError, and keeps then what is needed to try again.
    """
    if (settings := PushSettings.of(entry)) is not None:
        await _client_of(entry).actionurl.restore(settings.remembered)
    async_forget(hass, entry)


async def async_restore(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Put back what the unit had before, for an entry that is removed; does what can be done."""
    if (settings := PushSettings.of(entry)) is None:
        return
    client = make_client(hass, Connection.from_data(entry.data))
    try:
        async with asyncio.timeout(RESTORE_TIME):
            info = await client.system.info()
            if info.mac == entry.unique_id:
                await client.actionurl.restore(settings.remembered)
    except (AccordError, TimeoutError) as err:
        LOGGER.warning(
            "%s could not be asked to report no more (%s). Take the addresses of Home Assistant"
            " out of its action URLs on its own page",
            entry.title,
            type(err).__name__,
        )
    async_forget(hass, entry)


@callback
def async_forget(hass: HomeAssistant, entry: AkuvoxConfigEntry) -> None:
    """Take no more pushes, whatever the unit still has."""
    _unregister(hass, entry)
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry))
    if hass.config_entries.async_get_entry(entry.entry_id) is not None:
        _store(hass, entry, None)
    if entry.state is ConfigEntryState.LOADED:
        _poll_faster(entry.runtime_data.coordinator)


@callback
def _poll_faster(coordinator: AkuvoxCoordinator) -> None:
    """Rely on pushes no more."""
    if coordinator.pushes is not None:
        coordinator.pushes.failed()
        coordinator.update_interval = coordinator.pushes.interval


def _issue_id(entry: AkuvoxConfigEntry) -> str:
    return f"push_lost_{entry.entry_id}"


def event_names(actions: Iterable[ActionEvent]) -> str:
    """Return the names of events as they stand on the unit's own page."""
    return ", ".join(one.key.rpartition(".")[2] for one in actions)


def _client_of(entry: AkuvoxConfigEntry) -> AkuvoxClient:
    return entry.runtime_data.coordinator.client


@callback
def _store(hass: HomeAssistant, entry: AkuvoxConfigEntry, settings: PushSettings | None) -> None:
    data = {key: value for key, value in entry.data.items() if key != CONF_PUSH}
    if settings is not None:
        data[CONF_PUSH] = settings.to_dict()
    hass.config_entries.async_update_entry(entry, data=data)
