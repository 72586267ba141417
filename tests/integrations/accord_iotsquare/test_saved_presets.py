"""Presets come, change and go while everything runs."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord_iotsquare.saved_presets import part_of_target, saved_preset, target_of
from custom_components.accord_iotsquare.state import Kind, Part
from simulators.iotsquare.household import GROUP, RELAY, SECOND_RELAY
from tests.integrations.accord_iotsquare.conftest import Add, Make, act, entity_id
from tests.integrations.accord_iotsquare.presets import preset, put, until_on


def test_targets() -> None:
    for part in (Part(Kind.DEVICE, RELAY), Part(Kind.GROUP, GROUP)):
        assert part_of_target(target_of(part)) == part
    assert part_of_target("app/89") is None
    assert part_of_target("device/") is None
    assert part_of_target("x") is None


def test_a_preset_that_cannot_be() -> None:
    with pytest.raises(InvalidError):
        saved_preset(preset("button", "device/x")["data"])


async def test_change_and_removal(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Names, payloads and targets follow; what is gone leaves no entity behind."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "button", f"device/{RELAY}", payload="01")
    await hass.async_block_till_done()
    button = entity_id(hass, entry, "button", f"{RELAY}_preset_{name}")
    changed = preset("button", f"device/{RELAY}", f"device/{SECOND_RELAY}", payload="00")
    hass.config_entries.async_update_subentry(
        entry, entry.subentries[name], data={**changed["data"], "name": "Stop"}
    )
    await hass.async_block_till_done()
    found = hass.states.get(button)
    assert found is not None
    assert found.name == "pump Stop"
    server.devices[RELAY].sensor.values["on"] = True
    await act(hass, button, "press")
    await until_on(server, RELAY, on=False)
    other = entity_id(hass, entry, "button", f"{SECOND_RELAY}_preset_{name}")
    hass.config_entries.async_update_subentry(
        entry,
        entry.subentries[name],
        data=preset("button", f"device/{SECOND_RELAY}", payload="00")["data"],
    )
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    assert registry.async_get(button) is None
    assert registry.async_get(other) is not None
    hass.config_entries.async_remove_subentry(entry, name)
    await hass.async_block_till_done()
    assert registry.async_get(other) is None
    assert hass.states.get(other) is None


async def test_a_preset_that_is_wrong_is_left_out(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """The others work; removed while nothing was loaded, it leaves nothing behind."""
    server = await make()
    entry = await add(
        server,
        subentries=[
            preset("button", f"device/{RELAY}", payload="x"),
            preset("button", f"device/{RELAY}", payload="01", name="Good"),
        ],
    )
    good = next(key for key, one in entry.subentries.items() if one.title == "Good")
    button = entity_id(hass, entry, "button", f"{RELAY}_preset_{good}")
    await hass.config_entries.async_unload(entry.entry_id)
    hass.config_entries.async_remove_subentry(entry, good)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert er.async_get(hass).async_get(button) is None
