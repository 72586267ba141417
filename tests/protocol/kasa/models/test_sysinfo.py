"""Identity, abilities and state of all families, and nothing but the documented errors."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.kasa.catalog import Family
from custom_components.accord.protocol.kasa.errors import UnsupportedDeviceError
from custom_components.accord.protocol.kasa.models.light import LightEffect, LightState
from custom_components.accord.protocol.kasa.models.outlet import NextAction
from custom_components.accord.protocol.kasa.models.sysinfo import SysInfo, normalize_mac
from tests.protocol.kasa.fakes import NAMES, sample, sysinfo


def read(name: str, **changes: Any) -> SysInfo:
    return SysInfo.from_wire(sysinfo(name, **changes))


def test_plug() -> None:
    info = read("plug")
    assert info == SysInfo(
        family=Family.PLUG,
        mac="02:00:5e:10:00:01",
        device_id="800612AB34CD56EF7890A1B2C3D4E5F60718293A",
        alias="Freezer",
        model="KP115(US)",
        hardware_version="1.0",
        software_version="1.0.20 Build 230801 Rel.095702",
        rssi=-52,
        relay_on=True,
        on_time=4211,
        led_off=False,
        has_meter=True,
        overheated=False,
        next_action=NextAction(type=-1),
        active_mode="none",
    )
    assert info.raw["icon_hash"] == ""
    assert "icon_hash" not in repr(info)


def test_first_generation_plug() -> None:
    info = read("plug_first_generation")
    assert (info.family, info.mac) == (Family.PLUG, "02:00:5e:10:00:02")
    assert (info.relay_on, info.led_off, info.has_meter) == (False, True, True)
    assert (info.next_action, info.overheated, info.active_mode) == (None, None, "schedule")


def test_strip() -> None:
    info = read("strip")
    assert (info.family, info.relay_on, info.on_time) == (Family.STRIP, None, None)
    assert [(one.alias, one.index, one.on, one.on_time) for one in info.outlets] == [
        ("Pump", 0, True, 610),
        ("Lights", 1, False, 0),
    ]
    assert info.outlets[0].next_action == NextAction(type=1, seconds=69240, on=False)
    assert not info.has_meter


def test_outlets_with_short_ids_in_any_order() -> None:
    children = [{"id": "2", "alias": "C"}, {"id": "00", "alias": "A"}, {"id": "01", "alias": "B"}]
    info = read("strip", children=children)
    assert [one.alias for one in info.outlets] == ["A", "B", "C"]
    assert [one.id for one in info.outlets] == [
        f"{info.device_id}{digits}" for digits in ("00", "01", "02")
    ]


def test_motion_dimmer() -> None:
    info = read("dimmer_motion")
    assert (info.family, info.brightness, info.relay_on) == (Family.DIMMER, 70, False)
    assert (info.has_motion, info.dimmable, info.has_meter) == (True, True, False)


def test_plain_dimmer() -> None:
    info = read("dimmer")
    assert (info.family, info.has_motion, info.overheated) == (Family.DIMMER, False, False)


def test_motion_switch() -> None:
    info = read("switch_motion")
    assert (info.family, info.has_motion, info.relay_on) == (Family.SWITCH, True, True)
    assert (info.dimmable, info.brightness) == (False, None)


def test_bulb_off() -> None:
    info = read("bulb_off")
    assert (info.family, info.mac) == (Family.BULB, "02:00:5e:10:00:05")
    assert info.light == LightState(
        on=False, mode="normal", hue=0, saturation=0, color_temp=3200, brightness=60
    )
    assert (info.dimmable, info.color, info.variable_color_temp) == (True, True, True)
    assert info.color_temp_range == (2500, 9000)
    assert (info.has_meter, info.relay_on, info.led_off, info.brightness) == (
        True,
        None,
        None,
        None,
    )


def test_light_strip_with_effect() -> None:
    info = read("light_strip")
    assert (info.family, info.mac) == (Family.LIGHT_STRIP, "02:00:5e:10:00:08")
    assert info.effect == LightEffect(enable=True, name="Rainbow", brightness=80)
    assert info.light == LightState(
        on=True, mode="normal", hue=200, saturation=100, color_temp=0, brightness=50
    )


def test_white_bulb() -> None:
    info = read("bulb_off", is_color=0, is_variable_color_temp=0, model="KL110(US)")
    assert (info.dimmable, info.color, info.variable_color_temp) == (True, False, False)
    assert info.color_temp_range is None


@pytest.mark.parametrize(
    ("kind", "family"), [("IOT.SMARTPLUGSWITCH", Family.DIMMER), ("IOT.SMARTBULB", Family.BULB)]
)
def test_the_vendors_sample(kind: str, family: Family) -> None:
    """The document shows all families' members at once, with placeholders."""
    data = sample("vendor/system.get_sysinfo")["response"]["system"]["get_sysinfo"]
    assert {"children", "light_state", "LEF", "preferred_state"} <= set(data)
    changes = {"mic_type": kind, "mac": "02:00:5E:10:00:01", "dev_name": "Dimmer"}
    info = SysInfo.from_wire({**data, **changes})
    assert (info.family, info.rssi, info.alias) == (family, -42, "…")


@pytest.mark.parametrize(
    ("name", "changes", "family"),
    [
        ("plug", {"dev_name": "Smart Wi-Fi Light Switch"}, Family.SWITCH),
        ("plug", {"dev_name": "3-WAY LIGHT SWITCH"}, Family.SWITCH),
        ("plug", {"dev_name": ...}, Family.PLUG),
        ("plug", {"dev_name": 5}, Family.PLUG),
        ("plug", {"mic_type": "IOT.RANGEEXTENDER.SMARTPLUG"}, Family.PLUG),
        ("plug", {"brightness": 5}, Family.DIMMER),
        ("plug", {"dev_name": "Smart Wi-Fi Dimmer Switch"}, Family.DIMMER),
        ("strip", {"dev_name": "light"}, Family.STRIP),
        ("bulb_off", {"length": 1}, Family.LIGHT_STRIP),
    ],
)
def test_families(name: str, changes: dict[str, Any], family: Family) -> None:
    assert read(name, **changes).family is family


def test_range_extender() -> None:
    changes = {"mac": ..., "ethernet_mac": "02-00-5E-10-00-0A"}
    info = read("plug", mic_type="IOT.RANGEEXTENDER.SMARTPLUG", **changes)
    assert info.mac == "02:00:5e:10:00:0a"


@pytest.mark.parametrize(
    ("changes", "member", "value"),
    [
        ({"ntc_state": 1}, "overheated", True),
        ({"ntc_state": 0}, "overheated", False),
        ({"ntc_state": ...}, "overheated", None),
        ({"updating": 1}, "updating", True),
        ({"rssi": "-60"}, "rssi", -60),
        ({"rssi": ...}, "rssi", None),
        ({"relay_state": True}, "relay_on", True),
        ({"relay_state": "0"}, "relay_on", False),
        ({"relay_state": ...}, "relay_on", None),
        ({"feature": "TIM"}, "has_meter", False),
        ({"feature": ...}, "has_meter", False),
        ({"feature": "TIM:GENERAL"}, "has_meter", False),
        ({"alias": ""}, "alias", ""),
        ({"alias": "Caf\u00e9 \ud83d"}, "alias", "Café ?"),
        ({"on_time": 12.0}, "on_time", 12),
        ({"active_mode": ["x"]}, "active_mode", None),
        ({"deviceId": ...}, "device_id", ""),
    ],
)
def test_members(changes: dict[str, Any], member: str, value: Any) -> None:
    assert getattr(read("plug", **changes), member) == value


@pytest.mark.parametrize("children", [None, 5, {}, [], [None], [{}], [5, {"id": 5}]])
def test_a_strip_without_usable_outlets(children: Any) -> None:
    assert read("strip", children=children).outlets == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("02:00:5E:10:00:01", "02:00:5e:10:00:01"),
        ("02-00-5e-10-00-01", "02:00:5e:10:00:01"),
        ("02005E100001", "02:00:5e:10:00:01"),
        ("02005E1000", None),
        ("XX:XX:XX:XX:XX:XX", None),
        ("", None),
        (None, None),
        (20051000001, None),
    ],
)
def test_mac_addresses(value: Any, expected: str | None) -> None:
    assert normalize_mac(value) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"mic_type": ...},
        {"mic_type": 5},
        {"mac": ...},
        {"mac": "XX:XX:XX:XX:XX:XX"},
        {"mac": None},
    ],
)
def test_without_identity(changes: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        read("plug", **changes)


@pytest.mark.parametrize(
    ("data", "model"),
    [
        ({"err_code": 0, "system": {"type": "IOT.IPCAMERA", "model": "EC60(US)"}}, "EC60(US)"),
        ({"system": None}, ""),
        ({"mic_type": "IOT.IPCAMERA", "model": "KC100", "mac": "02005E100001"}, "KC100"),
        ({"type": "SMART.KASASWITCH", "model": "KS240"}, "KS240"),
    ],
)
def test_other_products(data: dict[str, Any], model: str) -> None:
    with pytest.raises(UnsupportedDeviceError) as caught:
        SysInfo.from_wire(data)
    assert caught.value.model == model


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "groups", "on_off", "dft_on_state"]), inner
        )
    ),
    max_leaves=6,
)
KEYS = sorted({key for name in NAMES for key in sysinfo(name)})


@given(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=6))
def test_any_value_anywhere_raises_nothing_else(name: str, changes: dict[str, Any]) -> None:
    try:
        info = read(name, **changes)
    except ProtocolError, UnsupportedDeviceError:
        return
    assert normalize_mac(info.mac) == info.mac
    assert hash(info) == hash(SysInfo.from_wire(info.raw))
    assert all(len(outlet.id) > 2 for outlet in info.outlets)
