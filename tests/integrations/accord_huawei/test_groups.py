"""Groups that are shown."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from tests.integrations.accord_huawei.conftest import (
    METER,
    SMOKE,
    Add,
    Make,
    call,
    device_id,
    entity_id,
    until,
)
from tests.integrations.accord_huawei.presets import add_group


async def test_members(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Their number and names; a group that is gone is not available; then it is taken away."""
    entry = await add(await make())
    hub = device_id(hass, entry)
    made = await call(hass, hub, "create_group", name="Meters", members=[METER, SMOKE])
    group_id = made["group_id"]
    name = await add_group(hass, entry, group_id)
    sensor = entity_id(hass, entry, "sensor", None, f"members_of_{group_id}")
    await until(hass, sensor, "2")
    state = hass.states.get(sensor)
    assert state is not None
    assert state.attributes["devices"] == ["Smoke detector", "Water meter"]
    assert state.attributes["friendly_name"].endswith("Members of Meters")
    await call(hass, hub, "remove_from_group", answers=False, group="Meters", members=[SMOKE])
    await entry.runtime_data.groups.async_read()
    await until(hass, sensor, "1")
    await call(hass, hub, "delete_group", answers=False, group="Meters", confirm=True)
    await entry.runtime_data.groups.async_read()
    await until(hass, sensor, "unavailable")
    hass.config_entries.async_remove_subentry(entry, name)
    await hass.async_block_till_done()
    assert er.async_get(hass).async_get(sensor) is None
