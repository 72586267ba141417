"""Numbers are set, within their ranges."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id


async def test_limit_of_power(hass: HomeAssistant, make: Make, add: Add) -> None:
    """In watts."""
    device = SubDevice("1", "SL_OE_3C")
    entry = await add(await make(device))
    number = entity_id(hass, entry, "number", "1_number_power_limit")
    state = hass.states.get(number)
    assert (state.state, state.attributes["unit_of_measurement"]) == ("200", "W")
    await act(hass, number, "set_value", value=250)
    assert device.ios["P4"].val == 250
    assert float(hass.states.get(number).state) == 250


async def test_number_in_a_word(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Its other bits stay."""
    device = SubDevice("1", "SL_P")
    device.ios["P1"].val = 7 << 16 | 5
    entry = await add(await make(device))
    number = entity_id(hass, entry, "number", "1_number_auto_off")
    assert float(hass.states.get(number).state) == 5
    await act(hass, number, "set_value", value=600)
    assert device.ios["P1"].val == 7 << 16 | 600


async def test_ranges_differ_by_class(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The same key at two gas detectors."""
    entry = await add(await make(SubDevice("1", "SL_SC_CH", ios="CH2O:float P2:mode O:sw V:bat"),
                                 SubDevice("2", "SL_SC_CP", ios="ANALOG:num P2:mode O:sw V:bat")))  # fmt: skip
    ranges = []
    for me in ("1", "2"):
        state = hass.states.get(entity_id(hass, entry, "number", f"{me}_number_limit"))
        ranges.append((state.attributes["min"], state.attributes["max"]))
    assert ranges == [(80, 5000), (90, 150)]
    number = entity_id(hass, entry, "number", "2_number_limit")
    with pytest.raises(ServiceValidationError):
        await act(hass, number, "set_value", value=5000)
