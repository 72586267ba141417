"""`smartlife.iot.PIR` and `smartlife.iot.LAS`: motion and light before a device."""

from datetime import UTC, datetime
from typing import Any

import pytest

from simulators.base import ControlError
from simulators.clock import Clock
from simulators.kasa import KasaDevice
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import ask, call

PIR, LAS = "smartlife.iot.PIR", "smartlife.iot.LAS"
OK = {"err_code": 0}
INVALID = {"err_code": -3, "err_msg": "invalid argument"}
MOTION_MODELS = ("KS200M", "KS220M", "ES20M")


async def triggered(device: KasaDevice) -> bool:
    """Tell from one reading whether there is motion, as clients do."""
    config = await call(device, PIR, "get_config")
    reading = (await call(device, PIR, "get_adc_value"))["value"]
    middle = (config["max_adc"] - config["min_adc"]) // 2
    off = middle - reading
    half = middle - config["min_adc"] if off < 0 else config["max_adc"] - middle
    percent = abs(off / half * 100)
    reach = config["array"][config["trigger_index"]]
    return bool(config["enable"]) and percent > 100 - reach


@pytest.mark.parametrize("model", MOTION_MODELS)
async def test_settings_of_the_motion_sensor(start: Start, model: str) -> None:
    device = await start(model)
    assert await call(device, PIR, "set_enable", enable=0) == OK
    assert await call(device, PIR, "set_cold_time", cold_time=15000) == OK
    config = await call(device, PIR, "get_config")
    assert (config["enable"], config["cold_time"]) == (0, 15000)
    assert (config["trigger_index"], config["array"]) == (1, [80, 50, 20, 0])
    device.restart()
    assert await call(device, PIR, "get_config") == config


async def test_ranges(start: Start) -> None:
    """An index alone selects; the custom range is set and selected at once."""
    device = await start("KS200M")
    assert await call(device, PIR, "set_trigger_sens", index=0) == OK
    assert (await call(device, PIR, "get_config"))["trigger_index"] == 0
    assert await call(device, PIR, "set_trigger_sens", index=3, value=61) == OK
    config = await call(device, PIR, "get_config")
    assert (config["trigger_index"], config["array"]) == (3, [80, 50, 20, 61])
    assert await call(device, PIR, "set_trigger_sens", index=2) == OK
    config = await call(device, PIR, "get_config")
    assert (config["trigger_index"], config["array"]) == (2, [80, 50, 20, 61])


@pytest.mark.parametrize(
    ("module", "method", "params"),
    [
        (PIR, "set_enable", {}),
        (PIR, "set_enable", {"enable": 2}),
        (PIR, "set_enable", {"enable": True}),
        (PIR, "set_cold_time", {}),
        (PIR, "set_cold_time", {"cold_time": 14999}),
        (PIR, "set_cold_time", {"cold_time": 600001}),
        (PIR, "set_cold_time", {"cold_time": 60000.0}),
        (PIR, "set_trigger_sens", {}),
        (PIR, "set_trigger_sens", {"index": 4}),
        (PIR, "set_trigger_sens", {"index": 3}),
        (PIR, "set_trigger_sens", {"index": 3, "value": 101}),
        (PIR, "set_trigger_sens", {"index": 0, "value": 61}),
        (LAS, "set_enable", {"enable": -1}),
        (LAS, "set_dark_index", {"dark_index": 6}),
        (LAS, "set_dark_index", {"index": 1}),
        (LAS, "set_brt_level", {"index": 5}),
        (LAS, "set_brt_level", {"value": 50}),
        (LAS, "set_brt_level", {"index": 6, "value": 50}),
        (LAS, "set_brt_level", {"index": 5, "value": 101}),
        (LAS, "set_brt_level", {"index": 5, "value": 9.5}),
    ],
)
async def test_odd_values(start: Start, module: str, method: str, params: dict[str, Any]) -> None:
    """Refused, and nothing is changed."""
    device = await start("KS200M")
    before = await call(device, module, "get_config")
    assert await call(device, module, method, **params) == INVALID
    assert await call(device, module, "get_config") == before


async def test_nobody_there(start: Start, clock: Clock) -> None:
    """The reading is noise, alike in every run, and never motion."""
    device = await start("KS200M")
    twin = await start("KS200M", mac=device.mac)
    await call(device, PIR, "set_trigger_sens", index=0)
    seen = []
    for _ in range(20):
        reading = await call(device, PIR, "get_adc_value")
        assert reading == await call(twin, PIR, "get_adc_value")
        assert not await triggered(device)
        seen.append(reading["value"])
        clock.advance(0.3)
    assert len(set(seen)) > 5
    assert all(2025 <= value <= 2110 for value in seen)


@pytest.mark.parametrize(
    ("index", "distance", "noticed"),
    [(0, 80, True), (0, 81, False), (1, 50, True), (1, 51, False), (2, 20, True), (2, 30, False)],
)
async def test_motion_near_and_far(start: Start, index: int, distance: int, noticed: bool) -> None:
    """Who is within the range swings the reading far enough."""
    device = await start("ES20M")
    await call(device, PIR, "set_trigger_sens", index=index)
    device.control("motion", {"seconds": 5, "distance": distance})
    assert await triggered(device) is noticed
    assert device.motion is not None
    assert device.motion.warm is noticed


async def test_motion_is_a_wave(start: Start, clock: Clock) -> None:
    """A client that asks at the wrong moment misses it; in the end it is noise again."""
    device = await start("KS220M")
    device.control("motion", {"seconds": 4})
    seen = []
    for _ in range(10):
        seen.append(await triggered(device))
        clock.advance(0.4)
    assert set(seen) == {True, False}
    clock.advance(0.1)
    assert not await triggered(device)
    assert device.motion is not None
    assert not device.motion.moving


async def test_going_cold(start: Start, clock: Clock) -> None:
    """The sensor stays warm for the cold time after the last motion, as set meanwhile."""
    device = await start("KS200M")
    noticed: list[float] = []
    sensor = device.motion
    assert sensor is not None
    sensor.watch(lambda: noticed.append(clock.now()))
    assert not sensor.warm
    device.control("motion", {"seconds": 10})
    assert noticed == [0.0]
    assert sensor.cold_at == 70.0
    sensor.cold_time = 30000
    clock.advance(39)
    assert device.state()["motion"]["warm"]
    clock.advance(1)
    assert not device.state()["motion"]["warm"]
    await call(device, PIR, "set_enable", enable=0)
    device.control("motion", {})
    assert noticed == [0.0]
    assert not await triggered(device)


async def test_daylight(start: Start) -> None:
    """Without further ado the light follows the sun."""
    clock = Clock(frozen=True, wall=datetime(2026, 6, 1, 12, 0, tzinfo=UTC))
    device = await start("KS200M", clock=clock)
    assert (await call(device, LAS, "get_current_brt"))["value"] == 100
    assert (await call(device, LAS, "get_dark_status"))["bDark"] == 0
    clock.advance(3 * 3600)
    assert (await call(device, LAS, "get_current_brt"))["value"] == 71
    clock.advance(6 * 3600)
    assert await call(device, LAS, "get_current_brt") == {"value": 0, **OK}
    assert await call(device, LAS, "get_adc_value") == {"value": 0, "type": 2, **OK}
    assert await call(device, LAS, "get_dark_status") == {"bDark": 1, **OK}


@pytest.mark.parametrize("model", MOTION_MODELS)
async def test_every_light_level(start: Start, model: str) -> None:
    """A level that is set is the one that is read."""
    device = await start(model)
    for percent in range(101):
        device.control("ambient", {"value": percent})
        assert device.ambient is not None
        assert device.ambient.brightness == percent
    assert (await call(device, LAS, "get_current_brt"))["value"] == 100
    device.control("ambient", {})
    assert (await call(device, LAS, "get_current_brt"))["value"] == 71


async def test_what_counts_as_dark(start: Start) -> None:
    """Below the chosen level; the custom one is the user's."""
    device = await start("KS200M")
    device.control("ambient", {"value": 10})
    assert (await call(device, LAS, "get_dark_status"))["bDark"] == 1
    assert await call(device, LAS, "set_dark_index", dark_index=4) == OK
    assert (await call(device, LAS, "get_dark_status"))["bDark"] == 0
    assert await call(device, LAS, "set_dark_index", dark_index=5) == OK
    assert await call(device, LAS, "set_brt_level", index=5, value=11) == OK
    assert (await call(device, LAS, "get_dark_status"))["bDark"] == 1
    device.control("ambient", {"value": 11})
    assert (await call(device, LAS, "get_dark_status"))["bDark"] == 0
    (sensor,) = (await call(device, LAS, "get_config"))["devs"]
    assert (sensor["dark_index"], sensor["level_array"][5]["value"]) == (5, 11)


@pytest.mark.parametrize("model", MOTION_MODELS)
async def test_levels(start: Start, model: str) -> None:
    """Names are the vendor's; values follow from readings."""
    device = await start(model)
    assert await call(device, LAS, "set_enable", enable=0) == OK
    (sensor,) = (await call(device, LAS, "get_config"))["devs"]
    assert (sensor["hw_id"], sensor["enable"]) == (0, 0)
    assert sensor["max_adc"] == (2550 if model == "ES20M" else 2450)
    levels = sensor["level_array"]
    names = ["cloudy", "overcast", "dawn", "twilight", "total darkness", "custom"]
    assert [level["name"] for level in levels] == names
    for level in levels:
        assert level["value"] == level["adc"] * 100 // sensor["max_adc"]


@pytest.mark.parametrize("model", ["KP115", "HS200", "HS220", "HS300"])
@pytest.mark.parametrize("module", [PIR, LAS])
async def test_devices_without_sensors(start: Start, model: str, module: str) -> None:
    """They lack the modules, and nothing can be done to them."""
    device = await start(model)
    answer = await ask(device, {module: {"get_config": {}}})
    assert answer == {module: {"err_code": -1, "err_msg": "module not support"}}
    with pytest.raises(ControlError, match="no motion sensor"):
        device.control("motion", {})
    with pytest.raises(ControlError, match="no light sensor"):
        device.control("ambient", {})


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("motion", {"seconds": 0}),
        ("motion", {"distance": 0}),
        ("motion", {"distance": 101}),
        ("ambient", {"value": 101}),
        ("ambient", {"value": -1}),
    ],
)
async def test_what_cannot_happen(start: Start, action: str, params: dict[str, int]) -> None:
    device = await start("KS200M")
    before = device.state()
    with pytest.raises(ControlError):
        device.control(action, params)
    assert device.state() == before
