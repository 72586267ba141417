"""Texts that devices show."""

from homeassistant.core import HomeAssistant

from tests.integrations.accord_huawei.conftest import (
    PANEL,
    Add,
    Make,
    act,
    add_panel,
    called,
    feature,
)


async def test_message(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A message goes to the device, below its title."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    show = feature(hass, entry, "notify", PANEL, "Panel:SHOW_TEXT:command")
    await act(hass, show, "send_message", message="Dinner")
    await act(hass, show, "send_message", message="Dinner", title="Kitchen")
    assert called(platform) == [
        ("SHOW_TEXT", {"text": "Dinner"}),
        ("SHOW_TEXT", {"text": "Kitchen\nDinner"}),
    ]
