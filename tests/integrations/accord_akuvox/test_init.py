"""An entry comes up, goes down, and leaves nothing behind."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest

from custom_components.accord_akuvox.const import CONF_CAPABILITIES, DOMAIN
from simulators.akuvox import Auth

from .conftest import Add, Make, Poll


async def test_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The unit is one device, known by its MAC address."""
    unit = await make("A05")
    entry = await add(unit)
    (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    assert (DOMAIN, unit.mac.lower()) in device.identifiers
    assert device.manufacturer == "Akuvox"
    assert device.model == "A05"
    assert device.sw_version == unit.firmware.version
    assert device.configuration_url is None or unit.address in device.configuration_url


@pytest.mark.parametrize("auth", [Auth.DIGEST, Auth.BASIC, Auth.NONE])
async def test_ways_to_ask(hass: HomeAssistant, make: Make, add: Add, auth: Auth) -> None:
    """All that the client knows."""
    entry = await add(await make(auth=auth))
    assert hass.states.async_all("lock")
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert {state.state for state in hass.states.async_all("lock")} == {"unavailable"}


async def test_https(hass: HomeAssistant, make: Make, add: Add) -> None:
    """With the certificate that was confirmed."""
    await add(await make(port=None, https_port=0))
    assert hass.states.async_all("lock")


async def test_firmware_is_probed_once(make: Make, add: Add, hass: HomeAssistant) -> None:
    """What it answers is remembered over restarts."""
    unit = await make()
    entry = await add(unit)
    assert "relay/status" in entry.data[CONF_CAPABILITIES]["topics"]
    assert await hass.config_entries.async_unload(entry.entry_id)
    unit.requests.clear()
    assert await hass.config_entries.async_setup(entry.entry_id)
    asked = {(one.target, one.action) for one in unit.requests}
    assert ("relay", "status") in asked
    assert ("contact", "get") not in asked


async def test_unit_that_is_away(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is tried again."""
    unit = await make()
    await unit.stop()
    entry = await add(unit, expect=ConfigEntryState.SETUP_RETRY)
    await unit.start()
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_another_unit_at_the_address(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It gets none of our commands."""
    unit = await make()
    entry = await add(unit)
    unit.mac = "0C:11:05:FF:FF:FF"
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "wrong_unit"


async def test_wrong_password_starts_reauth(hass: HomeAssistant, make: Make, add: Add) -> None:
    await add(await make(), expect=ConfigEntryState.SETUP_ERROR, data={"password": "other"})
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"


async def test_removal(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """Issues and what was stored go with the entry."""
    entry = await add(await make(auth=Auth.NONE))
    assert issue_registry.async_get_issue(DOMAIN, f"no_authentication_{entry.entry_id}")
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not [one for one in issue_registry.issues if one[0] == DOMAIN]
