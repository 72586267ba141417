"""Entities come with their parts and hear of them only."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord_iotsquare import entity
from simulators.iotsquare.household import BARN, METERS_APP, RELAY, ROOF, THERMOMETER, WATER_METER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, entity_id, state_of


async def test_rows_that_come_later(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A row whose condition holds later gets its entity then."""
    server = await make()
    entry = await add(server)
    server.gateways[BARN].latitude = server.gateways[BARN].longitude = 1.5
    await poll()
    assert entity_id(hass, entry, "device_tracker", f"gw_{BARN}_position")


async def test_part_that_is_gone(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Its entities go with it."""
    server = await make()
    entry = await add(server)
    sensor = entity_id(hass, entry, "binary_sensor", f"gw_{ROOF}_connectivity")
    server.gateways.pop(ROOF)
    await poll()
    assert hass.states.get(sensor) is None


async def test_followed_only(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Applications that are not followed have no entities."""
    entry = await add(await make(), applications=[str(METERS_APP)])
    assert state_of(hass, entry, "sensor", f"app_{METERS_APP}_devices") == "1"
    states = [one.entity_id for one in hass.states.async_all("sensor")]
    assert not [name for name in states if "house_devices" in name]


@pytest.mark.parametrize("many", [0, 500])
async def test_accounts_with_many_devices(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Have only what is essential enabled at first: Home Assistant bears so many entities."""
    monkeypatch.setattr(entity, "MANY", many)
    entry = await add(await make())
    registry = er.async_get(hass)
    for key, essential in (("last_seen", True), ("rssi", False)):
        found = registry.async_get(entity_id(hass, entry, "sensor", f"{THERMOMETER}_{key}"))
        assert found is not None
        assert (found.disabled_by is None) is (essential or many > 0)
    assert entity_id(hass, entry, "number", f"gw_{BARN}_tx_power")


async def test_added_in_slices(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is lost, none comes twice."""
    monkeypatch.setattr(entity, "AT_ONCE", 1)
    entry = await add(await make())
    for name in (THERMOMETER, RELAY, WATER_METER):
        assert state_of(hass, entry, "sensor", f"{name}_last_seen") != "unavailable"
