"""Choices of relays, inputs and the unit."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest

from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll


@pytest.mark.parametrize("model", ["A05", "E18C"])
async def test_selects(compare: Compare, model: str) -> None:
    await compare(Platform.SELECT, model)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(
    ("entity", "option", "key", "stored"),
    [
        (
            "select.front_door_state_at_rest_relaya",
            "inverted",
            "Config.DoorSetting.RELAY.TypeA",
            "1",
        ),
        (
            "select.front_door_input_b_trigger",
            "high",
            "Config.DoorSetting.INPUT.OptionB",
            "1",
        ),
        ("select.front_door_log_level", "debug", "Config.Settings.LOGLEVEL.Level", "7"),
    ],
)
async def test_choosing(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    entity: str,
    option: str,
    key: str,
    stored: str,
) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    await hass.services.async_call(
        "select", "select_option", {"entity_id": entity, "option": option}, blocking=True
    )
    assert device.config[key] == stored
    assert hass.states.get(entity).state == option
    await poll()
    assert hass.states.get(entity).state == option
