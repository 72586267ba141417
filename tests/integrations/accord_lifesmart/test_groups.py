"""Groups of the app are switched, scenes are run."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import Scene, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id


async def test_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """All members follow, and there is no scene of the same name."""
    device = SubDevice("1", "SL_SW_IF2")
    station = await make(device)
    members = (("1", "L1", 0, 0), ("1", "L2", 0, 0))
    station.scenes["G"] = Scene("G", "Stairs", "groupsw", members=members)
    entry = await add(station)
    switch = entity_id(hass, entry, "switch", "group_G")
    await act(hass, switch, "turn_on")
    assert [device.ios[name].type & 1 for name in ("L1", "L2")] == [1, 1]
    assert hass.states.is_state(switch, "on")
    await act(hass, switch, "turn_off")
    assert [device.ios[name].type & 1 for name in ("L1", "L2")] == [0, 0]
    assert hass.states.is_state(switch, "off")
    scene = f"{entry.unique_id}_scene_G"
    assert er.async_get(hass).async_get_entity_id("scene", DOMAIN, scene) is None
