"""Texts."""

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
    """A text is shown and set, within the length of the model."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    owner = feature(hass, entry, "text", PANEL, "Panel:owner")
    state = hass.states.get(owner)
    assert state is not None
    assert (state.state, state.attributes["max"]) == ("Anna", 20)
    await act(hass, owner, "set_value", value="Berta")
    assert called(platform) == [("SET_OWNER", {"owner": "Berta"})]


async def test_password(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It can be set; it is never shown."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    password = feature(hass, entry, "text", PANEL, "Panel:password")
    state = hass.states.get(password)
    assert state is not None
    assert (state.state, state.attributes["mode"]) == ("unknown", "password")
    await act(hass, password, "set_value", value="4711")
    assert called(platform) == [("SET_PASSWORD", {"password": "4711"})]
    await until(hass, password, "unknown")


async def test_command(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A text that nobody reports is assumed."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    note = feature(hass, entry, "text", PANEL, "Panel:NOTE:command")
    await act(hass, note, "set_value", value="milk")
    await until(hass, note, "milk")
