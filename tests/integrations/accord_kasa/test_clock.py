"""The device's own clock: shown, set, and said to be wrong."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord_kasa.clock import ClockState
from simulators.clock import Clock
from simulators.kasa import KasaDevice, Quirks

from .conftest import Add, Make, Poll


@pytest.fixture
async def home_zone(hass: HomeAssistant) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "seconds", "wrong"),
    [
        ("Europe/Berlin", 0, False),
        ("Europe/Paris", 119, False),
        ("Europe/Berlin", -121, True),
        ("America/New_York", 0, True),
    ],
)
@pytest.mark.usefixtures("home_zone")
def test_wrong(zone: str, seconds: int, wrong: bool) -> None:
    """By two minutes, or by a zone with other hours."""
    assert ClockState(zone, ZoneInfo(zone), timedelta(seconds=seconds)).wrong is wrong


async def right(make: Make, model: str = "HS103", **options: object) -> KasaDevice:
    """Return a device whose clock runs with the real one."""
    return await make(model, "Lamp", clock=Clock(), **options)


def shown(hass: HomeAssistant, entity: str) -> str:
    state = hass.states.get(entity)
    assert state is not None
    return state.state


@pytest.mark.usefixtures("home_zone")
async def test_a_clock_that_is_right(hass: HomeAssistant, make: Make, add: Add) -> None:
    await add(await right(make, time_zone=ZoneInfo("Europe/Berlin")))
    assert shown(hass, "binary_sensor.lamp_clock_wrong") == "off"
    assert shown(hass, "select.lamp_time_zone") == "Europe/Berlin"


@pytest.mark.parametrize("model", ["HS103", "KL110", "HS300"])
@pytest.mark.usefixtures("home_zone")
async def test_it_is_synchronised(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, model: str
) -> None:
    """Time and zone become Home Assistant's, whatever way the firmware wants it."""
    device = await right(make, model)
    device.control("clock", {"seconds": 3600})
    await add(device)
    assert shown(hass, "binary_sensor.lamp_clock_wrong") == "on"
    device.quirks = Quirks(refuses_set_time=True)
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.lamp_synchronise_clock"}, blocking=True
    )
    await poll()
    assert shown(hass, "binary_sensor.lamp_clock_wrong") == "off"
    assert shown(hass, "select.lamp_time_zone") == "Europe/Berlin"
    assert abs(device.local_time() - dt_util.now()) < timedelta(seconds=5)


async def test_another_zone(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """It takes the time there along."""
    device = await right(make)
    await add(device)
    await hass.services.async_call(
        "select",
        "select_option",
        {"entity_id": "select.lamp_time_zone", "option": "Asia/Tokyo"},
        blocking=True,
    )
    assert device.local_time().tzname() == "JST"
    assert abs(device.local_time() - dt_util.now()) < timedelta(seconds=5)
    await poll()
    assert shown(hass, "select.lamp_time_zone") == "Asia/Tokyo"
