"""Rules P1 to P10 by tables."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import PropertyModel
from custom_components.accord.protocol.huawei.northbound.mapping.feature import Category, Kind
from tests.protocol.huawei.northbound.mapping.models import command, para, planned, prop, service

DIAGNOSTIC, CONFIG = Category.DIAGNOSTIC, Category.CONFIG

READ: list[tuple[PropertyModel, dict[str, Any]]] = [
    (prop("x", "boolean"), {"rule": "P1", "kind": Kind.BINARY_SENSOR, "device_class": None}),
    (prop("smokeState", "int", low=0, high=1), {"rule": "P1", "device_class": "smoke"}),
    (prop("doorStatus", "enum", choices=("open", "close")), {"rule": "P1", "device_class": "door"}),
    (
        prop("lockState", "enum", choices=("locked", "unlocked")),
        {"kind": Kind.BINARY_SENSOR, "device_class": "lock", "inverted": True},
    ),
    (
        prop("mode", "enum", choices=("a", "b", "c")),
        {"rule": "P2", "kind": Kind.SENSOR, "device_class": "enum", "options": ("a", "b", "c")},
    ),
    (
        prop("color", "enum", choices=("red", "blue")),
        {"rule": "P2", "device_class": "enum"},
    ),
    (
        prop("many", "enum", choices=tuple(str(one) for one in range(101))),
        {"rule": "P4", "kind": Kind.SENSOR, "device_class": None},
    ),
    (
        prop("temperature", "decimal", unit="°C"),
        {
            "rule": "P3",
            "kind": Kind.SENSOR,
            "unit": "°C",
            "device_class": "temperature",
            "state_class": "measurement",
        },
    ),
    (
        prop("totalizedFlow", "long", unit="L"),
        {"rule": "P3", "device_class": "volume", "state_class": "total_increasing"},
    ),
    (prop("totalAlarms", "int"), {"rule": "P3", "state_class": "measurement"}),
    (prop("note", "string"), {"rule": "P4", "kind": Kind.SENSOR, "enabled": True}),
    (prop("log", "string", longest=256), {"rule": "P4", "enabled": False}),
    (prop("thing", "never heard of"), {"rule": "P4"}),
    (prop("since", "DateTime"), {"rule": "P5", "device_class": "timestamp"}),
    (
        prop("parts", "jsonObject"),
        {"rule": "P6", "enabled": False, "category": DIAGNOSTIC, "kind": Kind.SENSOR},
    ),
    (prop("names", "string list"), {"rule": "P6"}),
    (prop("batteryLevel", "int", unit="%"), {"rule": "P7", "category": DIAGNOSTIC}),
    (prop("cellVoltage", "int"), {"rule": "P7"}),
    (prop("RSSI", "int"), {"rule": "P7"}),
    (prop("fwVersion", "string"), {"rule": "P7", "enabled": True, "private": False}),
    (prop("IMSI", "string"), {"rule": "P7", "enabled": False, "private": True}),
]


@pytest.mark.parametrize(("subject", "wanted"), READ, ids=lambda one: getattr(one, "name", ""))
def test_what_is_read(subject: PropertyModel, wanted: dict[str, Any]) -> None:
    found = planned(service("S", subject))[subject.name]
    assert {name: getattr(found, name) for name in wanted} == wanted
    assert found.path is None
    assert found.id == f"S:{subject.name}"


WRITTEN: list[tuple[PropertyModel, dict[str, Any], dict[str, Any]]] = [
    (prop("x", "boolean"), {"data_type": "boolean"}, {"rule": "P1", "kind": Kind.SWITCH}),
    (
        prop("x", "enum", choices=("a", "b", "c")),
        {"data_type": "enum", "choices": ("A", "B", "C")},
        {"rule": "P2", "kind": Kind.SELECT, "options": ("A", "B", "C")},
    ),
    (
        prop("x", "enum", choices=("a", "b", "c")),
        {"data_type": "string"},
        {"rule": "P2", "kind": Kind.SELECT, "options": ("a", "b", "c")},
    ),
    (
        prop("x", "int"),
        {"data_type": "int", "low": 0, "high": 100, "step": 1},
        {"rule": "P3", "kind": Kind.NUMBER, "low": 0, "high": 100, "step": 1, "slider": True},
    ),
    (
        prop("x", "int"),
        {"data_type": "int", "low": 0, "high": 101},
        {"kind": Kind.NUMBER, "step": 1, "slider": False, "enabled": True},
    ),
    (
        prop("x", "int"),
        {"data_type": "int"},
        {"kind": Kind.NUMBER, "low": -(2**31 - 1), "high": 2**31 - 1, "enabled": False},
    ),
    (
        prop("x", "decimal"),
        {"data_type": "decimal", "low": 5, "high": 6, "step": 0.5},
        {"step": 0.5, "slider": True},
    ),
    (
        prop("x", "string", longest=20),
        {"data_type": "string"},
        {"rule": "P4", "kind": Kind.TEXT, "longest": 20, "password": False},
    ),
    (
        prop("x", "string"),
        {"data_type": "string", "longest": 2000},
        {"kind": Kind.TEXT, "longest": 255},
    ),
    (prop("x", "DateTime"), {"data_type": "DateTime"}, {"rule": "P5", "kind": Kind.DATETIME}),
    (prop("x", "jsonObject"), {"data_type": "jsonObject"}, {"rule": "P6", "kind": Kind.SENSOR}),
    (
        prop("x", "int", method="W"),
        {"data_type": "int", "low": 0, "high": 9},
        {"rule": "P10", "kind": Kind.NUMBER, "assumed": True, "reads": False},
    ),
]


@pytest.mark.parametrize(("subject", "parameter", "wanted"), WRITTEN)
def test_what_is_written(
    subject: PropertyModel, parameter: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """The parameter's type counts, not the property's."""
    setter = command("SET_X", para("value", **parameter))
    features = planned(service("S", subject, setter))
    assert list(features) == ["x"]
    assert {name: getattr(features["x"], name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "device_class"),
    [("WaterMeter", "water"), ("GasMeter", "gas"), ("Meter", "volume")],
)
def test_what_a_meter_counts(name: str, device_class: str) -> None:
    found = planned(service(name, prop("totalizedFlow", "decimal", unit="m3")))["totalizedFlow"]
    assert (found.device_class, found.state_class) == (device_class, "total_increasing")


def test_passwords() -> None:
    setter = command("SET_WIFI_KEY", para("value", "string"))
    found = planned(service("S", prop("wifiKey", "string"), setter))["wifiKey"]
    assert (found.password, found.private) == (True, True)


def test_mute_property() -> None:
    """Neither read nor written: nothing."""
    assert planned(service("S", prop("x", method="W"))) == {}


@pytest.mark.parametrize(
    ("data_type", "value", "timestamp"),
    [
        ("string", "20240301T060000Z", True),
        ("string", "2024-03-01T06:00:00", True),
        ("int", 1_700_000_000, True),
        ("string", "soon", False),
        ("string", None, False),
    ],
)
def test_times_by_their_name(data_type: str, value: Any, timestamp: bool) -> None:
    found = planned(service("S", prop("eventTime", data_type)), data={"S": {"eventTime": value}})
    assert (found["eventTime"].device_class == "timestamp") is timestamp


def test_raw_data() -> None:
    """Of devices without a codec: an event, and a sensor for those who want one."""
    found = planned(service("RawData", prop("rawData", "string")))
    assert found["rawData:event"].kind is Kind.EVENT
    assert (found["rawData"].kind, found["rawData"].enabled) == (Kind.SENSOR, False)


STATE = prop("state", "enum", choices=("open", "close"))


@pytest.mark.parametrize(
    ("name", "subject", "commands", "device_type", "kind", "inverted"),
    [
        (
            "DoorLock",
            prop("lockState", "enum", choices=("locked", "unlocked")),
            [command("LOCK"), command("UNLOCK")],
            "",
            Kind.LOCK,
            False,
        ),
        ("Door", STATE, [command("OPEN"), command("CLOSE")], "SmartLock", Kind.LOCK, True),
        (
            "Basic",
            prop("status", "boolean"),
            [command("SET_STATUS", para("v", "boolean"))],
            "DoorLock",
            Kind.LOCK,
            False,
        ),
        (
            "Basic",
            prop("unlock", "boolean"),
            [command("SET_UNLOCK", para("v", "boolean"))],
            "",
            Kind.LOCK,
            True,
        ),
        ("Valve", STATE, [command("OPEN"), command("CLOSE")], "WaterMeter", Kind.SWITCH, False),
    ],
)
def test_locks(
    name: str,
    subject: PropertyModel,
    commands: list[Any],
    device_type: str,
    kind: Kind,
    inverted: bool,
) -> None:
    features = planned(service(name, subject, *commands), device_type=device_type)
    found = features[subject.name]
    assert (found.kind, found.inverted, found.access) == (kind, inverted, kind is Kind.LOCK)


def test_settings_of_a_lock_are_no_locks() -> None:
    """But nothing that is said to a lock waits."""
    found = planned(
        service(
            "DoorLock",
            prop("lockState", "boolean"),
            prop("voice", "boolean"),
            command("SET_VOICE", para("value", "boolean")),
        )
    )["voice"]
    assert (found.kind, found.access) == (Kind.SWITCH, True)
