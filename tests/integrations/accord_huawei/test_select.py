"""Choices."""

from homeassistant.core import HomeAssistant

from tests.integrations.accord_huawei.conftest import (
    PANEL,
    Add,
    Make,
    act,
    add_panel,
    called,
    feature,
    until,
)


async def test_property(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The choices are those of the model; what was reported is shown."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    mode = feature(hass, entry, "select", PANEL, "Panel:mode")
    state = hass.states.get(mode)
    assert state is not None
    assert (state.state, state.attributes["options"]) == ("HOME", ["HOME", "AWAY", "NIGHT"])
    await act(hass, mode, "select_option", option="AWAY")
    assert called(platform) == [("SET_MODE", {"mode": "AWAY"})]


async def test_command(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A choice that nobody reports is assumed."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    scene = feature(hass, entry, "select", PANEL, "Panel:SET_SCENE:command")
    await until(hass, scene, "unknown")
    await act(hass, scene, "select_option", option="B")
    await until(hass, scene, "B")
