"""Sirens sound and are silenced."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    subscribed,
    until,
)


async def test_siren_of_the_alarm_system(hass: HomeAssistant, make: Make, add: Add) -> None:
    """With a tone, a volume and for a time."""
    device = SubDevice("1", "SL_DF_SR")
    entry = await add(await make(device))
    await subscribed(entry)
    siren = entity_id(hass, entry, "siren", "1_siren_siren")
    assert hass.states.get(siren).attributes["available_tones"] == ["information", "alarm"]
    await act(hass, siren, "turn_on", tone="information", volume_level=1, duration=30)
    assert device.ios["P1"].val == 300 << 16 | 255 << 8 | 1
    await until(hass, siren, "on")
    await act(hass, siren, "turn_off")
    await until(hass, siren, "off")


async def test_siren_of_the_station(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Four tones."""
    device = SubDevice("1", "LSSSMINIV1")
    entry = await add(await make(device))
    siren = entity_id(hass, entry, "siren", "1_siren_siren")
    await act(hass, siren, "turn_on", tone="3", volume_level=0.5)
    assert device.ios["P1"].val == 3
    assert device.ios["P1"].more == {"vol": 80}
    assert hass.states.is_state(siren, "on")


@pytest.mark.parametrize("action", ["turn_on", "turn_off"])
async def test_plain_siren(hass: HomeAssistant, make: Make, add: Add, action: str) -> None:
    """On and off is all it can."""
    device = SubDevice("1", "SL_ALM")
    entry = await add(await make(device))
    siren = entity_id(hass, entry, "siren", "1_siren_siren")
    await act(hass, siren, action)
    assert device.ios["P1"].type & 1 == (action == "turn_on")
