"""Repairs come and go with what is wrong."""

from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.accord.protocol.errors import DeviceError
from custom_components.accord.protocol.lifesmart.subscription import Subscription
from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import Access, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    TakenPort,
    subscribed,
    until_true,
)


def kinds(hass: HomeAssistant, entry_id: str) -> set[str]:
    """Return what is wrong with an entry's station."""
    return {
        issue_id.removesuffix(f"_{entry_id}")
        for (domain, issue_id) in ir.async_get(hass).issues
        if domain == DOMAIN and issue_id.endswith(entry_id)
    }


async def test_all_is_well(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing is said of a station in order."""
    entry = await add(await make(SubDevice("2711", "SL_LK_LS", "Entrance")))
    assert kinds(hass, entry.entry_id) == set()


async def test_wrong_clock(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Told with the minutes, and taken back when the entry goes."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    station.control("clock", {"seconds": 180})
    entry = await add(station)
    await entry.runtime_data.coordinator.client.config.notify()
    await entry.runtime_data.coordinator.async_refresh()
    assert kinds(hass, entry.entry_id) == {"clock_wrong"}
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"clock_wrong_{entry.entry_id}")
    assert issue is not None
    assert issue.translation_placeholders == {"name": entry.title, "minutes": "3"}
    await hass.config_entries.async_remove(entry.entry_id)
    assert kinds(hass, entry.entry_id) == set()


async def test_unknown_classes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are named, once each."""
    strange = SubDevice("2799", "SL_SC_THL", "Strange")
    strange.devtype = strange.fulltype = "SL_NEW_ONE"
    entry = await add(await make(strange))
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"unknown_devices_{entry.entry_id}")
    assert issue is not None
    assert issue.translation_placeholders == {"name": entry.title, "classes": "SL_NEW_ONE"}


async def test_no_events(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said only when refusals last; taken back with the first subscription that is taken."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    entry = await add(station)
    await subscribed(entry)
    coordinator = entry.runtime_data.coordinator
    subscription: Subscription = coordinator.subscription
    passed = 0.0
    monkeypatch.setattr(subscription, "_monotonic", lambda: passed)
    with patch.object(coordinator.client.session, "register", side_effect=DeviceError("no")):
        subscription.renew_soon()
        await until_true(lambda: subscription.error is not None)
        passed = 299.0
        await coordinator.async_refresh()
        await hass.async_block_till_done()
        assert kinds(hass, entry.entry_id) == set()
        passed = 301.0
        await coordinator.async_refresh()
        await hass.async_block_till_done()
        assert kinds(hass, entry.entry_id) == {"no_events"}
    subscription.renew_soon()
    await until_true(lambda: kinds(hass, entry.entry_id) == set())


async def test_silence_is_no_refusal(
    hass: HomeAssistant, make: Make, add: Add, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A station without power needs no repair."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    entry = await add(station)
    await subscribed(entry)
    coordinator = entry.runtime_data.coordinator
    station.control("offline", {})
    coordinator.subscription.renew_soon()
    await until_true(lambda: coordinator.subscription.error is not None)
    monkeypatch.setattr(coordinator.subscription, "_refused", -1000.0)
    await coordinator.async_refresh()
    await hass.async_block_till_done()
    assert not coordinator.last_update_success
    assert kinds(hass, entry.entry_id) == set()


async def test_port_taken_at_the_start(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, taken: TakenPort, short: None
) -> None:
    """A station that cannot be set up says why, until the port is free."""
    station = await make(access=Access.APP, reply_port=taken.number)
    entry = await add(station, expect=ConfigEntryState.SETUP_RETRY)
    assert kinds(hass, entry.entry_id) == {"port_taken"}
    taken.free()
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    assert kinds(hass, entry.entry_id) == set()


async def test_port_taken_does_not_matter_to_others(
    hass: HomeAssistant, make: Make, add: Add, taken: TakenPort
) -> None:
    """A station enabled by QR code answers to whatever port asks."""
    entry = await add(await make())
    assert entry.runtime_data.coordinator.client.session.port.deaf
    assert kinds(hass, entry.entry_id) == set()


async def test_port_taken_later(
    hass: HomeAssistant, make: Make, add: Add, taken: TakenPort, short: None
) -> None:
    """A station that falls silent may have been enabled anew, in the app."""
    station = await make(reply_port=taken.number)
    entry = await add(station)
    coordinator = entry.runtime_data.coordinator
    station.access = Access.APP
    await coordinator.async_refresh()
    await hass.async_block_till_done()
    assert kinds(hass, entry.entry_id) == {"port_taken"}
    station.access = Access.QR
    await coordinator.async_refresh()
    await hass.async_block_till_done()
    assert kinds(hass, entry.entry_id) == set()


async def test_removed_while_it_cannot_be_set_up(
    hass: HomeAssistant, make: Make, add: Add, taken: TakenPort, short: None
) -> None:
    """Nothing is left behind."""
    station = await make(access=Access.APP, reply_port=taken.number)
    entry = await add(station, expect=ConfigEntryState.SETUP_RETRY)
    await hass.config_entries.async_remove(entry.entry_id)
    assert kinds(hass, entry.entry_id) == set()
