"""Setting up, going away, coming back, unloading."""

import asyncio

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_OFF, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_integration,
)

from custom_components.accord_kasa.const import CONF_IMPORT_ENERGY, DOMAIN
from simulators.kasa import OutletSetup
from tests.log_checks import assert_clean_log

from .conftest import Add, Make, Poll


async def test_devices(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    device_registry: dr.DeviceRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A strip is one device, its outlets are children."""
    device = await make("KP400", "Garden", outlets=[OutletSetup(alias="Pump"), OutletSetup()])
    entry = await add(device)
    mac = device.mac.lower()
    strip = device_registry.async_get_device_by_identifier((DOMAIN, mac), entry.entry_id)
    assert strip is not None
    assert (strip.name, strip.manufacturer) == ("Garden", "TP-Link")
    assert (strip.model, strip.model_id, strip.hw_version) == ("KP400(US)", None, "2.0")
    assert strip.connections == {(dr.CONNECTION_NETWORK_MAC, mac)}
    children = {
        child.name: child
        for child in dr.async_child_entries_for_config_entry(device_registry, entry.entry_id)
    }
    assert set(children) == {"Pump", "Outlet 2"}
    assert {child.parent_device_id for child in children.values()} == {strip.id}
    assert_clean_log(caplog)


async def test_unload_leaves_nothing_behind(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """No connection, task or listener stays; the device serves others."""
    device = await make("KP115", "Freezer")
    entry = await add(device)
    await poll()
    tasks = {task for task in asyncio.all_tasks() if "accord" in repr(task).lower()}
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.NOT_LOADED
    assert not {task for task in asyncio.all_tasks() if "accord" in repr(task).lower()} - tasks
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    await poll()
    assert served == []


async def test_reload(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Everything is there again, once."""
    entry = await add(await make("KP400", "Garden"))
    before = sorted(hass.states.async_entity_ids())
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert sorted(hass.states.async_entity_ids()) == before
    assert entry.state is ConfigEntryState.LOADED


async def test_goes_away_and_comes_back(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line in the log when it goes, one when it is back; nothing by hand."""
    device = await make("HS103", "Lamp")
    await add(device)
    device.go_offline()
    caplog.clear()
    for _ in range(3):
        await poll()
    assert hass.states.get("switch.lamp").state == STATE_UNAVAILABLE
    gone = [record for record in caplog.records if "Lamp" in record.getMessage()]
    assert len([record for record in gone if record.levelname == "ERROR"]) == 1

    device.go_online()
    caplog.clear()
    await poll()
    assert hass.states.get("switch.lamp").state == STATE_OFF
    assert len([one for one in caplog.records if "recovered" in one.getMessage()]) == 1


async def test_energy_is_imported_into_no_recorder(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """Home Assistant may keep no statistics: then there is nothing to do."""
    assert "recorder" not in hass.config.components
    await add(await make("KP115", "Freezer"), **{CONF_IMPORT_ENERGY: True})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert float(hass.states.get("sensor.freezer_energy_today").state) == 0


async def test_absent_at_the_start(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Set-up is tried again until the device is there."""
    device = await make("HS103", "Lamp")
    device.go_offline()
    entry = await add(device, expect=ConfigEntryState.SETUP_RETRY)
    assert entry.error_reason_translation_key == "connection_refused"
    device.go_online()
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_another_device_at_the_address(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A wrong relay must not be switched: nothing but the question who it is was asked."""
    device = await make("HS103", "Lamp")
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    lamp_mac, device.mac = device.mac, "02:00:5E:10:99:99"
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Lamp",
        data={"host": device.address, "port": device.port},
        unique_id=lamp_mac.lower(),
    )
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "wrong_device"
    assert served == ["system.get_sysinfo"]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_also_polled_by_home_assistant(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """A repair says so, and goes when one of the two is gone."""
    device = await make("HS103", "Lamp")
    mock_integration(hass, MockModule("tplink"))
    core = MockConfigEntry(domain="tplink", unique_id=device.mac.lower())
    core.add_to_hass(hass)
    entry = await add(device)
    issue_id = f"also_polled_{entry.entry_id}"
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is not None
    await hass.config_entries.async_remove(core.entry_id)
    await hass.config_entries.async_reload(entry.entry_id)
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None
