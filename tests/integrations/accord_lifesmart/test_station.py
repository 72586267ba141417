"""Entities that only some stations have come when the station tells that it has them."""

import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord_lifesmart import PLATFORMS
from custom_components.accord_lifesmart.const import DOMAIN
from custom_components.accord_lifesmart.readings import SCENES
from simulators.lifesmart import Scene, SubDevice
from simulators.lifesmart.household import OTA_URL, furnish_house
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    network_known,
    subscribed,
    until_true,
)


async def test_other_stations_have_no_network(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """A station that is no alarm gateway refuses, and gets nothing that would not work."""
    entry = await add(await make(SubDevice("1", "SL_OL")))
    await subscribed(entry)
    await poll()
    registry, station = er.async_get(hass), entry.unique_id
    for platform, key in (("light", "station_led"), ("sensor", "ip_eth0")):
        assert registry.async_get_entity_id(platform, DOMAIN, f"{station}_{key}") is None


async def test_things_come_and_go(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A scene that is made later appears; one that was deleted loses its state, and comes back."""
    station = await make(SubDevice("1", "SL_OL"))
    station.scenes["A"] = Scene("A", "Evening")
    entry = await add(station)
    await subscribed(entry)
    first = entity_id(hass, entry, "scene", "scene_A")
    coordinator = entry.runtime_data.coordinator
    for scenes, shown in (({"B"}, False), ({"A", "B"}, True)):
        station.scenes.clear()
        station.scenes.update({name: Scene(name, name) for name in scenes})
        coordinator.read_soon(SCENES)
        await coordinator.async_refresh()
        await hass.async_block_till_done()
        await until_true(lambda shown=shown: _shows(hass, first) is shown)
    assert _shows(hass, entity_id(hass, entry, "scene", "scene_B"))


def _shows(hass: HomeAssistant, entity: str) -> bool:
    state = hass.states.get(entity)
    return state is not None and state.state != "unavailable"


async def test_a_furnished_gateway(
    hass: HomeAssistant, make: Make, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    """All that the demo house has is set up without a complaint, on every platform."""
    station = await make(defed=True)
    station.furnish_with(furnish_house)
    station.ota.download(OTA_URL, None)
    entry = await add(station, sms_number="+15550100")
    await network_known(entry)
    found = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    assert {one.domain for one in found} == set(PLATFORMS) - {"fan"}
    complaints = [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING
        and "custom integration" not in record.getMessage()
        and record.name != "asyncio"  # how long a step took, which is up to the machine
    ]
    assert not complaints, complaints
