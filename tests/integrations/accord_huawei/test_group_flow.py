"""The dialog that adds a group."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulators.huawei.server import Script
from tests.integrations.accord_huawei.conftest import (
    METER,
    Add,
    Make,
    call,
    device_id,
    entity_id,
    until,
)


async def begin(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, object]:
    """Open the dialog."""
    return dict(
        await hass.config_entries.subentries.async_init(
            (entry.entry_id, "device_group"), context={"source": "user"}
        )
    )


async def test_add(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each group once."""
    entry = await add(await make())
    assert (await begin(hass, entry))["reason"] == "no_groups"
    made = await call(hass, device_id(hass, entry), "create_group", name="Meters", members=[METER])
    result = await begin(hass, entry)
    added = await hass.config_entries.subentries.async_configure(
        str(result["flow_id"]), {"group_id": made["group_id"]}
    )
    assert (added["type"], added["title"]) == (FlowResultType.CREATE_ENTRY, "Meters")
    await hass.async_block_till_done()
    await until(hass, entity_id(hass, entry, "sensor", None, f"members_of_{made['group_id']}"), "1")
    assert (await begin(hass, entry))["reason"] == "no_groups"


async def test_not_now(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without the platform there is nothing to choose."""
    platform = await make()
    entry = await add(platform)
    platform.api.scripts.append(Script(code=100217, status=403, operations=frozenset({"1.9.4"})))
    assert (await begin(hass, entry))["reason"] == "device_error"
    await hass.config_entries.async_unload(entry.entry_id)
    assert (await begin(hass, entry))["reason"] == "not_loaded"
