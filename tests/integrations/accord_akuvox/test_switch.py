"""Doors held open, inputs, the public code, packet captures."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_akuvox.const import CONF_HOLD_OPEN
from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll

HOLD = "switch.front_door_hold_open_relayb"


async def turn(hass: HomeAssistant, entity: str, on: bool) -> None:
    action = "turn_on" if on else "turn_off"
    await hass.services.async_call("switch", action, {"entity_id": entity}, blocking=True)


@pytest.mark.parametrize("model", ["A05", "E18C"])
async def test_switches(compare: Compare, model: str) -> None:
    await compare(Platform.SWITCH, model, **{CONF_HOLD_OPEN: True})


async def test_holding_a_door_open(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Only a relay that stays, and only for those who opt in."""
    device = await make("E18C", clock=Clock(frozen=True))
    await add(device, **{CONF_HOLD_OPEN: True})
    assert hass.states.get("switch.front_door_hold_open_relaya") is None
    await turn(hass, HOLD, on=True)
    assert device.relays["B"].switched
    assert hass.states.get(HOLD).state == "on"
    assert hass.states.get("lock.front_door_relayb").state == "unlocked"
    await turn(hass, HOLD, on=False)
    assert not device.relays["B"].switched
    await poll()
    assert hass.states.get(HOLD).state == "off"


async def test_holding_a_door_open_where_nothing_tells_that_it_stays(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """It stays longer than for its own time."""
    clock = Clock(frozen=True)
    device = await make(clock=clock)
    await add(device, **{CONF_HOLD_OPEN: True})
    hold = "switch.front_door_hold_open_relaya"
    await turn(hass, hold, on=True)
    clock.advance(60)
    await poll()
    assert device.relays["A"].switched
    assert hass.states.get(hold).state == "on"
    await turn(hass, hold, on=False)
    assert not device.relays["A"].switched
    assert hass.states.get(hold).state == "off"


async def test_not_unasked(hass: HomeAssistant, make: Make, add: Add) -> None:
    await add(await make("E18C", clock=Clock(frozen=True)))
    assert hass.states.get(HOLD) is None


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(
    ("entity", "key"),
    [
        ("switch.front_door_input_a_in_use", "Config.DoorSetting.INPUT.EnableA"),
        ("switch.front_door_public_code", "Config.DoorSetting.PASSWORD.PublicKeyEnable"),
    ],
)
async def test_settings(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, entity: str, key: str
) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    for on in (False, True):
        await turn(hass, entity, on=on)
        assert device.config[key] == str(int(on))
        assert hass.states.get(entity).state == ("on" if on else "off")
        await poll()
        assert hass.states.get(entity).state == ("on" if on else "off")


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_packet_capture(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    device = await make(clock=Clock(frozen=True))
    await add(device)
    entity = "switch.front_door_packet_capture"
    for on in (True, False):
        await turn(hass, entity, on=on)
        assert hass.states.get(entity).state == ("on" if on else "off")
        await poll()
        assert hass.states.get(entity).state == ("on" if on else "off")
