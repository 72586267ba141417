"""Every class of the table: what sample devices have, read and set. The samples are data."""

from collections import Counter
import dataclasses
import json
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import AccordError, InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.classes.feature import Feature, Kind
from custom_components.accord.protocol.lifesmart.models import command as commands
from custom_components.accord.protocol.lifesmart.models.command import (
    FanOn,
    LightOn,
    Move,
    Off,
    SetClimate,
    SetNumber,
    SirenOn,
    Stop,
    SwitchOn,
)
from custom_components.accord.protocol.lifesmart.models.device import Device
from simulators.lifesmart.classes import CLASSES
from simulators.lifesmart.subdevice import SubDevice

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: list[tuple[str, dict[str, Any]]] = [
    (name, sample)
    for path in sorted(SAMPLES.glob("classes_*.json"))
    for sample in json.loads(path.read_text(encoding="utf-8"))
    for name in sample["types"]
]
OPEN = {"ZG#LOCK", "ZG#SWITCH", "V_485_P", "V_SI", "OD_UNKNOWN_1"}
"""Samples of classes that the table knows by another rule than their name, or not at all."""
SIMULATED_OTHERWISE = {
    ("SL_SC_CN", "P2"): "the base document does not say that the limit can be set",
}
ANY = [SwitchOn(), SwitchOn(1), Off(), LightOn(), LightOn(effect="grass"), Move(50), Stop(),
       SetClimate(mode="heat"), SetClimate(fan="low"), SetClimate(preset="eco"), FanOn(speed="low"),
       FanOn(preset="auto"), SirenOn(), SetNumber(1)]  # fmt: skip

every_sample = pytest.mark.parametrize(("name", "sample"), EXPECTED)


def device_of(name: str, sample: dict[str, Any]) -> Device:
    return Device.from_wire(
        {
            "me": "2711",
            "devtype": name,
            "fulltype": sample.get("full", name),
            "name": "Sample",
            "stat": 1,
            "epver": sample.get("version"),
            "data": sample["data"],
        },
        agt="A3EAAABd",
    )


def identity(feature: Feature) -> str:
    return f"{feature.kind} {feature.id}"


def features_of(name: str, sample: dict[str, Any]) -> tuple[Device, dict[str, Feature]]:
    device = device_of(name, sample)
    found = catalog.features_of(device)
    counted = Counter(identity(feature) for feature in found)
    assert max(counted.values(), default=1) == 1, f"twice: {counted}"
    return device, {identity(feature): feature for feature in found}


def plain(state: Any) -> Any:
    """Return a state as JSON would have it, without what is not told."""
    if not dataclasses.is_dataclass(state) or isinstance(state, type):
        return state
    found = {field.name: plain(getattr(state, field.name)) for field in dataclasses.fields(state)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in found.items()
        if value is not None and value != {}
    }


@every_sample
def test_reads(name: str, sample: dict[str, Any]) -> None:
    device, features = features_of(name, sample)
    read = {one: plain(feature.read(device)) for one, feature in features.items()}
    enabled = {one: value for one, value in read.items() if features[one].enabled}
    disabled = {one: value for one, value in read.items() if not features[one].enabled}
    assert enabled == sample["has"]
    assert disabled == sample.get("more", {})


@every_sample
def test_writes(name: str, sample: dict[str, Any]) -> None:
    device, features = features_of(name, sample)
    for one, kind, parameters, wanted in sample.get("set", []):
        values = {key: tuple(v) if isinstance(v, list) else v for key, v in parameters.items()}
        sets = features[one].write(device, getattr(commands, kind)(**values))
        assert {change.me for change in sets} == {"2711"}
        assert [
            [change.idx, change.type, change.val, *([change.extra] if change.extra else [])]
            for change in sets
        ] == wanted, f"{one} {kind} {parameters}"


@every_sample
def test_options(name: str, sample: dict[str, Any]) -> None:
    _, features = features_of(name, sample)
    if "climate_options" in sample:
        assert list(features["climate climate"].options) == sample["climate_options"]
    if "fan_presets" in sample:
        assert list(features["fan fan"].presets) == sample["fan_presets"]


@every_sample
def test_states_are_among_the_options(name: str, sample: dict[str, Any]) -> None:
    device, features = features_of(name, sample)
    for feature in features.values():
        state = plain(feature.read(device))
        if feature.kind is Kind.EVENT and state is not None:
            assert state["type"] in feature.options
        if feature.kind is Kind.FAN and "speed" in state:
            assert state["speed"] in feature.options
        if feature.kind is Kind.CLIMATE and "mode" in state:
            assert state["mode"] in feature.options
            assert state.get("fan") is None or state["fan"] in feature.fan_modes
        if feature.device_class == "enum":
            assert state in feature.options


@every_sample
def test_wrong_commands_are_refused(name: str, sample: dict[str, Any]) -> None:
    """Whatever a feature is told, it sets IOs that it has, or raises one of our errors."""
    device, features = features_of(name, sample)
    for feature in features.values():
        for command in ANY:
            try:
                sets = feature.write(device, command)
            except UnsupportedError, InvalidError:
                continue
            assert {change.idx for change in sets} <= feature.ios
            assert all(0 <= change.val <= 0xFFFFFFFF for change in sets)


@every_sample
def test_nothing_is_told_before_anything_is_known(name: str, sample: dict[str, Any]) -> None:
    """IOs that lost their values leave states unknown."""
    device, features = features_of(name, sample)
    blank = Device.from_wire(
        {"me": "2711", "devtype": name, "data": {io: {} for io in sample["data"]}}
    )
    for feature in features.values():
        state = plain(feature.read(blank))
        if isinstance(state, dict):
            state = {key: value for key, value in state.items() if value not in (False, 0)}
        assert state in (None, {}), identity(feature)
    assert device.me == blank.me


def test_every_class_has_a_sample() -> None:
    known = {name for one in catalog.CLASSES for name in one.names}
    sampled = {name for name, _ in EXPECTED if not name.startswith("SL_LK_")}
    assert known == sampled - OPEN


def test_every_class_has_an_enabled_feature() -> None:
    silent = [
        name
        for name, sample in EXPECTED
        if not sample["has"] and name not in {"V_SI", "OD_UNKNOWN_1"}
    ]
    assert not silent


def test_one_key_one_meaning() -> None:
    """Whoever makes something of features needs one description per key."""
    meanings: dict[tuple[str, str], set[Any]] = {}
    for row in catalog.all_rows():
        meaning = (row.device_class, row.unit, row.state_class, row.category)
        meanings.setdefault((row.kind, row.key), set()).add(meaning)
    assert not {key: found for key, found in meanings.items() if len(found) > 1}
    sampled = {
        (feature.kind, feature.key)
        for name, sample in EXPECTED
        for feature in features_of(name, sample)[1].values()
    }
    assert sampled == set(meanings), "a key without a sample"


def test_names_stand_once() -> None:
    counted = Counter(name for one in catalog.CLASSES for name in one.names)
    assert max(counted.values()) == 1


@pytest.mark.parametrize(
    ("devtype", "fulltype", "known"),
    [
        ("SL_SW_ND3", "SL_SW_ND3_V2", True),
        ("", "SL_SW_ND3_V1", True),
        ("SL_SW_ND3_V1", "", True),
        ("SL_LK_ANY", "SL_LK_ANY", True),
        ("V_485_P", "V_485_P", True),
        ("ZG#X", "ZG#X", True),
        ("V_SI", "V_SI", True),
        ("SL_NEVER", "SL_NEVER_V2", False),
        ("", "", False),
    ],
)
def test_known(devtype: str, fulltype: str, known: bool) -> None:
    device = Device(me="1", devtype=devtype, fulltype=fulltype)
    assert catalog.is_known(device) is known
    assert catalog.features_of(device) == ()


def test_hidden() -> None:
    assert catalog.is_hidden(Device(me="0020", devtype="V_SI"))
    assert not catalog.is_hidden(Device(me="0020", devtype="SL_OL"))


@pytest.mark.parametrize("devtype", sorted(CLASSES))
def test_simulated_devices(devtype: str) -> None:
    """The simulator is made from the vendor's documents alone: it takes whatever is set."""
    sub = SubDevice("1", devtype)
    device = Device.from_wire(sub.describe("A1", data=True))
    features = catalog.features_of(device)
    assert catalog.is_known(device)
    assert any(feature.enabled for feature in features) or catalog.is_hidden(device)
    for feature in features:
        for command in ANY:
            try:
                sets = feature.write(device, command)
            except UnsupportedError, InvalidError:
                continue
            for change in sets:
                if (devtype, change.idx) not in SIMULATED_OTHERWISE:
                    sub.io(change.idx).check(change.type, change.val)


@pytest.mark.parametrize("devtype", sorted(set(CLASSES) - {one for one, _ in SIMULATED_OTHERWISE}))
def test_what_was_set_is_read(devtype: str) -> None:
    """The device that is assumed after a command tells the same as the simulated one."""
    for command in ANY:
        sub = SubDevice("1", devtype)
        device = Device.from_wire(sub.describe("A1", data=True))
        for feature in catalog.features_of(device):
            if not feature.writable or getattr(command, "seconds", None):
                continue
            try:
                sets = feature.write(device, command)
            except UnsupportedError, InvalidError:
                continue
            for change in sets:
                sub.io(change.idx).write(change.type, change.val)
            told = Device.from_wire(sub.describe("A1", data=True))
            assert feature.read(device.assumed(sets)) == feature.read(told), feature.id
            device = told


JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
IOS = st.dictionaries(
    st.sampled_from(sorted({io for _, sample in EXPECTED for io in sample["data"]})),
    JUNK | st.fixed_dictionaries({}, optional={"type": JUNK, "val": JUNK, "v": JUNK, "name": JUNK}),
    max_size=6,
)


@given(name=st.sampled_from([name for name, _ in EXPECTED]), data=IOS, version=JUNK)
def test_garbage_is_borne(name: str, data: dict[str, Any], version: Any) -> None:
    device = Device.from_wire({"me": "1", "devtype": name, "epver": version, "data": data})
    for feature in catalog.features_of(device):
        feature.read(device)
        for command in ANY:
            try:
                feature.write(device, command)
            except AccordError:
                continue
