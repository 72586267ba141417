"""Nothing private shows where others look: planted secrets are searched for everywhere."""

from collections.abc import Callable
import json
import logging
from typing import Any

from homeassistant.const import EVENT_CALL_SERVICE, EVENT_SERVICE_REGISTERED, MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_lifesmart.const import DOMAIN
from custom_components.accord_lifesmart.diagnostics import async_get_config_entry_diagnostics
from custom_components.accord_lifesmart.issues import KINDS
from simulators.lifesmart import LifeSmartStation, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    device_id,
    entity_id,
    network_known,
    subscribed,
)

TOKEN, MODEL = "marker-token-9f2c", "OD_MARKER_7A"
CODES = ("71358246", "71358247", "71358248", "71358249")
CARD = "04EFCCE2"
SSID, WIFI_PASSWORD = "marker-ssid-house", "marker-wifi-password"
APN_USER, APN_PASSWORD = "marker-apn-user", "marker-apn-password"
NUMBER, MESSAGE = "+15550177", "marker text of a message"
SECRETS = (
    *(TOKEN, MODEL, *CODES, CARD, SSID, WIFI_PASSWORD),
    *(APN_USER, APN_PASSWORD, NUMBER, MESSAGE),
)
SHOWN = {SSID}
"""What the station's own entities are about, so that states may tell it."""


class Seen:
    """Everything that was told while a test ran."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Hear all events, but those that repeat what a caller gave."""
        self.events: list[str] = []
        hass.bus.async_listen(MATCH_ALL, self._hear)

    @callback
    def _hear(self, event: Event[Any]) -> None:
        if event.event_type not in (EVENT_CALL_SERVICE, EVENT_SERVICE_REGISTERED):
            self.events.append(json.dumps(event.as_dict(), default=str))


@pytest.fixture
def seen(hass: HomeAssistant) -> Seen:
    """Listen from the beginning."""
    return Seen(hass)


@pytest.fixture
def debug(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Log everything; return what was logged, but for the core's account of its own calls."""
    caplog.set_level(logging.DEBUG)

    def text() -> str:
        own = [one for one in caplog.records if one.name != "homeassistant.core"]
        return "\n".join(f"{one.getMessage()} {one.exc_text or ''}" for one in own)

    return text


def assert_hidden(where: str, text: str, *allowed: str) -> None:
    """Fail with the name of the place, and which marker it shows."""
    shown = [one for one in SECRETS if one in text and one not in allowed]
    assert not shown, f"{where} shows {shown}"


async def act(hass: HomeAssistant, action: str, *, answers: bool = False, **data: Any) -> Any:
    """Carry out an action of ours."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=answers
    )


async def add_people(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Have codes at locks of all generations, and some refused."""
    locks = [entity_id(hass, entry, "lock", f"{me}_lock_lock") for me in ("2711", "2712", "2713")]
    for lock, code in zip(locks, CODES, strict=False):
        await act(hass, "add_user", entity_id=lock, user_name="Guest", code=code)
        await act(hass, "list_users", answers=True, entity_id=lock, include_codes=True)
    with pytest.raises(HomeAssistantError):
        await act(hass, "add_user", entity_id=locks[0], user_name="G", code=CODES[3], user_id="999")
    with pytest.raises(HomeAssistantError):
        await act(hass, "add_user", entity_id=locks[0], user_name="Guest", card=CARD)


async def set_networks(
    hass: HomeAssistant, entry: MockConfigEntry, station: LifeSmartStation
) -> Any:
    """Set networks up, send a message; return what the station tells of its network."""
    itself = device_id(hass, entry)
    wifi = {"ssid": SSID, "password": WIFI_PASSWORD, "mode": "STA", "security": "WPA2"}
    await act(hass, "set_wifi", device_id=itself, confirm=True, **wifi)
    answer = await act(hass, "get_network", answers=True, device_id=itself)
    await act(hass, "scan_wifi", answers=True, device_id=itself)
    station.network.config["wwan0"]["enable"] = True
    await act(hass, "send_sms", device_id=itself, number=NUMBER, message=MESSAGE)
    mobile = {"interface": "wwan0", "username": APN_USER, "password": APN_PASSWORD}
    await act(hass, "set_mobile", device_id=itself, confirm=True, apn="internet", **mobile)
    return answer


async def test_markers(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    seen: Seen,
    debug: Callable[[], str],
    issue_registry: ir.IssueRegistry,
) -> None:
    """Credentials, codes, networks and messages go out on the wire and nowhere else."""
    station = await make(
        SubDevice("2711", "SL_LK_LS", "Entrance"),
        SubDevice("2712", "SL_LK_LS_V3", "Back door"),
        SubDevice("2713", "SL_LK_SWIFTE", "Office"),
        SubDevice("2799", "SL_SC_THL", "Cellar"),
        defed=True,
        token=TOKEN,
        model=MODEL,
    )
    station.devices["2799"].devtype = station.devices["2799"].fulltype = "SL_NEW_ONE"
    station.control("wifi", {"ssid": SSID, "password": WIFI_PASSWORD})
    station.control("clock", {"seconds": 120})
    entry = await add(station, sms_number=NUMBER)
    await network_known(entry)
    await add_people(hass, entry)
    answer = await set_networks(hass, entry, station)
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
    diagnostics = await async_get_config_entry_diagnostics(hass, entry)
    issues = [
        json.dumps(issue.translation_placeholders)
        for (domain, _), issue in issue_registry.issues.items()
        if domain == DOMAIN
    ]
    assert len(issues) >= 2
    assert_hidden("the answer of get_network", json.dumps(answer), SSID, APN_USER)
    assert_hidden("an issue", "".join(issues))
    assert_hidden("the diagnostics", json.dumps(diagnostics))
    assert "accord" in debug()
    assert_hidden("the log", debug())
    for state in hass.states.async_all():
        assert_hidden(state.entity_id, json.dumps(state.as_dict(), default=str), *SHOWN)
    for event in seen.events:
        assert_hidden("an event", event, *SHOWN)


async def test_refusals(
    hass: HomeAssistant, make: Make, add: Add, seen: Seen, debug: Callable[[], str], short: None
) -> None:
    """What goes wrong is told without what was sent."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"), token=TOKEN, model=MODEL)
    entry = await add(station)
    await subscribed(entry)
    lock = entity_id(hass, entry, "lock", "2711_lock_lock")
    station.token = "changed"
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, "add_user", entity_id=lock, user_name="Guest", code=CODES[0])
    assert_hidden("the error", f"{caught.value!s} {caught.value.__cause__!r}")
    station.token = TOKEN
    station.control("offline", {})
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, "add_user", entity_id=lock, user_name="Guest", code=CODES[1])
    assert_hidden("the error", f"{caught.value!s} {caught.value.__cause__!r}")
    await hass.async_block_till_done()
    assert "accord" in debug()
    assert_hidden("the log", debug())
    for event in seen.events:
        assert_hidden("an event", event)


async def test_removal(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """Neither issues nor devices stay when the entry goes."""
    station = await make(SubDevice("2799", "SL_SC_THL", "Cellar"))
    station.devices["2799"].devtype = station.devices["2799"].fulltype = "SL_NEW_ONE"
    station.control("clock", {"seconds": 120})
    station.timezone += 1
    entry = await add(station)
    await subscribed(entry)
    await entry.runtime_data.coordinator.async_refresh()
    await hass.async_block_till_done()
    shown = {issue_id for domain, issue_id in issue_registry.issues if domain == DOMAIN}
    assert {f"{kind}_{entry.entry_id}" for kind in KINDS} >= shown
    assert len(shown) == 3
    await hass.config_entries.async_remove(entry.entry_id)
    assert not [one for domain, one in issue_registry.issues if domain == DOMAIN]
    assert not dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
