"""Times of relays and inputs."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest

from simulators.akuvox import AkuvoxDevice
from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll

R = "Config.DoorSetting.RELAY."


@pytest.mark.parametrize("model", ["A05", "E18C"])
async def test_numbers(compare: Compare, model: str) -> None:
    await compare(Platform.NUMBER, model)


def value(device: AkuvoxDevice, key: str) -> str:
    return str(device.config[key])


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(
    ("model", "entity", "seconds", "key"),
    [
        ("A05", "number.front_door_hold_time_relaya", 7, f"{R}HoldDelayA"),
        ("A05", "number.front_door_opening_delay_relayb", 2, f"{R}TriggerDelayB"),
        ("A05", "number.front_door_input_a_delay", 300, "Config.DoorSetting.INPUT.DelayA"),
        ("X912", "number.front_door_hold_time_relaya", 7, f"{R}RelayADelay"),
    ],
)
async def test_setting(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    model: str,
    entity: str,
    seconds: int,
    key: str,
) -> None:
    """Written as the firmware spells it, and read back."""
    device = await make(model, clock=Clock(frozen=True))
    await add(device)
    await hass.services.async_call(
        "number", "set_value", {"entity_id": entity, "value": seconds}, blocking=True
    )
    assert value(device, key) == str(seconds)
    assert float(hass.states.get(entity).state) == seconds
    await poll()
    assert float(hass.states.get(entity).state) == seconds
