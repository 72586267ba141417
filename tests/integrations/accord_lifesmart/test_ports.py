"""One socket for all stations, opened for the first and closed after the last."""

from homeassistant.core import HomeAssistant

from custom_components.accord_lifesmart.ports import async_use_port
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, TakenPort


async def test_shared(hass: HomeAssistant) -> None:
    """It stays while anybody uses it; giving back twice is one time."""
    first, give_first = await async_use_port(hass)
    second, give_second = await async_use_port(hass)
    assert first is second
    give_first()
    third, give_third = await async_use_port(hass)
    assert third is first
    give_second()
    give_third()
    fourth, give_fourth = await async_use_port(hass)
    assert fourth is not first
    give_fourth()


async def test_two_stations_with_equal_ids(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each event goes to its own station's device."""
    house = await make(SubDevice("2732", "SL_SC_G", "Window"))
    garden = await make(SubDevice("2732", "SL_SC_G", "Gate"))
    entries = [await add(station) for station in (house, garden)]
    ids = [entry.runtime_data.coordinator.client.session.port for entry in entries]
    assert ids[0] is ids[1]
    assert {state.name for state in hass.states.async_all("binary_sensor")} >= {
        "Window Door",
        "Gate Door",
    }


async def test_port_that_becomes_free(hass: HomeAssistant, taken: TakenPort) -> None:
    """Who comes next gets it; who came before keeps what there was, and gives it back."""
    first, give_first = await async_use_port(hass)
    second, give_second = await async_use_port(hass)
    assert first is second
    assert first.deaf
    taken.free()
    third, give_third = await async_use_port(hass)
    assert not third.deaf
    assert third.number == taken.number
    give_first()
    give_second()
    fourth, give_fourth = await async_use_port(hass)
    assert fourth is third
    give_third()
    give_fourth()
