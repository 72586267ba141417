"""Whole devices."""

import contextlib
from typing import Any

from hypothesis import given, strategies as st

from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.protocol.huawei.northbound import Desired, ServiceModel
from custom_components.accord.protocol.huawei.northbound.mapping.delivery import delivery_of
from custom_components.accord.protocol.huawei.northbound.mapping.feature import (
    DeviceContext,
    Kind,
    Override,
)
from custom_components.accord.protocol.huawei.northbound.mapping.plan import (
    MOST_ENABLED,
    plan_features,
)
from custom_components.accord.protocol.huawei.northbound.mapping.values import read_value
from custom_components.accord.protocol.huawei.northbound.mapping.writing import message_for
from tests.protocol.huawei.northbound.mapping.models import command, para, planned, prop, service


def test_meter() -> None:
    """Model, and beside it what the meter reports all the same."""
    meter = service(
        "WaterMeter",
        prop("totalizedFlow", "long", unit="L"),
        prop("cellVoltage", "int", unit="mV"),
        command("SET_PERIOD", para("value", "int", low=1, high=24, unit="hour")),
    )
    found = planned(meter, data={"WaterMeter": {"totalizedFlow": 5, "extra": 1}, "New": {"a": 2}})
    assert [one.rule for one in found.values()] == ["P3", "P7", "K5", "P11", "P11"]
    assert found["a"].service_id == "New"


def test_ids_are_unique() -> None:
    """A command may have the name of a property."""
    found = plan_features(
        [service("S", prop("reset"), command("reset")), service("T", prop("reset"))],
        DeviceContext(data={"S": {"reset": 1}}),
    )
    ids = [one.id for one in found]
    assert ids == ["S:reset", "S:reset:command", "T:reset"]


def test_optional_and_masked() -> None:
    optional = planned(service("S", prop("x"), option="Optional"))
    assert not optional["x"].enabled
    subject = service("S", prop("x"), command("SET_X", para("v", low=0, high=9)), command("BEEP"))
    found = planned(subject, muted={"S": frozenset({"BEEP"})})
    assert (found["x"].enabled, found["BEEP:command"].enabled) == (True, False)


def test_too_many() -> None:
    """What is diagnostic goes first, then what stands last; what the owner wants stays."""
    many = [prop(f"p{one:02}") for one in range(45)]
    subject = service("S", prop("batteryLevel"), *many)
    wish = {"S:p44": Override(enabled=True)}
    found = planned(subject, overrides=wish)
    enabled = [one.name for one in found.values() if one.enabled]
    assert len(enabled) == MOST_ENABLED
    assert "batteryLevel" not in enabled
    assert enabled == [f"p{one:02}" for one in range(39)] + ["p44"]


def test_overrides() -> None:
    wishes = {
        "S:a": Override(hidden=True),
        "S:b": Override(kind=Kind.VALVE, device_class="water", inverted=True, enabled=False),
        "S:c": Override(unit="kWh", scale=0.1, device_class="energy"),
    }
    subject = service(
        "S",
        prop("a"),
        prop("b", "boolean"),
        prop("c"),
        command("SET_B", para("v", "boolean")),
    )
    found = planned(subject, overrides=wishes)
    assert list(found) == ["b", "c"]
    assert (found["b"].kind, found["b"].inverted, found["b"].enabled) == (Kind.VALVE, True, False)
    assert (found["c"].unit, found["c"].scale, found["c"].device_class) == ("kWh", 0.1, "energy")


def test_the_same_twice() -> None:
    """Models are written by people."""
    found = planned(service("S", prop("x", "int"), prop("x", "string")))
    assert [one.rule for one in found.values()] == ["P3"]


NAMES = st.sampled_from(
    ["x", "lock", "LOCK", "UNLOCK", "ON", "OFF", "state", "SET_X", "openDoor", "time", "rawData"]
)
TYPES = st.sampled_from(["int", "long", "decimal", "boolean", "string", "DateTime", "jsonObject"])
LIMITS = st.sampled_from([(None, None), (0, 1), (0, 100), (-5, 5)])
CHOICES = st.sampled_from([(), ("a",), ("ON", "OFF"), ("LOCKED", "UNLOCKED"), ("a", "b", "c")])


@st.composite
def values(draw: st.DrawFn) -> dict[str, Any]:
    low, high = draw(LIMITS)
    return {
        "name": draw(NAMES),
        "data_type": draw(TYPES),
        "low": low,
        "high": high,
        "choices": draw(CHOICES),
        "unit": draw(st.sampled_from(["", "kWh", "hour", "C"])),
    }


@st.composite
def services(draw: st.DrawFn) -> ServiceModel:
    parameters = st.lists(values(), max_size=2)
    return service(
        draw(st.sampled_from(["S", "Lock", "Discovery", "Remover", "RawData"])),
        *(
            prop(method=draw(st.sampled_from(["RWE", "W", "R", ""])), **one)
            for one in draw(st.lists(values(), max_size=3))
        ),
        *(
            command(draw(NAMES), *(para(**one) for one in draw(parameters)))
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


@given(
    st.lists(services(), max_size=2),
    st.sampled_from(["CoAP", "LWM2M", "MQTT"]),
    st.sampled_from(["", "SmartLock"]),
    st.sampled_from([True, False, 1, 5.5, "a", "ON", None]),
)
def test_any_model(
    models: list[ServiceModel], protocol: str, device_type: str, value: object
) -> None:
    """Whatever people write, ids are unique, errors are known ones, and locks are never kept."""
    context = DeviceContext(device_type=device_type, protocol_type=protocol)
    found = plan_features(models, context)
    assert len({one.id for one in found}) == len(found)
    for feature in found:
        read_value(feature, value)
        if feature.kind is Kind.LOCK:
            assert feature.access
        if feature.access:
            assert delivery_of(feature, protocol, 3600).expire_time == 0
        with contextlib.suppress(AccordError):
            sent = message_for(feature, value)
            assert not (feature.access and isinstance(sent, Desired))
