"""Every operation over real sockets against simulated devices, in good and bad weather."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict

import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    NotFoundError,
    ProtocolError,
    RequestRefusedError,
    UnsupportedError,
)
from custom_components.accord.protocol.kasa import (
    Family,
    LightMode,
    WrongDeviceError,
    discover,
    discover_host,
)
from custom_components.accord.protocol.kasa.envelope import Call
from simulators import faults
from simulators.kasa import DiscoveryNet, Quirks
from tests.protocol.kasa.homes import Connect, Home, Served

RELAYS = ["Freezer", "Boiler", "Fan", "Hall switch", "Garage switch", "Dining room", "Hall"]
STRIPS = ["Desk strip", "Kitchen strip", "Garden"]
BULBS = ["Reading lamp", "Mood lamp", "Study lamp", "Porch"]
LIGHTS = [*BULBS, "Shelf"]
ALL = [*RELAYS, *STRIPS, *LIGHTS]
METERED = ["Freezer", "Boiler", *LIGHTS]


async def until(condition: Callable[[], bool]) -> None:
    """Let other tasks run until they have brought something about."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - devices announce nothing
            await asyncio.sleep(0)


# --- every operation -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
async def test_get_sysinfo(name: str, home: Home, connect: Connect) -> None:
    device, client = home[name], await connect(name)
    info = await client.system.get_sysinfo()
    assert (info.alias, info.mac) == (name, device.mac.lower())
    assert info.model.startswith(device.model.name)
    assert info.device_id == device.device_id
    assert info.family.value == device.model.family.value
    assert client.sysinfo is info


@pytest.mark.parametrize("name", RELAYS)
async def test_relay(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)
    for on in (True, False, True):
        await client.system.set_relay_state(on)
        assert home[name].state()["outlets"][0]["on"] is on
        assert (await client.system.get_sysinfo()).relay_on is on


@pytest.mark.parametrize("name", STRIPS)
async def test_outlets(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)
    info = await client.system.get_sysinfo()
    shown = [outlet["on"] for outlet in home[name].state()["outlets"]]
    assert [outlet.on for outlet in info.outlets] == shown
    for outlet in info.outlets:
        await client.system.set_relay_state(not outlet.on, [outlet.id])
    after = [outlet["on"] for outlet in home[name].state()["outlets"]]
    assert after == [not on for on in shown]
    some = [info.outlets[0].id, info.outlets[-1].id]
    await client.system.set_relay_state(True, some)
    assert home[name].state()["outlets"][0]["on"]
    assert home[name].state()["outlets"][-1]["on"]
    await client.system.set_relay_state(False)
    assert not any(outlet["on"] for outlet in home[name].state()["outlets"])


@pytest.mark.parametrize("name", ALL)
async def test_set_dev_alias(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)
    await client.system.set_dev_alias("Café ☕")
    assert home[name].state()["alias"] == "Café ☕"
    assert (await client.system.get_sysinfo()).alias == "Café ☕"


async def test_the_name_of_an_outlet(home: Home, connect: Connect) -> None:
    client = await connect("Garden")
    info = await client.system.get_sysinfo()
    await client.system.set_dev_alias("Fountain", info.outlets[0].id)
    aliases = [outlet.alias for outlet in (await client.system.get_sysinfo()).outlets]
    assert aliases == ["Fountain", "Fairy lights"]
    assert home["Garden"].state()["alias"] == "Garden"


@pytest.mark.parametrize("name", [*RELAYS, *STRIPS])
async def test_led(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)
    for off in (True, False):
        await client.system.set_led_off(off)
        assert (await client.system.get_sysinfo()).led_off is off
    assert not home[name].state()["led_off"]


@pytest.mark.parametrize("name", ["Freezer", "Desk strip", "Hall", "Porch", "Shelf"])
async def test_reboot(name: str, home: Home, connect: Connect, served: Served) -> None:
    device, client = home[name], await connect(name)
    before = await client.system.get_sysinfo()
    await client.system.reboot()
    assert [operation for operation, _ in served if "reboot" in operation] != []
    device.clock.advance(6.5)
    await until(lambda: not device.online)
    with pytest.raises(ConnectionFailedError):
        await client.system.get_sysinfo()
    device.clock.advance(10.0)
    await until(lambda: device.online)
    after = await client.system.get_sysinfo()
    assert (after.relay_on, after.outlets and after.outlets[0].on) == (
        before.relay_on,
        before.outlets and before.outlets[0].on,
    )


@pytest.mark.parametrize("name", METERED)
async def test_get_realtime(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)
    energy = await client.emeter.get_realtime()
    assert energy.power is not None
    if home[name].state()["light"] is None:
        outlet = home[name].state()["outlets"][0]
        assert energy.power == pytest.approx(outlet["power_w"], abs=0.001)
        assert energy.total == pytest.approx(outlet["total_wh"] / 1000, abs=0.001)
        assert energy.voltage is not None
        assert 100 < energy.voltage < 260
        assert energy.current == pytest.approx(energy.power / energy.voltage, abs=0.01)
    else:
        assert (energy.voltage, energy.current) == (None, None)


async def test_the_meters_of_outlets(home: Home, connect: Connect) -> None:
    client = await connect("Desk strip")
    info = await client.system.get_sysinfo()
    assert len(info.outlets) == 6
    for outlet in info.outlets:
        energy = await client.emeter.get_realtime(outlet.id)
        shown = home["Desk strip"].state()["outlets"][outlet.index]
        assert (outlet.alias, outlet.on) == (shown["alias"], shown["on"])
        assert energy.power == pytest.approx(shown["power_w"], abs=0.001)
        assert energy.total == pytest.approx(shown["total_wh"] / 1000, abs=0.001)


@pytest.mark.parametrize("name", LIGHTS)
async def test_light_state(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)
    info = await client.system.get_sysinfo()
    state = await client.lighting.get_light_state()
    assert state == info.light
    assert state.on is bool(home[name].state()["light"]["on_off"])
    assert state.brightness is not None


@pytest.mark.parametrize("name", LIGHTS)
async def test_transition_on_and_off(name: str, connect: Connect) -> None:
    client = await connect(name)
    if name == "Shelf":  # its effect has a brightness of its own
        await client.lighting.transition_light_state(hue=10, saturation=100)
    off = await client.lighting.transition_light_state(False, transition=500)
    assert not off.on
    assert not (await client.lighting.get_light_state()).on
    lit = await client.lighting.transition_light_state(brightness=37)
    assert (lit.on, lit.brightness) == (True, 37)
    dark = await client.lighting.transition_light_state(brightness=0)
    assert not dark.on
    back = await client.lighting.transition_light_state(True)
    assert (back.on, back.brightness) == (True, 37)
    info = await client.system.get_sysinfo()
    assert info.light == await client.lighting.get_light_state()


@pytest.mark.parametrize("name", ["Reading lamp", "Mood lamp", "Shelf"])
async def test_colours(name: str, connect: Connect) -> None:
    client = await connect(name)
    red = await client.lighting.transition_light_state(True, hue=0, saturation=100, brightness=50)
    assert (red.hue, red.saturation, red.color_temp, red.brightness) == (0, 100, 0, 50)
    white = await client.lighting.transition_light_state(color_temp=4000)
    assert (white.color_temp, white.brightness) == (4000, 50)
    blue = await client.lighting.transition_light_state(hue=240, saturation=90)
    assert (blue.hue, blue.saturation, blue.color_temp) == (240, 90, 0)


@pytest.mark.parametrize("name", ["Reading lamp", "Mood lamp", "Study lamp", "Shelf"])
async def test_colour_temperatures_stay_in_range(name: str, connect: Connect) -> None:
    client = await connect(name)
    info = await client.system.get_sysinfo()
    assert info.color_temp_range is not None
    low, high = info.color_temp_range
    for asked, got in ((1, low), (99_999, high), (3000, 3000)):
        state = await client.lighting.transition_light_state(True, color_temp=asked)
        assert state.color_temp == got


async def test_circadian(connect: Connect) -> None:
    client = await connect("Reading lamp")
    state = await client.lighting.transition_light_state(True, mode=LightMode.CIRCADIAN)
    assert state.mode == LightMode.CIRCADIAN


async def test_an_effect_shows_until_a_colour_comes(connect: Connect) -> None:
    client = await connect("Shelf")
    await client.lighting.transition_light_state(brightness=37)
    info = await client.system.get_sysinfo()
    assert info.effect is not None
    assert (info.effect.enable, info.effect.name) == (True, "Rainbow")
    assert info.effect.brightness == 37
    await client.lighting.transition_light_state(hue=10, saturation=100)
    info = await client.system.get_sysinfo()
    assert info.effect is not None
    assert not info.effect.enable


@pytest.mark.parametrize("name", ["Dining room", "Hall"])
async def test_dimmer(name: str, home: Home, connect: Connect) -> None:
    client = await connect(name)

    async def shown() -> tuple[bool | None, int | None]:
        info = await client.system.get_sysinfo()
        outlet = home[name].state()["outlets"][0]
        assert (info.relay_on, info.brightness) == (outlet["on"], outlet["brightness"])
        return info.relay_on, info.brightness

    await client.dimmer.set_switch_state(False)
    await client.dimmer.set_brightness(20)
    assert await shown() == (False, 20)
    await client.dimmer.set_dimmer_transition(80, 1)
    assert await shown() == (True, 80)
    await client.dimmer.set_dimmer_transition(0, 1)
    assert (await shown())[0] is False
    await client.dimmer.set_switch_state(True)
    assert (await shown())[0] is True


# --- the poll --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
async def test_status(name: str, home: Home, connect: Connect, served: Served) -> None:
    client = await connect(name)
    first = await client.status.read(energy=True)
    del served[:]
    second = await client.status.read(energy=True)
    assert (second.energy is not None) is (name in METERED)
    assert first.sysinfo.alias == second.sysinfo.alias == name
    assert len(served) == (2 if name in METERED else 1)
    assert {code for _, code in served} == {0}
    assert home[name].online


@pytest.mark.parametrize("name", ALL)
async def test_what_a_family_lacks_is_reported_not_asked_twice(
    name: str, connect: Connect, served: Served
) -> None:
    client = await connect(name, response_timeout=0.2)
    call = Call("smartlife.iot.nonexistent", "get_config")
    for _ in range(2):
        with pytest.raises((UnsupportedError, ConnectionFailedError)):
            await client._session.read(call)
    codes = [code for operation, code in served if operation != "system.get_sysinfo"]
    assert len(codes) <= 1


async def test_foreign_modules_are_refused_by_the_client(connect: Connect, served: Served) -> None:
    plug, bulb = await connect("Freezer"), await connect("Porch")
    with pytest.raises(UnsupportedError):
        await plug.lighting.get_light_state()
    with pytest.raises(UnsupportedError):
        await bulb.system.set_relay_state(True)
    with pytest.raises(UnsupportedError):
        await bulb.dimmer.set_brightness(5)
    assert {operation for operation, _ in served} == {"system.get_sysinfo"}


async def test_an_outlet_that_is_not_there(connect: Connect) -> None:
    client = await connect("Garden")
    info = await client.system.get_sysinfo()
    with pytest.raises(NotFoundError):
        await client.system.set_relay_state(True, [f"{info.device_id}09"])
    with pytest.raises(NotFoundError) as caught:
        await client._session.write(
            Call("system", "set_relay_state", {"state": 1}), outlets=[f"{info.device_id}09"]
        )
    assert caught.value.code == -14


async def test_commands_wait_for_each_other(home: Home, connect: Connect, served: Served) -> None:
    client = await connect("Freezer")
    await client.system.get_sysinfo()
    await asyncio.gather(
        *(client.system.set_relay_state(bool(number % 2)) for number in range(11)),
        *(client.status.read(energy=True) for _ in range(10)),
    )
    assert {code for _, code in served} == {0}
    assert not home["Freezer"].state()["outlets"][0]["on"]


# --- manners of firmware ---------------------------------------------------------------------


def unlike_others(quirks: Quirks) -> str:
    usual = asdict(Quirks())
    return " ".join(
        f"{key}={value}" for key, value in asdict(quirks).items() if value != usual[key]
    )


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(closes_after_answer=True),
        Quirks(first_segment_is_request=True),
        Quirks(segment_size=100),
        Quirks(segment_size=1),
        Quirks(short_child_ids=True),
        Quirks(module_errors_in_method=True),
        Quirks(single_connection=True),
        Quirks(crashes_on_unknown_module=True),
    ],
    ids=unlike_others,
)
@pytest.mark.parametrize("name", ["Freezer", "Garden", "Porch", "Shelf"])
async def test_quirks(name: str, quirks: Quirks, home: Home, connect: Connect) -> None:
    home[name].quirks = quirks
    client = await connect(name)
    for on in (True, False):
        for _ in range(3):
            await client.status.read(energy=True)
        if client.family in (Family.BULB, Family.LIGHT_STRIP):
            assert (await client.lighting.transition_light_state(on)).on is on
        elif client.family is Family.STRIP:
            assert client.sysinfo is not None
            await client.system.set_relay_state(on, [client.sysinfo.outlets[1].id])
            assert home[name].state()["outlets"][1]["on"] is on
        else:
            await client.system.set_relay_state(on)
            assert home[name].state()["outlets"][0]["on"] is on


async def test_another_device_at_the_address(home: Home, connect: Connect) -> None:
    client = await connect("Fan", expected_mac=home["Freezer"].mac)
    with pytest.raises(WrongDeviceError):
        await client.status.read(energy=True)
    with pytest.raises(WrongDeviceError):
        await client.system.set_relay_state(True)
    assert not home["Fan"].state()["outlets"][0]["on"]


# --- bad weather -----------------------------------------------------------------------------

TROUBLE: list[tuple[faults.Fault, type[AccordError]]] = [
    (faults.Delay(3600), DeadlineError),
    (faults.Drop(), DeadlineError),
    (faults.Cut(), ConnectionFailedError),
    (faults.Cut(after=0), ConnectionFailedError),
    (faults.Cut(after=3), ConnectionFailedError),
    (faults.Cut(reset=True), ConnectionFailedError),
    (faults.Corrupt(offset=30), ProtocolError),
    (faults.Garbage(), ProtocolError),
    (faults.Garbage(framed=True), ProtocolError),
    (faults.Html(), ProtocolError),
    (faults.OversizedHeader(), ProtocolError),
    (faults.OversizedHeader(announced=60_000), DeadlineError),
    (faults.SlowDrip(), DeadlineError),
    (faults.Refuse(), RequestRefusedError),
    (faults.Unreachable(), DeadlineError),
]


@pytest.mark.parametrize(("fault", "kind"), TROUBLE, ids=repr)
@pytest.mark.parametrize("known", [False, True])
async def test_faults_end_in_a_documented_error_and_pass(
    fault: faults.Fault, kind: type[AccordError], known: bool, home: Home, connect: Connect
) -> None:
    device = home["Freezer"]
    client = await connect("Freezer", connect_timeout=0.4, response_timeout=0.4)
    if known:
        await client.status.read(energy=True)
    with device.faulty(fault), pytest.raises(AccordError) as caught:
        await client.status.read(energy=True)
    assert isinstance(caught.value, kind)
    assert not caught.value.outcome_unknown
    status = await client.status.read(energy=True)
    assert status.sysinfo.alias == "Freezer"
    assert status.energy is not None


@pytest.mark.parametrize("fault", [faults.Duplicate(), faults.Duplicate(times=5)], ids=repr)
async def test_surplus_answers_do_no_harm(
    fault: faults.Fault, home: Home, connect: Connect
) -> None:
    client = await connect("Freezer")
    with home["Freezer"].faulty(fault):
        for on in (True, False, True):
            await client.system.set_relay_state(on)
            assert (await client.status.read(energy=True)).sysinfo.relay_on is on


async def test_a_command_that_gets_no_answer_says_so(home: Home, connect: Connect) -> None:
    client = await connect("Fan", response_timeout=0.1)
    await client.system.get_sysinfo()
    with home["Fan"].faulty(faults.Drop()), pytest.raises(DeadlineError) as caught:
        await client.system.set_relay_state(True)
    assert caught.value.outcome_unknown
    assert (await client.system.get_sysinfo()).relay_on is True


async def test_a_restarted_device_is_found_again_silently(home: Home, connect: Connect) -> None:
    client = await connect("Freezer")
    await client.status.read(energy=True)
    for _ in range(5):
        home["Freezer"].restart()
        assert (await client.status.read(energy=True)).sysinfo.alias == "Freezer"


# --- discovery -------------------------------------------------------------------------------


async def test_discovery_finds_everything_once(home: Home, free_port: int) -> None:
    async with DiscoveryNet(home.values(), port=free_port) as net:
        found = await discover(["127.255.255.255"], port=net.port, window=0.5, at=(0.0, 0.1, 0.2))
    infos = [one.sysinfo for one in found if one.sysinfo is not None]
    assert sorted(info.alias for info in infos) == sorted(home)
    assert {one.host for one in found} == {device.address for device in home.values()}
    for info in infos:
        assert all(len(outlet.id) == 42 for outlet in info.outlets)


async def test_discovery_completes_cut_answers(home: Home) -> None:
    device = home["Desk strip"]
    device.quirks = Quirks(udp_answer_size=1000)
    (found,) = await discover([device.address], port=device.port, window=0.2, at=(0.0,))
    assert found.sysinfo is not None
    assert len(found.sysinfo.outlets) == 6


@pytest.mark.parametrize("name", ALL)
async def test_discover_host(name: str, home: Home) -> None:
    found = await discover_host(home[name].address, port=home[name].port)
    assert found.sysinfo is not None
    assert found.sysinfo.alias == name
