"""What the system topic sends: relays, names, LEDs, restarts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError, UnsupportedError
from custom_components.accord.protocol.kasa.topics.system import SystemTopic, location
from tests.protocol.kasa.fakes import OK, FakeDevice, Json, device, sample, session
from tests.protocol.kasa.vendor import ask, wanted

STRIP = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"
METHODS = {
    f"{module}.{method}": OK
    for module in ("system", "smartlife.iot.common.system")
    for method in ("set_relay_state", "set_dev_alias", "set_led_off", "reboot")
}
LIGHTS = ["bulb_off", "light_strip"]


def start(name: str) -> tuple[FakeDevice, SystemTopic]:
    fake = device(name, METHODS)
    return fake, SystemTopic(session(fake))


async def test_get_sysinfo() -> None:
    fake, system = start("plug")
    assert (await system.get_sysinfo()).alias == "Freezer"
    assert fake.requests == [b'{"system":{"get_sysinfo":{}}}']


@pytest.mark.parametrize("name", ["plug", "switch_motion", "dimmer"])
@pytest.mark.parametrize("on", [True, False])
async def test_relay(name: str, on: bool) -> None:
    fake, system = start(name)
    await system.set_relay_state(on)
    assert fake.sent == [{"system": {"set_relay_state": {"state": int(on)}}}]


@pytest.mark.parametrize(
    ("outlets", "named"),
    [
        ([f"{STRIP}01"], ["01"]),
        ([f"{STRIP}01", f"{STRIP}00"], ["01", "00"]),
        ((), ["00", "01"]),
    ],
)
async def test_outlets_go_in_one_request(outlets: Sequence[str], named: list[str]) -> None:
    fake, system = start("strip")
    await system.set_relay_state(True, outlets)
    assert fake.sent == [
        {
            "context": {"child_ids": [STRIP + digits for digits in named]},
            "system": {"set_relay_state": {"state": 1}},
        }
    ]


async def test_a_strip_that_hides_its_outlets_is_switched_as_a_whole() -> None:
    fake = device("strip", METHODS, children=[])
    await SystemTopic(session(fake)).set_relay_state(False)
    assert fake.sent == [{"system": {"set_relay_state": {"state": 0}}}]


async def test_unknown_outlets_are_refused_before_anything_is_switched() -> None:
    fake, system = start("strip")
    with pytest.raises(NotFoundError):
        await system.set_relay_state(True, [f"{STRIP}00", f"{STRIP}07"])
    with pytest.raises(NotFoundError):
        await system.set_dev_alias("x", "00")
    assert fake.sent == []


async def test_a_device_without_outlets_would_ignore_them() -> None:
    fake, system = start("plug")
    with pytest.raises(InvalidError):
        await system.set_relay_state(True, [f"{STRIP}00"])
    with pytest.raises(InvalidError):
        await system.set_dev_alias("x", f"{STRIP}00")
    assert fake.sent == []


@pytest.mark.parametrize("name", LIGHTS)
async def test_lights_have_no_relay_and_no_led(name: str) -> None:
    fake, system = start(name)
    with pytest.raises(UnsupportedError):
        await system.set_relay_state(True)
    with pytest.raises(UnsupportedError):
        await system.set_led_off(True)
    assert fake.sent == []


@pytest.mark.parametrize(
    ("name", "module"),
    [("plug", "system"), *((name, "smartlife.iot.common.system") for name in LIGHTS)],
)
async def test_names(name: str, module: str) -> None:
    fake, system = start(name)
    await system.set_dev_alias("Café ☕")
    assert fake.sent == [{module: {"set_dev_alias": {"alias": "Café ☕"}}}]
    assert "Café ☕".encode() in fake.requests[-1]


async def test_the_name_of_an_outlet() -> None:
    fake, system = start("strip")
    await system.set_dev_alias("Pump", f"{STRIP}00")
    await system.set_dev_alias("Garden")
    context = {"context": {"child_ids": [f"{STRIP}00"]}}
    assert fake.sent == [
        {**context, "system": {"set_dev_alias": {"alias": "Pump"}}},
        {"system": {"set_dev_alias": {"alias": "Garden"}}},
    ]


@pytest.mark.parametrize("alias", ["x" * 600, "\ud800"])
async def test_names_that_cannot_be_sent(alias: str) -> None:
    fake, system = start("plug")
    with pytest.raises(InvalidError):
        await system.set_dev_alias(alias)
    assert fake.sent == []


@pytest.mark.parametrize("name", ["plug", "switch_motion", "dimmer", "strip"])
async def test_led(name: str) -> None:
    fake, system = start(name)
    await system.set_led_off(True)
    await system.set_led_off(False)
    assert fake.sent == [{"system": {"set_led_off": {"off": off}}} for off in (1, 0)]


@pytest.mark.parametrize(
    ("name", "module"), [("plug", "system"), ("bulb_off", "smartlife.iot.common.system")]
)
async def test_reboot_goes_out_once(name: str, module: str) -> None:
    fake, system = start(name)
    await system.reboot()
    await system.reboot(delay=5)
    assert fake.sent == [{module: {"reboot": {"delay": delay}}} for delay in (1, 5)]
    assert fake.repeatable == [True, False, False]


async def test_a_reboot_without_delay_would_not_be_answered() -> None:
    fake, system = start("plug")
    with pytest.raises(InvalidError, match="delay"):
        await system.reboot(0)
    assert fake.requests == []


@pytest.mark.parametrize("method", ["set_relay_state", "set_dev_alias", "set_led_off", "reboot"])
async def test_the_vendors_samples(method: str) -> None:
    """Requests have the shape that the document shows, its answers are understood."""
    example = sample(f"vendor/system.{method}")
    request: Json = example["request"]
    fake = device("strip", {f"system.{method}": example["response"]["system"][method]})
    system = SystemTopic(session(fake))
    outlet = f"{STRIP}00"
    parameters = request["system"][method]
    match method:
        case "set_relay_state":
            await system.set_relay_state(bool(parameters["state"]), [outlet])
        case "set_dev_alias":
            await system.set_dev_alias(parameters["alias"], outlet)
        case "set_led_off":
            await system.set_led_off(bool(parameters["off"]))
        case _:
            await system.reboot(parameters["delay"])
    if "context" in request:
        request["context"]["child_ids"] = [outlet]
    assert fake.sent == [request]


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("reset", {}),
        ("set_dev_location", {"latitude": 0, "longitude": 0}),
        ("set_mac_addr", {"mac": "00005e005300"}),
        ("download_firmware", {"url": "http://download.tplinkcloud.com/firmware/…"}),
        ("get_download_state", {}),
    ],
)
async def test_more_of_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("plug", f"system.{method}", parameters)
    assert sent == wanted(f"system.{method}")


async def test_the_form_of_a_place_is_the_devices() -> None:
    info = await session(device("plug")).identify()
    assert location(info, 52.37024, -4.89517) == {"latitude_i": 523702, "longitude_i": -48952}
    old = await session(device("plug_first_generation")).identify()
    assert location(old, 52.37024, -4.89517) == {
        "latitude": Decimal("52.3702"),
        "longitude": Decimal("-4.8952"),
    }
    for latitude, longitude in ((90.1, 0), (0, -180.1), (float("nan"), 0)):
        with pytest.raises(InvalidError):
            location(info, latitude, longitude)


@pytest.mark.parametrize("module", ["system", "smartlife.iot.common.system"])
async def test_lights_know_one_of_two_modules(module: str) -> None:
    fake = device("bulb_off", {f"{module}.set_dev_location": OK})
    await SystemTopic(session(fake)).set_dev_location(1.0, 2.0)
    assert fake.sent[-1] == {
        module: {"set_dev_location": {"latitude_i": 10000, "longitude_i": 20000}}
    }


async def test_dangerous_things_are_checked_and_not_repeated() -> None:
    fake = device("plug", {f"system.{name}": OK for name in ("reset", "set_mac_addr")})
    system = SystemTopic(session(fake))
    with pytest.raises(InvalidError):
        await system.reset(0)
    with pytest.raises(InvalidError):
        await system.set_mac_addr("no")
    with pytest.raises(InvalidError):
        await system.download_firmware("https://example.com/fw.bin")
    assert fake.sent == []
    await system.reset(2)
    await system.set_mac_addr("02-00-5e-10-00-0f")
    assert fake.sent[1]["system"]["set_mac_addr"] == {"mac": "02:00:5E:10:00:0F"}
    assert fake.repeatable[1:] == [False, False]
    with pytest.raises(UnsupportedError):
        await system.download_firmware("http://192.0.2.1/fw.bin")
