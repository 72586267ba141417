"""Commands under a name, and the rules that they follow."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import Command
from custom_components.accord_huawei.saved_presets import SavedPreset
from tests.integrations.accord_huawei.conftest import LAMP, METER, Add, Make, entity_id
from tests.integrations.accord_huawei.presets import LOCKING, ON_OFF, PERIOD, add_preset

DEVICE = {"target": "device/d"}


def test_read() -> None:
    """Whatever a dialog stores comes back."""
    preset = SavedPreset.from_data({"kind": "button", **DEVICE, **PERIOD, "expire_time": 60.0})
    assert preset.on == Command(
        service_id="WaterMeter", method="SET_PERIOD", parameters={"value": 12}
    )
    assert (preset.scope, preset.target_id, preset.expire_time) == ("device", "d", 60)
    preset = SavedPreset.from_data({"kind": "switch", "target": "group/g", **ON_OFF})
    assert preset.off == Command(service_id="Switch", method="OFF")
    assert SavedPreset.from_data({"kind": "lock", **DEVICE, **LOCKING}).off is not None


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "button", **PERIOD},
        {"kind": "button", "target": "house/h", **PERIOD},
        {"kind": "button", **DEVICE, "command": "SET_PERIOD"},
        {"kind": "button", **DEVICE, "command": "/SET_PERIOD"},
        {"kind": "switch", **DEVICE, "command": "Switch/ON"},
        {"kind": "number", **DEVICE, **PERIOD},
        {"kind": "number", **DEVICE, **PERIOD, "parameter": "value", "low": 5, "high": 5},
        {"kind": "number", **DEVICE, **PERIOD, "parameter": "value", "step": 0},
        {"kind": "lock", **DEVICE, **LOCKING, "expire_time": 60},
        {"kind": "lock", "target": "group/g", **LOCKING},
        {"kind": "button", **DEVICE, "command": "DoorLock/UNLOCK", "expire_time": 1},
        {"kind": "button", "target": "group/g", "command": "DoorLock/UNLOCK"},
        {"kind": "switch", "target": "group/g", **LOCKING},
    ],
)
def test_wrong(data: dict[str, Any]) -> None:
    """What makes no sense, or would open something much later, is refused."""
    with pytest.raises(InvalidError):
        SavedPreset.from_data(data)


async def test_changes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Entities come, move and go with their presets, without a restart."""
    entry = await add(await make())
    name = await add_preset(hass, entry, "button", f"device/{METER}", **PERIOD)
    assert entity_id(hass, entry, "button", METER, f"preset:{name}")
    subentry = entry.subentries[name]
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "target": f"device/{LAMP}"}
    )
    await hass.async_block_till_done()
    assert entity_id(hass, entry, "button", LAMP, f"preset:{name}")
    registry = er.async_get(hass)
    presets = [one for one in registry.entities.values() if "preset:" in one.unique_id]
    assert len(presets) == 1
    hass.config_entries.async_remove_subentry(entry, name)
    await hass.async_block_till_done()
    assert not [one for one in registry.entities.values() if "preset:" in one.unique_id]


async def test_broken(
    hass: HomeAssistant, make: Make, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    """One that cannot be read is left out, and said so."""
    entry = await add(await make())
    await add_preset(hass, entry, "button", "nowhere", **PERIOD)
    assert "The preset Pump is left out" in caplog.text
