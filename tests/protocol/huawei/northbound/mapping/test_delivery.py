"""How commands are sent; the rule for locks has no exception."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import ServiceModel
from custom_components.accord.protocol.huawei.northbound.mapping.delivery import (
    Delivery,
    check_delivery,
    delivery_of,
)
from custom_components.accord.protocol.huawei.northbound.mapping.feature import (
    Feature,
    Kind,
    Override,
)
from tests.protocol.huawei.northbound.mapping.models import command, para, planned, prop, service

LOCKS = [
    service("Lock", prop("locked", "boolean"), command("LOCK"), command("UNLOCK")),
    service("Door", command("OPEN"), command("CLOSE")),
    service("Basic", command("OPEN_DOOR")),
    service("Basic", command("SET", para("unlock", "boolean"))),
    service("DoorLock", command("SET_LOCK_TIME", para("value", "int", low=0, high=9))),
    service("DoorLock", prop("mode", "enum", choices=("a", "b", "c")), command("X", para("mode"))),
]


@pytest.mark.parametrize("subject", LOCKS)
@pytest.mark.parametrize("protocol", ["CoAP", "LWM2M", "MQTT", ""])
@pytest.mark.parametrize("wait", [None, 0, 3600, 10**6])
def test_locks_and_doors(subject: ServiceModel, protocol: str, wait: int | None) -> None:
    """At once, acknowledged, or never: whatever the owner allows for other things."""
    features = [one for one in planned(subject).values() if one.path is not None]
    assert features
    for feature in features:
        found = delivery_of(feature, protocol, wait)
        assert feature.access, feature.id
        assert (found.expire_time, found.acknowledged) == (0, True)


def test_no_lock_in_the_shadow() -> None:
    """What is wished there waits for the device."""
    subject = service("Lock", prop("locked", "boolean", "RW"), prop("level", "int", "RW"))
    found = planned(subject, protocol_type="LWM2M")
    assert found["locked"].path is None
    assert found["level"].path is None
    assert planned(service("S", prop("level", "int", "RW")), protocol_type="LWM2M")["level"].path


def test_locks_by_the_owner_s_word() -> None:
    """A switch that its owner calls a lock is one."""
    subject = service("S", prop("x", "boolean"), command("SET_X", para("v", "boolean")))
    assert not planned(subject)["x"].access
    assert planned(subject, overrides={"S:x": Override(kind=Kind.LOCK)})["x"].access


def feature(kind: Kind) -> Feature:
    return Feature(rule="K", kind=kind, service_id="S", key="x", name="x")


@pytest.mark.parametrize(
    ("kind", "protocol", "wait", "wanted"),
    [
        (Kind.SWITCH, "CoAP", 3600, Delivery(True, 0)),
        (Kind.BUTTON, "CoAP", 3600, Delivery(True, 0)),
        (Kind.NUMBER, "CoAP", None, Delivery(True, 3600)),
        (Kind.SELECT, "LWM2M", 60, Delivery(True, 60)),
        (Kind.NUMBER, "CoAP", 0, Delivery(True, 0)),
        (Kind.NUMBER, "CoAP", -1, Delivery(True, 0)),
        (Kind.NUMBER, "MQTT", 3600, Delivery(False, 0)),
    ],
)
def test_others(kind: Kind, protocol: str, wait: int | None, wanted: Delivery) -> None:
    assert delivery_of(feature(kind), protocol, wait) == wanted


@pytest.mark.parametrize(
    ("service_id", "method", "expire", "acknowledged", "device_type", "parameters", "allowed"),
    [
        ("Lock", "SET", 0, True, "", (), True),
        ("Lock", "SET", 1, True, "", (), False),
        ("Lock", "SET", 0, False, "", (), False),
        ("Basic", "UNLOCK", 3600, True, "", (), False),
        ("Basic", "SET", 3600, True, "", ("unlock",), False),
        ("Basic", "OPEN", 3600, True, "GarageDoor", (), False),
        ("WaterMeter", "SET_PERIOD", 3600, True, "", ("value",), True),
        ("WaterMeter", "SET_PERIOD", 3600, False, "", (), True),
    ],
)
def test_commands_that_people_write(
    service_id: str,
    method: str,
    expire: int,
    acknowledged: bool,
    device_type: str,
    parameters: tuple[str, ...],
    allowed: bool,
) -> None:
    def check() -> None:
        check_delivery(
            service_id,
            method,
            expire,
            acknowledged=acknowledged,
            device_type=device_type,
            parameters=parameters,
        )

    if allowed:
        check()
        return
    with pytest.raises(InvalidError):
        check()
