"""Buttons."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from tests.integrations.accord_huawei.conftest import (
    METER,
    PANEL,
    Add,
    Make,
    act,
    add_panel,
    asked,
    called,
    entity_id,
    feature,
    until_true,
)


async def test_command(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A command without parameters is sent once; one that does harm is off at first."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    await act(hass, feature(hass, entry, "button", PANEL, "Panel:CHIME:command"), "press")
    assert called(platform) == [("CHIME", {})]
    restart = feature(hass, entry, "button", PANEL, "Panel:RESTART:command")
    found = er.async_get(hass).async_get(restart)
    assert found is not None
    assert found.disabled_by is er.RegistryEntryDisabler.INTEGRATION


async def test_refresh(hass: HomeAssistant, make: Make, add: Add) -> None:
    """All devices are read now."""
    platform = await make()
    entry = await add(platform)
    await act(hass, entity_id(hass, entry, "button", None, "refresh"), "press")
    assert len(asked(platform, "1.5.2")) == 2


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_cancel(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What waits for a device is taken back."""
    platform = await make()
    platform.fleet[METER].nap = 0.0
    platform.network.wake(platform.fleet[METER])
    platform.revocations.step = 0.0
    entry = await add(platform)
    interval = feature(hass, entry, "number", METER, "DeliverySchedule:interval")
    await act(hass, interval, "set_value", value=60)
    assert len(entry.runtime_data.coordinator.pending.of(METER)) == 1
    await act(hass, entity_id(hass, entry, "button", METER, "cancel_commands"), "press")
    assert len(asked(platform, "1.7.5")) == 1

    async def is_over() -> bool:
        await entry.runtime_data.coordinator.async_refresh()
        return not entry.runtime_data.coordinator.pending.of(METER)

    for _ in range(20):
        entry.runtime_data.coordinator.pending.read_soon()
        if await is_over():
            break
    await until_true(lambda: not entry.runtime_data.coordinator.pending.of(METER))
