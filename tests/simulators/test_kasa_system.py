"""`system`: relay, name, LED, reboot; and the envelope's error codes."""

from typing import Any

import pytest

from simulators.clock import Clock
from simulators.kasa import OutletSetup
from simulators.kasa.quirks import Quirks
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import SYSINFO, RawTcp, RawUdp, ask, call, read_sysinfo

INVALID = {"err_code": -3, "err_msg": "invalid argument"}
OK = {"err_code": 0}


async def test_the_relay_and_its_time(start: Start, clock: Clock) -> None:
    """`on_time` counts while on and is 0 when off."""
    device = await start("KP115")
    assert await call(device, "system", "set_relay_state", state=1) == OK
    clock.advance(75)
    info = await read_sysinfo(device)
    assert (info["relay_state"], info["on_time"]) == (1, 75)
    assert await call(device, "system", "set_relay_state", state=1) == OK
    assert (await read_sysinfo(device))["on_time"] == 75
    assert await call(device, "system", "set_relay_state", state=0) == OK
    info = await read_sysinfo(device)
    assert (info["relay_state"], info["on_time"]) == (0, 0)


async def test_the_button_on_the_device(start: Start) -> None:
    """A press shows at the next poll only."""
    device = await start("HS200")
    device.press_button()
    assert (await read_sysinfo(device))["relay_state"] == 1
    device.press_button()
    assert (await read_sysinfo(device))["relay_state"] == 0
    with pytest.raises(ValueError, match="no outlet 1"):
        device.press_button(1)


@pytest.mark.parametrize("state", [2, -1, 1.0, "1", None, [1], True, False])
async def test_odd_relay_states_are_refused(start: Start, state: Any) -> None:
    """Only the integers 0 and 1 are states; booleans are not integers."""
    device = await start("KP115")
    assert await call(device, "system", "set_relay_state", state=state) == INVALID
    assert not device.outlets[0].on


async def test_lenient_firmware_takes_booleans(start: Start) -> None:
    """Where the quirk is off, true is 1."""
    device = await start("KP115", quirks=Quirks(refuses_booleans=False))
    assert await call(device, "system", "set_relay_state", state=True) == OK
    assert device.outlets[0].on


async def test_a_missing_argument_is_refused(start: Start) -> None:
    """Plugs and bulbs have different codes for it."""
    assert await call(await start("KP115"), "system", "set_relay_state") == INVALID
    for model in ("KL135", "KL430"):
        result = await call(await start(model), "smartlife.iot.common.system", "set_dev_alias")
        assert result == {"err_code": -10002, "err_msg": "Missing neccesary argument"}


@pytest.mark.parametrize("alias", ["Café ☕", "", "x" * 31])
async def test_names(start: Start, served: Served, alias: str) -> None:
    """Names are any text; bulbs have the method under another module."""
    for model, module in (("KP115", "system"), ("KL135", "smartlife.iot.common.system")):
        device = await start(model)
        assert await call(device, module, "set_dev_alias", alias=alias) == OK
        assert (await read_sysinfo(device))["alias"] == alias
    assert served.count(("kasa", "system.set_dev_alias", 0)) == 2


async def test_a_name_is_text(start: Start) -> None:
    """Nothing else."""
    device = await start("KP115", alias="Old")
    assert await call(device, "system", "set_dev_alias", alias=7) == INVALID
    assert (await read_sysinfo(device))["alias"] == "Old"


@pytest.mark.parametrize("model", ["KP115", "HS110", "HS200", "HS300", "HS220"])
async def test_the_led(start: Start, model: str) -> None:
    """1 is dark."""
    device = await start(model)
    assert await call(device, "system", "set_led_off", off=1) == OK
    assert (await read_sysinfo(device))["led_off"] == 1
    assert await call(device, "system", "set_led_off", off=0) == OK
    assert (await read_sysinfo(device))["led_off"] == 0
    assert (await call(device, "system", "set_led_off", off=2))["err_code"] == -3


async def test_reboot(start: Start, clock: Clock) -> None:
    """The answer comes, the connection drops later, the relay keeps its state."""
    device = await start("KP115", outlets=[OutletSetup(on=True, on_time=500)])
    async with RawTcp(device) as client:
        assert await client.ask({"system": {"reboot": {"delay": 1}}}) == {"system": {"reboot": OK}}
        await clock.wait_for_sleepers()
        clock.advance(6)
        assert await client.ask(SYSINFO)
        clock.advance(0.5)
        assert await client.rest() == b""
        with pytest.raises(ConnectionRefusedError):
            await ask(device, SYSINFO)
    await clock.wait_for_sleepers()
    clock.advance(10)
    await device.wait_until_online()
    info = await read_sysinfo(device)
    assert (info["relay_state"], info["on_time"]) == (1, 0)


async def test_reboot_at_once_has_no_answer(start: Start, clock: Clock) -> None:
    """With delay 0 the connection just ends."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        client.send({"system": {"reboot": {"delay": 0}}})
        assert await client.rest() == b""
    assert not device.online
    await clock.wait_for_sleepers()
    clock.advance(10)
    await device.wait_until_online()
    assert await read_sysinfo(device)


async def test_reboot_of_bulbs_and_its_argument(start: Start) -> None:
    """Bulbs have it under their own module."""
    bulb = await start("KL135")
    assert (await call(bulb, "system", "reboot", delay=1))["err_code"] == -2000
    assert await call(bulb, "smartlife.iot.common.system", "reboot", delay=1) == OK
    assert (await call(await start("KP115"), "system", "reboot", delay=-1))["err_code"] == -3


async def test_one_request_of_many_methods(start: Start, served: Served) -> None:
    """Executed in order, answered together."""
    device = await start("KP115", outlets=[OutletSetup(load=60)])
    answer = await ask(
        device,
        {
            "system": {"set_relay_state": {"state": 1}, "get_sysinfo": {}},
            "emeter": {"get_realtime": {}},
        },
    )
    assert answer["system"]["get_sysinfo"]["relay_state"] == 1
    assert answer["emeter"]["get_realtime"]["power_mw"] == 60000
    assert [row[1] for row in served] == [
        "system.set_relay_state",
        "system.get_sysinfo",
        "emeter.get_realtime",
    ]


async def test_of_equal_keys_the_last_one_counts(start: Start) -> None:
    """For parameters, methods and modules alike."""
    device = await start("KP115")
    for text in (
        '{"system":{"set_relay_state":{"state":0,"state":1}}}',
        '{"system":{"set_relay_state":{"state":1},"set_relay_state":{"state":0}}}',
        '{"system":{"set_relay_state":{"state":0}},"system":{"set_relay_state":{"state":1}}}',
    ):
        before = device.outlets[0].on
        assert await ask(device, text) == {"system": {"set_relay_state": OK}}
        assert device.outlets[0].on is not before


@pytest.mark.parametrize(
    ("model", "module", "method"),
    [
        ("KP115", (-1, "module not support"), (-2, "member not support")),
        ("KL430", (-1, "module not support"), (-2, "member not support")),
        ("KL135", (-2001, "Module not support"), (-2000, "Method not support")),
        ("EC60", (-10008, "Unsupported API call."), (-10008, "Unsupported API call.")),
    ],
)
async def test_what_does_not_exist(
    start: Start, served: Served, model: str, module: tuple[int, str], method: tuple[int, str]
) -> None:
    """A missing module shows at the module, a missing method at the method."""
    answer = await ask(await start(model), {"cooker": {"boil": {}}, "system": {"sing": {}}})
    assert answer == {
        "cooker": {"err_code": module[0], "err_msg": module[1]},
        "system": {"sing": {"err_code": method[0], "err_msg": method[1]}},
    }
    assert served == [("kasa", "cooker.boil", module[0]), ("kasa", "system.sing", method[0])]


async def test_older_hardware_reports_missing_modules_at_the_method(start: Start) -> None:
    """The same condition, one level deeper."""
    answer = await ask(await start("HS100"), {"emeter": {"get_realtime": {}, "other": {}}})
    error = {"err_code": -1, "err_msg": "module not support"}
    assert answer == {"emeter": {"get_realtime": error, "other": error}}


async def test_what_is_no_parameter_object(start: Start) -> None:
    """`null` is as good as `{}` on the first generation only; modules are objects everywhere."""
    request = '{"system":{"get_sysinfo":null}}'
    first = await ask(await start("HS110"), request)
    assert first["system"]["get_sysinfo"]["model"] == "HS110(EU)"
    device = await start("KP115")
    assert await ask(device, request) == {"system": {"get_sysinfo": INVALID}}
    assert await ask(device, '{"system":{"get_sysinfo":[]}}') == {
        "system": {"get_sysinfo": INVALID}
    }
    assert await ask(device, '{"system":"get_sysinfo"}') == {"system": INVALID}


async def test_lights_have_no_relay(start: Start) -> None:
    """Nor an LED."""
    device = await start("KL135")
    for method in ("set_relay_state", "set_led_off", "set_dev_alias"):
        assert (await call(device, "system", method, state=1))["err_code"] == -2000


async def test_setters_over_udp(start: Start) -> None:
    """They work; some firmware leaves the success code out."""
    device = await start("KP115")
    terse = await start("KP115", quirks=Quirks(udp_setters_omit_err_code=True))
    request = {"system": {"set_relay_state": {"state": 1}}}
    with RawUdp() as client:
        assert await client.ask(request, device) == {"system": {"set_relay_state": OK}}
        assert await client.ask(request, terse) == {"system": {"set_relay_state": {}}}
        wrong = {"system": {"set_relay_state": {"state": 9}}}
        assert await client.ask(wrong, terse) == {"system": {"set_relay_state": INVALID}}
    assert device.outlets[0].on
    assert terse.outlets[0].on
