"""What a device says of its own condition."""

from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.kasa import Family, SysInfo
from custom_components.accord_kasa.binary_sensor import BINARY_SENSORS
from custom_components.accord_kasa.coordinator import KasaView

from .conftest import Add, Compare, Make


@pytest.mark.parametrize("model", ["KP115", "KP400", "KS200M", "KL430"])
async def test_entities(compare: Compare, model: str) -> None:
    """Devices with a thermometer have it."""
    await compare(Platform.BINARY_SENSOR, model)


async def test_no_entities(hass: HomeAssistant, make: Make, add: Add) -> None:
    """First-generation plugs have no thermometer."""
    await add(await make("HS110"))
    assert not [one for one in hass.states.async_entity_ids("binary_sensor") if "heat" in one]


@pytest.mark.parametrize(("ntc_state", "expected"), [(0, STATE_OFF), (1, STATE_ON), (2, STATE_ON)])
def test_any_state_but_normal_is_a_problem(ntc_state: int, expected: str) -> None:
    """Only 0 is known to be good."""
    sysinfo = SysInfo.from_wire(
        {"mic_type": "IOT.SMARTPLUGSWITCH", "mac": "02:00:5E:10:00:01", "ntc_state": ntc_state}
    )
    assert sysinfo.family is Family.PLUG
    value = BINARY_SENSORS[0].value_fn(KasaView(sysinfo, None, None))
    assert (STATE_ON if value else STATE_OFF) == expected
