"""Rules W0 to W4: the first that fits."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import CommandModel, PropertyModel
from custom_components.accord.protocol.huawei.northbound.mapping.feature import (
    DeviceContext,
    Override,
    Way,
)
from custom_components.accord.protocol.huawei.northbound.mapping.write_paths import write_path_of
from tests.protocol.huawei.northbound.mapping.models import command, para, prop, service

LEVEL = prop("brightness", low=0, high=100)
POWER = prop("power", "boolean")
LWM2M = {"protocol_type": "LWM2M"}


@pytest.mark.parametrize(
    ("subject", "commands", "context", "way", "names"),
    [
        (LEVEL, [], {}, None, ()),
        (LEVEL, [command("ANY", para("brightness"))], {}, Way.SAME_NAME, ("ANY",)),
        (LEVEL, [command("ANY", para("Brightness"))], {}, Way.SAME_NAME, ("ANY",)),
        (LEVEL, [command("SET_BRIGHTNESS", para("value"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("BRIGHTNESS_SET", para("value"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("setBrightness", para("value"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("CTRL_BRIGHTNESS", para("value"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("CONTROL_BRIGHTNESS", para("v"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("WRITE_BRIGHTNESS", para("v"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("CHANGE_BRIGHTNESS", para("v"))], {}, Way.LIKE_NAME, None),
        (LEVEL, [command("SET_BRIGHTNESS", para("a"), para("b"))], {}, None, ()),
        (LEVEL, [command("SET_COLOR", para("value"))], {}, None, ()),
        (LEVEL, [command("ON"), command("OFF")], {}, None, ()),
        (POWER, [command("ON"), command("OFF")], {}, Way.PAIR, ("ON", "OFF")),
        (POWER, [command("TURN_ON"), command("TURN_OFF")], {}, Way.PAIR, ("TURN_ON", "TURN_OFF")),
        (POWER, [command("START"), command("STOP")], {}, Way.PAIR, ("START", "STOP")),
        (POWER, [command("ON"), command("OFF", para("x"))], {}, None, ()),
        (
            POWER,
            [command("SET_POWER", para("value", "boolean")), command("ON"), command("OFF")],
            {},
            Way.LIKE_NAME,
            ("SET_POWER",),
        ),
        (prop("x", method="RW"), [], LWM2M, Way.SHADOW, ()),
        (prop("x", method="RW"), [], {"protocol_type": "lwm2m"}, Way.SHADOW, ()),
        (prop("x", method="R"), [], LWM2M, None, ()),
        (prop("x", method="RW"), [], {"protocol_type": "CoAP"}, None, ()),
        (prop("x", method="RW"), [], {**LWM2M, "read_only": frozenset({"S:x"})}, None, ()),
        (
            LEVEL,
            [command("SET_BRIGHTNESS", para("v")), command("DIM", para("v"))],
            {"overrides": {"S:brightness": Override(command="DIM")}},
            Way.OVERRIDE,
            ("DIM",),
        ),
        (
            LEVEL,
            [command("SET_BRIGHTNESS", para("v"))],
            {"overrides": {"S:brightness": Override(command="GONE")}},
            Way.LIKE_NAME,
            ("SET_BRIGHTNESS",),
        ),
    ],
)
def test_ways(
    subject: PropertyModel,
    commands: list[CommandModel],
    context: dict[str, Any],
    way: Way | None,
    names: tuple[str, ...] | None,
) -> None:
    found = write_path_of(service("S", subject, *commands), subject, DeviceContext(**context))
    assert (found and found.way) == way
    if found is not None and names is not None:
        assert found.commands == names


def test_pair_needs_to_be_about_one_property() -> None:
    """With two booleans nobody knows which of them a pair switches."""
    both = service("S", POWER, prop("mute", "boolean"), command("ON"), command("OFF"))
    assert write_path_of(both, POWER, DeviceContext()) is None


def test_pair_whose_values_tell() -> None:
    """A lock reports the door as well."""
    state = prop("lockState", "string", choices=("LOCKED", "UNLOCKED"))
    door = prop("doorOpen", "boolean")
    lock = service("DoorLock", state, door, command("LOCK"), command("UNLOCK"))
    found = write_path_of(lock, state, DeviceContext())
    assert found is not None
    assert found.commands == ("LOCK", "UNLOCK")
    assert write_path_of(lock, door, DeviceContext()) is None
