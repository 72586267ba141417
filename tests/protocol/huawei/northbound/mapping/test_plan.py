"""Whole devices."""

from custom_components.accord.protocol.huawei.northbound.mapping.feature import (
    DeviceContext,
    Kind,
    Override,
)
from custom_components.accord.protocol.huawei.northbound.mapping.plan import (
    MOST_ENABLED,
    plan_features,
)
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
