"""Lights, dimmers, sensors, clock, cloud, Wi-Fi and meters over real sockets."""

import pytest

from custom_components.accord.protocol.errors import ConflictError, InvalidError, UnsupportedError
from custom_components.accord.protocol.kasa import BUILTIN_EFFECTS, Behavior, Capability, DeviceTime
from tests.protocol.kasa.homes import Connect, Served

BULB = "smartlife.iot.smartbulb.lightingservice"
NOW = DeviceTime(year=2026, month=11, day=21, hour=7, minute=8, second=9)


async def test_default_behavior(connect: Connect) -> None:
    lighting = (await connect("Reading lamp")).lighting
    before = await lighting.get_default_behavior()
    await lighting.set_default_behavior(hard_on=Behavior(mode="customize_preset", index=1))
    after = await lighting.get_default_behavior()
    assert after.soft_on == before.soft_on
    assert after.hard_on is not None
    assert (after.hard_on.mode, after.hard_on.index) == ("customize_preset", 1)


async def test_presets(connect: Connect) -> None:
    lighting = (await connect("Reading lamp")).lighting
    await lighting.set_preferred_state(2, brightness=33, hue=200, saturation=50)
    preset = (await lighting.get_preferred_state())[2]
    assert (preset.brightness, preset.hue, preset.saturation) == (33, 200, 50)


async def test_light_details(connect: Connect) -> None:
    details = await (await connect("Reading lamp")).lighting.get_light_details()
    assert details.max_lumens


@pytest.mark.parametrize("name", BUILTIN_EFFECTS)
async def test_effects(name: str, connect: Connect) -> None:
    client = await connect("Shelf")
    await client.effects.start(name, 40)
    info = await client.system.get_sysinfo()
    assert info.effect is not None
    assert (info.effect.enable, info.effect.name, info.effect.brightness) == (True, name, 40)
    found = await client.effects.get_lighting_effect()
    assert (found.name, found.sequence) == (name, BUILTIN_EFFECTS[name].sequence)
    await client.effects.stop()
    info = await client.system.get_sysinfo()
    assert info.effect is not None
    assert not info.effect.enable


async def test_dimmer_settings(connect: Connect) -> None:
    dimmer = (await connect("Dining room")).dimmer
    await dimmer.set_fade_on_time(2000)
    await dimmer.set_fade_off_time(1000)
    await dimmer.set_gentle_on_time(4000)
    await dimmer.set_gentle_off_time(8000)
    await dimmer.set_button_ramp_rate(20)
    await dimmer.calibrate_brightness(9)
    found = await dimmer.get_dimmer_parameters()
    assert (found.fade_on_time, found.fade_off_time) == (2000, 1000)
    assert (found.gentle_on_time, found.gentle_off_time) == (4000, 8000)
    assert (found.ramp_rate, found.min_threshold) == (20, 9)
    await dimmer.set_double_click_action(Behavior(mode="gentle_on_off"))
    await dimmer.set_long_press_action(Behavior(mode="customize_preset", index=2))
    actions = await dimmer.get_default_behavior()
    assert actions.double_click == Behavior(mode="gentle_on_off")
    assert actions.long_press == Behavior(mode="customize_preset", index=2)


@pytest.mark.parametrize("name", ["Garage switch", "Hall"])
async def test_motion_sensor(name: str, connect: Connect) -> None:
    pir = (await connect(name)).pir
    await pir.set_trigger_sens(0)
    assert (await pir.get_config()).trigger_index == 0
    await pir.set_trigger_sens(3, 61)
    config = await pir.get_config()
    assert (config.trigger_index, config.ranges) == (3, (80, 50, 20, 61))
    await pir.set_enable(False)
    await pir.set_cold_time(30_000)
    config = await pir.get_config()
    assert (config.enable, config.cold_time) == (False, 30_000)
    assert config.min_adc <= await pir.get_adc_value() <= config.max_adc


@pytest.mark.parametrize("name", ["Garage switch", "Hall"])
async def test_light_sensor(name: str, connect: Connect) -> None:
    las = (await connect(name)).las
    await las.set_brt_level(17)
    await las.set_dark_index(5)
    await las.set_enable(False)
    config = await las.get_config()
    assert (config.enable, config.dark_index, config.levels[5].value) == (False, 5, 17)
    await las.set_enable(True)
    assert 0 <= await las.get_current_brt() <= 100
    assert await las.get_dark_status() in {True, False}


@pytest.mark.parametrize("name", ["Freezer", "Boiler", "Garden", "Porch"])
async def test_clock(name: str, connect: Connect) -> None:
    time = (await connect(name)).time
    await time.synchronise(NOW, 41)
    assert await time.get_time() == NOW
    zone = await time.get_timezone()
    assert (zone.index, zone.iana) == (41, "Europe/Berlin")
    await time.synchronise(NOW)
    assert await time.get_time() == NOW


@pytest.mark.parametrize("name", ["Freezer", "Porch"])
async def test_cloud(name: str, connect: Connect) -> None:
    cloud = (await connect(name)).cloud
    if (await cloud.get_info()).bound:
        await cloud.unbind()
    with pytest.raises(ConflictError):
        await cloud.unbind()
    with pytest.raises(InvalidError):
        await cloud.bind("user@example.com", "secret")
    assert not (await cloud.get_info()).bound
    await cloud.bind("user@example.com", "secret", force=True)
    info = await cloud.get_info()
    assert (info.bound, info.username) == (True, "user@example.com")
    await cloud.set_server_url("cloud.example.com")
    assert (await cloud.get_info()).server == "cloud.example.com"
    assert isinstance(await cloud.get_intl_fw_list(), tuple)


@pytest.mark.parametrize("name", ["Freezer", "Porch"])
async def test_wifi(name: str, connect: Connect) -> None:
    netif = (await connect(name)).netif
    here = await netif.get_stainfo()
    assert here.ssid in {heard.ssid for heard in await netif.get_scaninfo()}


@pytest.mark.parametrize("name", ["Freezer", "Boiler", "Porch"])
async def test_energy_history(name: str, connect: Connect) -> None:
    client = await connect(name)
    now = await client.time.get_time()
    days = await client.emeter.get_daystat(now.year, now.month)
    months = await client.emeter.get_monthstat(now.year)
    assert all((one.day.year, one.day.month) == (now.year, now.month) for one in days)
    assert all(0 <= one.energy < 1000 for one in days)
    assert all(month.year == now.year for month in months)
    await client.emeter.erase_emeter_stat()
    assert sum(one.energy for one in await client.emeter.get_daystat(now.year, now.month)) == 0


@pytest.mark.parametrize("name", ["Freezer", "Garden", "Reading lamp"])
async def test_location(name: str, connect: Connect) -> None:
    client = await connect(name)
    await client.system.set_dev_location(52.3702, -4.8952)
    raw = (await client.system.get_sysinfo()).raw
    assert (raw["latitude_i"], raw["longitude_i"]) == (523702, -48952)


async def test_capabilities(connect: Connect, served: Served) -> None:
    client = await connect("Garage switch")
    found = await client.status.probe()
    for capability in (Capability.PIR, Capability.LAS, Capability.SENSOR_TRIGGER):
        assert capability in found
    assert Capability.DIMMER not in found
    del served[:]
    assert await client.status.probe() == found
    lamp = await connect("Porch")
    assert (await lamp.status.probe()).found == {Capability.ANTI_THEFT: True}
    assert {operation for operation, _ in served} == {"system.get_sysinfo", "anti_theft.get_rules"}
    with pytest.raises(UnsupportedError):
        await lamp.pir.get_config()
