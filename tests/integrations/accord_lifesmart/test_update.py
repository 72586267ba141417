"""Firmware of devices is installed from files, and shows how far it is."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_lifesmart.readings import FIRMWARE
from custom_components.accord_lifesmart.update import full_version
from simulators.lifesmart import LifeSmartStation, SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    act,
    entity_id,
    network_known,
    until,
)

FILE = "FL01_03580000_00000605.ota"
SIZE = 81_920
SECONDS = SIZE / 4096


@pytest.fixture
async def station(make: Make) -> LifeSmartStation:
    """Start an alarm gateway with a file for the one device that it has."""
    found = await make(SubDevice("1", "SL_OL", "Lamp"), defed=True)
    found.ota.files = {FILE: SIZE}
    return found


async def updated(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> MockConfigEntry:
    """Add the entry and wait until its firmware is known."""
    entry = await add(station)
    await network_known(entry)
    return entry


async def test_installs(
    hass: HomeAssistant, station: LifeSmartStation, add: Add, poll: Poll
) -> None:
    """The task is watched, and forgotten when it is finished."""
    entry = await updated(hass, station, add)
    update = entity_id(hass, entry, "update", "1_firmware")
    state = hass.states.get(update)
    assert state is not None
    assert state.state == "on"
    assert state.attributes["installed_version"] == "0.1.6.4"
    assert state.attributes["latest_version"] == "0.1.6.5"
    await act(hass, update, "install")
    await until(hass, update, "on", in_progress=True)
    station.clock.advance(SECONDS / 2)
    await poll(timedelta(seconds=11))
    await until(hass, update, "on", update_percentage=50)
    station.clock.advance(SECONDS)
    await poll(timedelta(seconds=22))
    await until(hass, update, "off", in_progress=False, installed_version="0.1.6.5")
    assert station.ota.tasks == {}


async def test_goes_on_after_a_restart(
    hass: HomeAssistant, station: LifeSmartStation, add: Add
) -> None:
    """What somebody began is watched."""
    station.ota.start(station.devices["1"], FILE)
    entry = await updated(hass, station, add)
    await until(hass, entity_id(hass, entry, "update", "1_firmware"), "on", in_progress=True)


async def test_no_file_any_more(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """The station refuses, and nothing is shown as running."""
    entry = await updated(hass, station, add)
    update = entity_id(hass, entry, "update", "1_firmware")
    station.ota.files = {}
    with pytest.raises(HomeAssistantError):
        await act(hass, update, "install")
    assert station.ota.tasks == {}
    state = hass.states.get(update)
    assert state is not None
    assert state.attributes["in_progress"] is False


async def test_station(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """It tells what it runs."""
    entry = await updated(hass, station, add)
    update = entity_id(hass, entry, "update", "station_firmware")
    state = hass.states.get(update)
    assert state is not None
    assert state.state == "off"
    assert state.attributes["installed_version"] == station.version
    assert entry.runtime_data.coordinator.data.get(FIRMWARE) is not None


@pytest.mark.parametrize(
    ("offered", "installed", "full"),
    [("6.5", "0.1.6.4", "0.1.6.5"), ("0.1.6.5", "0.1.6.4", "0.1.6.5"), ("6.5", "", "6.5")],
)
def test_versions_of_files(offered: str, installed: str, full: str) -> None:
    """They tell the last two parts."""
    assert full_version(offered, installed) == full
