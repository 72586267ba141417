"""Switches with a motion sensor: what they see, and how they are set."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulators.kasa import KasaDevice

from .conftest import Add, Make, Poll


@pytest.fixture
async def hall(make: Make, add: Add) -> KasaDevice:
    device = await make("KS200M", "Hall")
    device.smart_control.routines.clear()
    await add(device)
    return device


def shown(hass: HomeAssistant, entity: str) -> str:
    state = hass.states.get(entity)
    assert state is not None, entity
    return state.state


async def act(hass: HomeAssistant, action: str, entity: str, **data: Any) -> None:
    domain, name = action.split(".")
    await hass.services.async_call(domain, name, {"entity_id": entity, **data}, blocking=True)


async def test_motion(hass: HomeAssistant, hall: KasaDevice, poll: Poll) -> None:
    """An event when it begins, a state while it lasts; looked at with every poll."""
    assert shown(hass, "binary_sensor.hall_motion") == "off"
    assert shown(hass, "event.hall_motion") == "unknown"
    hall.motion.move(seconds=60, distance=1)
    await poll()
    assert shown(hass, "binary_sensor.hall_motion") == "on"
    first = shown(hass, "event.hall_motion")
    assert first != "unknown"
    await poll()
    assert shown(hass, "event.hall_motion") == first
    hall.clock.advance(61)
    await poll()
    assert shown(hass, "binary_sensor.hall_motion") == "off"


async def test_light(hass: HomeAssistant, hall: KasaDevice, poll: Poll) -> None:
    hall.ambient.shine(64)
    await poll()
    assert shown(hass, "sensor.hall_ambient_light") == "64"
    assert shown(hass, "binary_sensor.hall_dark") == "off"
    hall.ambient.shine(0)
    await poll()
    assert shown(hass, "sensor.hall_ambient_light") == "0"
    assert shown(hass, "binary_sensor.hall_dark") == "on"


async def test_one_more_request_with_each_poll(
    hass: HomeAssistant, hall: KasaDevice, poll: Poll
) -> None:
    await poll()
    served: list[str] = []
    hall.observe(lambda _system, operation, _outcome: served.append(operation))
    await poll()
    assert served == [
        "system.get_sysinfo",
        "smartlife.iot.LAS.get_current_brt",
        "smartlife.iot.LAS.get_dark_status",
        "smartlife.iot.PIR.get_adc_value",
    ]


@pytest.mark.parametrize(("name", "part"), [("motion", "motion"), ("ambient_light", "ambient")])
async def test_sensors_are_switched(
    hass: HomeAssistant, hall: KasaDevice, poll: Poll, name: str, part: str
) -> None:
    entity = f"switch.hall_{name}_sensor"
    assert shown(hass, entity) == "on"
    await act(hass, "switch.turn_off", entity)
    assert not getattr(hall, part).enabled
    await poll()
    assert shown(hass, entity) == "off"


async def test_range(hass: HomeAssistant, hall: KasaDevice, poll: Poll) -> None:
    """A range of one's own is chosen with its value, or by the number."""
    await act(hass, "select.select_option", "select.hall_motion_range", option="far")
    assert hall.motion.reach == 80
    await act(hass, "select.select_option", "select.hall_motion_range", option="custom")
    assert hall.motion.reach == 30
    await act(hass, "number.set_value", "number.hall_custom_motion_range", value=4.5)
    assert hall.motion.reach == 45
    await poll()
    assert shown(hass, "select.hall_motion_range") == "custom"
    assert float(shown(hass, "number.hall_custom_motion_range")) == 4.5


async def test_darkness(hass: HomeAssistant, hall: KasaDevice, poll: Poll) -> None:
    await act(hass, "number.set_value", "number.hall_custom_dark_level", value=23)
    await act(hass, "select.select_option", "select.hall_dark_threshold", option="custom")
    await poll()
    assert shown(hass, "select.hall_dark_threshold") == "custom"
    assert shown(hass, "number.hall_custom_dark_level") == "23"
    hall.ambient.shine(20)
    await poll()
    assert shown(hass, "binary_sensor.hall_dark") == "on"


async def test_delays(hass: HomeAssistant, hall: KasaDevice, poll: Poll) -> None:
    await act(hass, "number.set_value", "number.hall_no_motion_delay", value=45)
    assert hall.motion.cold_time == 45_000
    await act(hass, "number.set_value", "number.hall_hold_off_after_manual_off", value=15)
    assert hall.smart_control.manual_action["offToS"] == 15
    await poll()
    assert float(shown(hass, "number.hall_no_motion_delay")) == 45


async def test_smart_control(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The rule that the device came with is changed; what nobody knows in it stays."""
    device = await make("ES20M", "Hall")
    device.smart_control.routines["0"]["novelty"] = 7
    await add(device)
    assert shown(hass, "select.hall_turn_on_when") == "motion"
    await act(hass, "select.select_option", "select.hall_turn_on_when", option="motion_and_dark")
    await poll()
    await act(hass, "number.set_value", "number.hall_auto_off_delay", value=300)
    await poll()
    await act(hass, "switch.turn_off", "switch.hall_auto_off")
    await poll()
    rule = device.smart_control.routines["0"]
    segment = rule["array"][0]
    assert (segment["onTT"], segment["offTT"], segment["offWT"]) == (2, 0, 300)
    assert rule["novelty"] == 7
    assert shown(hass, "switch.hall_auto_off") == "off"
    assert shown(hass, "number.hall_auto_off_delay") == "300"


async def test_more_rules_are_left_alone(hass: HomeAssistant, hall: KasaDevice, poll: Poll) -> None:
    """Without exactly one rule the simple entities know nothing, and change nothing."""
    assert shown(hass, "select.hall_turn_on_when") == "unknown"
    with pytest.raises(HomeAssistantError):
        await act(hass, "switch.turn_on", "switch.hall_auto_off")
    assert hall.smart_control.routines == {}


async def test_others_have_none_of_it(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("HS200", "Plain")
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    await add(device)
    assert not [one for one in hass.states.async_entity_ids() if "motion" in one]
    assert not [operation for operation in served if "smartlife.iot" in operation]
