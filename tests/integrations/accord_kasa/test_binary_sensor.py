"""What a device says of its own condition."""

from unittest.mock import patch

from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import snapshot_platform
from syrupy.assertion import SnapshotAssertion

from custom_components.accord.protocol.kasa import Family, SysInfo
from custom_components.accord_kasa.binary_sensor import BINARY_SENSORS
from custom_components.accord_kasa.coordinator import KasaView

from .conftest import Add, Make


@pytest.mark.usefixtures("everything_enabled")
@pytest.mark.parametrize("model", ["KP115", "KP400", "HS110"])
async def test_entities(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
    model: str,
) -> None:
    """Devices with a thermometer have it, first-generation plugs have not."""
    with patch("custom_components.accord_kasa.PLATFORMS", [Platform.BINARY_SENSOR]):
        entry = await add(await make(model))
    if model == "HS110":
        assert not hass.states.async_entity_ids("binary_sensor")
        return
    await snapshot_platform(hass, entity_registry, snapshot, entry.entry_id)
    assert [state.state for state in hass.states.async_all("binary_sensor")] == [STATE_OFF]


@pytest.mark.parametrize(("ntc_state", "expected"), [(0, STATE_OFF), (1, STATE_ON), (2, STATE_ON)])
def test_any_state_but_normal_is_a_problem(ntc_state: int, expected: str) -> None:
    """Only 0 is known to be good."""
    sysinfo = SysInfo.from_wire(
        {"mic_type": "IOT.SMARTPLUGSWITCH", "mac": "02:00:5E:10:00:01", "ntc_state": ntc_state}
    )
    assert sysinfo.family is Family.PLUG
    value = BINARY_SENSORS[0].value_fn(KasaView(sysinfo, None, None))
    assert (STATE_ON if value else STATE_OFF) == expected
