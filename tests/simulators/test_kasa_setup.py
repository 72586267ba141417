"""Factory reset, place, MAC address; and what little modules tell of a device."""

import re
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.kasa import KasaDevice, OutletSetup
from simulators.kasa.light import Glow
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import RawTcp, ask, call, read_sysinfo

OK = {"err_code": 0}
INVALID = {"err_code": -3, "err_msg": "invalid argument"}
OWNER = ("owner@example.com", "secret")
BULB_SYSTEM = "smartlife.iot.common.system"


async def go_through_reset(device: KasaDevice, clock: Clock, module: str = "system") -> None:
    """Reset a device and wait until it is back."""
    assert await call(device, module, "reset", delay=1) == OK
    await clock.wait_for_sleepers()
    clock.advance(6.5)
    await clock.wait_for_sleepers()
    assert not device.online
    clock.advance(10)
    await device.wait_until_online()


async def test_a_plug_as_sold(start: Start, clock: Clock) -> None:
    """Name, account, place, network and clock are gone; firmware and appliance are not."""
    plug = await start(
        "KP115", alias="Freezer", account=OWNER, outlets=[OutletSetup(on=True, load=60)]
    )
    await call(plug, "system", "set_led_off", off=1)
    plug.control("offer_firmware", {"version": "9.9.9 Build 1"})
    before = await read_sysinfo(plug)
    await go_through_reset(plug, clock)
    info = await read_sysinfo(plug)
    assert info["alias"] == "TP-LINK_Smart Plug_0001"
    assert (info["relay_state"], info["led_off"]) == (0, 0)
    assert (info["latitude_i"], info["longitude_i"]) == (0, 0)
    for key in ("mac", "deviceId", "model", "sw_ver", "hwId"):
        assert info[key] == before[key]
    assert (await call(plug, "cnCloud", "get_info"))["binded"] == 0
    assert (await call(plug, "netif", "get_stainfo"))["ssid"] == ""
    assert "" not in {
        heard["ssid"] for heard in (await call(plug, "netif", "get_scaninfo", refresh=1))["ap_list"]
    }
    timer = {"name": "name", "enable": 1, "delay": 60, "act": 1}
    assert (await call(plug, "count_down", "add_rule", **timer))["err_code"] == -11
    await call(plug, "system", "set_relay_state", state=1)
    assert plug.outlets[0].power == 60


async def test_a_strip_as_sold(start: Start, clock: Clock) -> None:
    strip = await start("KP400", outlets=[OutletSetup(alias="Pump", on=True), OutletSetup()])
    await go_through_reset(strip, clock)
    children = (await read_sysinfo(strip))["children"]
    assert [child["state"] for child in children] == [0, 0]
    assert [child["alias"][-7:] for child in children] == ["_Plug 1", "_Plug 2"]


async def test_a_bulb_as_sold(start: Start, clock: Clock) -> None:
    """Lit, with the vendor's presets."""
    bulb = await start("KL135", glow=Glow(hue=10, color_temp=0))
    fresh = (await read_sysinfo(bulb))["preferred_state"]
    service = "smartlife.iot.smartbulb.lightingservice"
    values = {"hue": 1, "saturation": 2, "color_temp": 0, "brightness": 3}
    await call(bulb, service, "set_preferred_state", index=0, **values)
    await go_through_reset(bulb, clock, BULB_SYSTEM)
    info = await read_sysinfo(bulb)
    assert info["alias"] == "TP-LINK_Smart Bulb_0001"
    assert info["preferred_state"] == fresh
    assert (info["light_state"]["on_off"], info["light_state"]["hue"]) == (1, 0)


async def test_a_reset_without_a_delay_has_no_answer(start: Start, clock: Clock) -> None:
    plug = await start("KP115", alias="Freezer")
    async with RawTcp(plug) as client:
        client.send({"system": {"reset": {"delay": 0}}})
        assert await client.rest() == b""
    await clock.wait_for_sleepers()
    clock.advance(10)
    await plug.wait_until_online()
    assert (await read_sysinfo(plug))["alias"] != "Freezer"


async def test_a_reset_without_a_restart(start: Start) -> None:
    """The connection stays."""
    plug = await start("KP115", alias="Freezer")
    assert await call(plug, "system", "reset", delay=1, noReboot=1) == OK
    assert plug.online
    assert (await read_sysinfo(plug))["alias"] != "Freezer"


@pytest.mark.parametrize("params", [{}, {"delay": -1}, {"delay": 1.0}, {"delay": "1"}])
async def test_a_reset_must_be_meant(start: Start, params: dict[str, Any]) -> None:
    plug = await start("KP115", alias="Freezer")
    assert await call(plug, "system", "reset", **params) == INVALID
    assert (await read_sysinfo(plug))["alias"] == "Freezer"
    bulb = await start("KL135")
    assert (await call(bulb, "system", "reset", delay=1))["err_code"] == -2000


async def test_back_to_how_it_was_built(start: Start, clock: Clock) -> None:
    """Tests can have the device as it was before the reset."""
    plug = await start("KP115", alias="Freezer", account=OWNER)
    before = await read_sysinfo(plug)
    await go_through_reset(plug, clock)
    plug.reset_state()
    after = await read_sysinfo(plug)
    assert {**after, "rssi": before["rssi"]} == before
    assert (await call(plug, "cnCloud", "get_info"))["binded"] == 1


@pytest.mark.parametrize("model", ["KP115", "HS300", "HS220", "KL135", "KL430"])
async def test_the_place(start: Start, model: str) -> None:
    """In ten-thousandths of a degree; members of older apps are ignored."""
    device = await start(model)
    place = {"latitude_i": -338688, "longitude_i": 1512093}
    both = {**place, "latitude": -33.8688, "longitude": 151.2093}
    assert await call(device, "system", "set_dev_location", **both) == OK
    device.restart()
    info = await read_sysinfo(device)
    assert {key: info[key] for key in place} == place


async def test_the_place_on_first_generation_devices(start: Start) -> None:
    """In degrees."""
    for model in ("HS110", "RE270K"):
        device = await start(model)
        place = {"latitude": -33.8688, "longitude": 151}
        assert await call(device, "system", "set_dev_location", **place) == OK
        info = await read_sysinfo(device)
        assert (info["latitude"], info["longitude"]) == (-33.8688, 151)
        integers = {"latitude_i": 1, "longitude_i": 1}
        assert await call(device, "system", "set_dev_location", **integers) == INVALID


@pytest.mark.parametrize(
    ("model", "params"),
    [
        ("KP115", {}),
        ("KP115", {"latitude_i": 1}),
        ("KP115", {"latitude": 52.37, "longitude": 4.89}),
        ("KP115", {"latitude_i": 900001, "longitude_i": 0}),
        ("KP115", {"latitude_i": 0, "longitude_i": -1800001}),
        ("KP115", {"latitude_i": 52.37, "longitude_i": 0}),
        ("HS110", {"latitude": "52", "longitude": 4}),
        ("HS110", {"latitude": 91, "longitude": 4}),
        ("HS110", {"latitude": True, "longitude": 4}),
    ],
)
async def test_no_place_at_all(start: Start, model: str, params: dict[str, Any]) -> None:
    device = await start(model)
    before = await read_sysinfo(device)
    assert await call(device, "system", "set_dev_location", **params) == INVALID
    assert await read_sysinfo(device) == before


@pytest.mark.parametrize("mac", ["02:00:5E:00:53:07", "02-00-5e-00-53-07"])
async def test_another_mac_address(start: Start, mac: str) -> None:
    """With colons or dashes; bulbs show it without either. The device id stays."""
    plug, bulb = await start("KP115"), await start("KL135")
    before = (await read_sysinfo(plug))["deviceId"]
    for device in (plug, bulb):
        assert await call(device, "system", "set_mac_addr", mac=mac) == OK
        device.restart()
    info = await read_sysinfo(plug)
    assert (info["mac"], info["deviceId"]) == ("02:00:5E:00:53:07", before)
    assert (await read_sysinfo(bulb))["mic_mac"] == "02005E005307"


@pytest.mark.parametrize("mac", ["", "02005E005307", "02:00-5E:00:53:07", "02:00:5E:00:53:0G", 7])
async def test_no_mac_address(start: Start, mac: object) -> None:
    plug = await start("KP115")
    before = plug.mac
    assert await call(plug, "system", "set_mac_addr", mac=mac) == INVALID
    assert plug.mac == before


@pytest.mark.parametrize(("model", "outlets"), [("KP400", 2), ("HS300", 6)])
async def test_where_outlets_sit(start: Start, model: str, outlets: int) -> None:
    """Full ids and slots from 0."""
    strip = await start(model)
    answer = await call(strip, "smartlife.iot.smartpowerstrip.manage", "get_relationship")
    assert answer == {
        "data": [
            {"child_id": f"{strip.device_id}{slot:02}", "hw_slot": slot} for slot in range(outlets)
        ],
        **OK,
    }


async def test_only_strips_have_slots(start: Start) -> None:
    module = "smartlife.iot.smartpowerstrip.manage"
    answer = await ask(await start("KP115"), {module: {"get_relationship": {}}})
    assert answer[module]["err_code"] == -1


async def test_how_a_device_fares(start: Start, clock: Clock) -> None:
    """Uptime counts from the last boot."""
    module = "smartlife.common.debug"
    dimmer = await start("HS220", account=OWNER)
    clock.advance(75)
    result = (await call(dimmer, module, "get_diagnose_status"))["result"]
    assert result.keys() == {"sysinfo", "wireless", "cloud"}
    assert result["sysinfo"]["uptime"] == 75
    assert result["wireless"]["ssid"] == "Home"
    assert result["cloud"]["cloud_fsm"] == 1
    assert (await call(dimmer, module, "get_mcu_diagnose"))["mcu_i2c_reset_num"] == 0
    dimmer.restart()
    result = (await call(dimmer, module, "get_diagnose_status"))["result"]
    assert result["sysinfo"]["uptime"] == 0
    plug, first = await start("KP115"), await start("HS100")
    assert (await call(plug, module, "get_mcu_diagnose"))["err_code"] == -2
    answer = await ask(first, {module: {"get_diagnose_status": {}}})
    assert answer[module]["get_diagnose_status"]["err_code"] == -1


async def test_homekit(start: Start) -> None:
    """A code in the form of the standard, on devices that have it."""
    module = "smartlife.iot.homekit"
    setup = await call(await start("HS220"), module, "setup_info_get")
    assert re.fullmatch(r"\d{3}-\d{2}-\d{3}", setup["setup_code"])
    assert setup["setup_payload"].startswith("X-HM://")
    answer = await ask(await start("KP115"), {module: {"setup_info_get": {}}})
    assert answer[module]["err_code"] == -1
