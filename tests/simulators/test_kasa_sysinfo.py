"""`get_sysinfo` of every family."""

import json
from pathlib import Path
import re
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.kasa import MODELS
from simulators.kasa.light import Glow
from simulators.kasa.models import Family
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import read_sysinfo

type Json = dict[str, Any]

SAMPLES = json.loads((Path(__file__).parent / "samples/kasa_sysinfo.json").read_text())


def shape(value: object) -> object:
    """Return the shape of JSON: keys and types, the values forgotten."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items()}
    if isinstance(value, list):
        return [shape(member) for member in value]
    return type(value).__name__


def sample(name: str) -> Json:
    """Return the sysinfo of a sample."""
    info = SAMPLES[name]["system"]["get_sysinfo"]
    assert isinstance(info, dict)
    return info


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("KP115", "metered_plug"),
        ("HS110", "first_generation_plug"),
        ("ES20M", "motion_dimmer"),
    ],
)
async def test_field_sets_of_relays(start: Start, model: str, name: str) -> None:
    """Fields and types are those of the samples, and so are the constants."""
    info = await read_sysinfo(await start(model))
    expected = sample(name)
    assert shape(info) == shape(expected)
    for key in ("model", "sw_ver", "hw_ver", "dev_name", "feature", "status", "obd_src"):
        assert info.get(key) == expected.get(key)


async def test_field_set_of_a_strip(start: Start) -> None:
    """A strip has its relays in `children` and nothing of them at the top."""
    info = await read_sysinfo(await start("KP400"))
    expected = sample("two_outlet_strip")
    for child in expected["children"]:
        child["next_action"] = {"type": -1}
    assert shape(info) == shape(expected)
    assert info["child_num"] == 2
    assert [child["id"] for child in info["children"]] == [
        info["deviceId"] + "00",
        info["deviceId"] + "01",
    ]


@pytest.mark.parametrize(("model", "outlets"), [("KP400", 2), ("KP303", 3), ("HS300", 6)])
async def test_strips_of_all_sizes(start: Start, model: str, outlets: int) -> None:
    """Each outlet is a child with an id of its own."""
    info = await read_sysinfo(await start(model))
    assert info["child_num"] == len({child["id"] for child in info["children"]}) == outlets
    assert all(re.fullmatch(r"[0-9A-F]{40}\d\d", child["id"]) for child in info["children"])
    assert not info.keys() & {"relay_state", "on_time", "dev_name", "active_mode", "next_action"}


async def test_field_set_of_a_color_bulb(start: Start) -> None:
    """Off, with presets."""
    expected = sample("color_bulb")
    info = await read_sysinfo(
        await start(
            "KL135",
            presets=expected["preferred_state"],
            glow=Glow(color_temp=3200, brightness=60),
        )
    )
    assert shape(info) == shape(expected)
    assert info["light_state"] == expected["light_state"]
    assert re.fullmatch(r"[0-9A-F]{12}", info["mic_mac"])


@pytest.mark.parametrize(
    ("model", "color", "tunable"), [("KL130", 1, 1), ("KL120", 0, 1), ("KL110", 0, 0)]
)
async def test_capabilities_of_bulbs(start: Start, model: str, color: int, tunable: int) -> None:
    """Colour, tunable and plain bulbs say what they can; older ones do not know their place."""
    info = await read_sysinfo(await start(model))
    assert (info["is_dimmable"], info["is_color"], info["is_variable_color_temp"]) == (
        1,
        color,
        tunable,
    )
    assert "latitude_i" not in info
    assert "feature" not in info


async def test_light_strip_running_an_effect(start: Start) -> None:
    """A bulb's fields and some of its own; the light state stays flat."""
    effect = {"enable": 1, "name": "Rainbow", "custom": 0, "id": "izRhL", "brightness": 80}
    info = await read_sysinfo(await start("KL430", light_on=True, effect=effect))
    assert info.keys() - sample("color_bulb").keys() == {"length", "LEF", "lighting_effect_state"}
    assert info["lighting_effect_state"] == effect
    assert (info["length"], info["LEF"], info["preferred_state"]) == (16, 1, [])
    assert info["mic_mac"].count(":") == 5
    assert info["light_state"].keys() == {
        "on_off",
        "mode",
        "hue",
        "saturation",
        "color_temp",
        "brightness",
    }


async def test_a_strip_that_never_ran_an_effect(start: Start) -> None:
    """Its effect state is called `station` and has no id."""
    info = await read_sysinfo(await start("KL430"))
    assert info["lighting_effect_state"]["name"] == "station"
    assert info["lighting_effect_state"]["id"] == ""


async def test_variants_of_plugs(start: Start) -> None:
    """What tells switches, dimmers and motion devices from plugs."""
    names = {
        model: await read_sysinfo(await start(model)) for model in ("HS200", "KS200M", "HS220")
    }
    assert "light" in names["HS200"]["dev_name"].lower()
    assert names["KS200M"]["dev_name"] == "Smart Light Switch with PIR"
    dimmer = names["HS220"]
    assert dimmer["dev_name"] == "Smart Wi-Fi Dimmer Switch"
    assert (dimmer["status"], dimmer["obd_src"], dimmer["ntc_state"]) == ("configured", "apple", 0)
    assert {info["feature"] for info in names.values()} == {"TIM"}
    assert shape(names["HS200"]) == shape(sample("metered_plug"))


async def test_what_is_no_smart_home_device(start: Start) -> None:
    """Cameras nest, range extenders have their MAC elsewhere."""
    camera = await read_sysinfo(await start("EC60"))
    assert camera.keys() == {"system", "err_code"}
    assert camera["system"]["type"] == "IOT.IPCAMERA"
    extender = await read_sysinfo(await start("RE270K"))
    assert extender["type"] == "IOT.RANGEEXTENDER.SMARTPLUG"
    assert extender["ethernet_mac"].startswith("02:00:5E")
    assert "mac" not in extender


@pytest.mark.parametrize("model", MODELS)
async def test_identities(start: Start, model: str) -> None:
    """Ids have the vendor's form and stay the same for the same device."""
    device = await start(model)
    info = await read_sysinfo(device)
    info = info.get("system", info)
    assert re.fullmatch(r"80(06|12)[0-9A-F]{36}", info["deviceId"])
    assert re.fullmatch(r"[0-9A-F]{32}", info["hwId"])
    assert re.fullmatch(r"[0-9A-F]{32}", info["oemId"])
    assert re.match(r"\d+\.\d+\.\d+ Build \d+ ", info["sw_ver"] + " ", re.IGNORECASE)
    other = await start(model)
    assert other.device_id != device.device_id
    if MODELS[model].family is not Family.CAMERA:
        again = await start(model, mac=device.mac)
        assert again.device_id == device.device_id


async def test_the_signal_wobbles_alike_in_every_run(start: Start, clock: Clock) -> None:
    """It moves with time, by little, and not by chance."""
    device = await start("KP115", rssi=-60)
    twin = await start("KP115", rssi=-60, mac=device.mac)
    seen = []
    for _ in range(20):
        info = await read_sysinfo(device)
        assert info["rssi"] == (await read_sysinfo(twin))["rssi"]
        seen.append(info["rssi"])
        clock.advance(10)
    assert len(set(seen)) > 2
    assert all(-62 <= rssi <= -58 for rssi in seen)
