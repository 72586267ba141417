"""What is sent when something is set."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.huawei.northbound import Command, Desired, ServiceModel
from custom_components.accord.protocol.huawei.northbound.mapping.feature import Override
from custom_components.accord.protocol.huawei.northbound.mapping.writing import message_for
from tests.protocol.huawei.northbound.mapping.models import command, para, planned, prop, service

LIGHT = service(
    "Light",
    prop("power", "enum", choices=("ON", "OFF")),
    prop("level", "int", low=0, high=100),
    command("SET_POWER", para("value", "int", low=0, high=1)),
    command("SET_LEVEL", para("value", "string")),
    command("IDENTIFY"),
)
VALVE = service("Valve", prop("state", "boolean"), command("OPEN"), command("CLOSE"))
LOCK = service(
    "Lock",
    prop("doorState", "enum", choices=("open", "close")),
    command("CONTROL_DOOR_STATE", para("action", "enum", choices=("LOCK", "UNLOCK"))),
)
PLAIN_LOCK = service("Lock", prop("lock", "boolean"), command("SET_LOCK", para("v", "boolean")))
PAIR_LOCK = service("Lock", prop("locked", "boolean"), command("LOCK"), command("UNLOCK"))
DOOR = service("Door", command("OPEN"), command("CLOSE"))
WORDS = service(
    "Light", prop("power", "enum", choices=("ON", "OFF")), command("SET_POWER", para("v", "string"))
)
PAIRING = service(
    "Discovery", command("DISCOVERY", para("cmdType", "enum", choices=("START", "STOP")))
)
ONLY_OPENS = service("Door", command("OPEN_DOOR"))


@pytest.mark.parametrize(
    ("subject", "key", "value", "method", "parameters"),
    [
        (LIGHT, "power", True, "SET_POWER", {"value": 1}),
        (LIGHT, "power", False, "SET_POWER", {"value": 0}),
        (LIGHT, "level", 40, "SET_LEVEL", {"value": "40"}),
        (LIGHT, "IDENTIFY:command", None, "IDENTIFY", {}),
        (PAIRING, "DISCOVERY:command", None, "DISCOVERY", {}),
        (WORDS, "power", True, "SET_POWER", {"v": "ON"}),
        (WORDS, "power", False, "SET_POWER", {"v": "OFF"}),
        (VALVE, "state", True, "OPEN", {}),
        (VALVE, "state", False, "CLOSE", {}),
        (LOCK, "doorState", True, "CONTROL_DOOR_STATE", {"action": "LOCK"}),
        (LOCK, "doorState", False, "CONTROL_DOOR_STATE", {"action": "UNLOCK"}),
        (PLAIN_LOCK, "lock", True, "SET_LOCK", {"v": True}),
        (PLAIN_LOCK, "lock", False, "SET_LOCK", {"v": False}),
        (PAIR_LOCK, "locked", True, "LOCK", {}),
        (PAIR_LOCK, "locked", False, "UNLOCK", {}),
        (DOOR, "OPEN:command", True, "CLOSE", {}),
        (DOOR, "OPEN:command", False, "OPEN", {}),
        (ONLY_OPENS, "OPEN_DOOR:command", False, "OPEN_DOOR", {}),
    ],
)
def test_commands(
    subject: ServiceModel, key: str, value: Any, method: str, parameters: dict[str, Any]
) -> None:
    """In the parameter's type; a lock is told whether to lock."""
    found = message_for(planned(subject)[key], value)
    assert found == Command(service_id=subject.service_id, method=method, parameters=parameters)


def test_shadow() -> None:
    subject = service("S", prop("x", "int", "RW", low=0, high=9))
    found = message_for(planned(subject, protocol_type="LWM2M")["x"], 4)
    assert found == Desired(service_id="S", values={"x": 4})


def test_inverted_switch_and_scaled_number() -> None:
    """As the owner says."""
    overrides = {"Light:power": Override(inverted=True), "Light:level": Override(scale=0.5)}
    found = planned(LIGHT, overrides=overrides)
    assert message_for(found["power"], True) == Command(
        service_id="Light", method="SET_POWER", parameters={"value": 0}
    )
    assert message_for(found["level"], 20) == Command(
        service_id="Light", method="SET_LEVEL", parameters={"value": "40.0"}
    )


def test_what_is_only_read() -> None:
    with pytest.raises(UnsupportedError):
        message_for(planned(service("S", prop("x")))["x"], 1)


@pytest.mark.parametrize(("key", "value"), [("power", "ON"), ("power", None)])
def test_wrong_values(key: str, value: Any) -> None:
    with pytest.raises(InvalidError):
        message_for(planned(LIGHT)[key], value)
