"""Product models."""

import json
from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import Capabilities, ServiceModel
from tests.protocol.huawei.northbound.fakes import samples

LIGHT = {
    "serviceId": "Light",
    "serviceType": "Light",
    "option": "Optional",
    "description": None,
    "properties": [
        {
            "propertyName": "brightness",
            "dataType": "int",
            "required": True,
            "min": "0",
            "max": "100",
            "step": 1.0,
            "maxLength": 0,
            "method": "RE",
            "unit": "%",
            "enumList": None,
        },
        {"propertyName": None},
    ],
    "commands": [
        {
            "commandName": "SET",
            "paras": [{"paraName": "mode", "dataType": "Enum", "enumList": ["a", "b"]}],
            "responses": [{"responseName": "SET_RSP", "paras": [{"paraName": "result"}]}],
        },
        {"commandName": "OFF", "paras": None, "responses": None},
    ],
}


def test_service() -> None:
    found = ServiceModel.from_wire(LIGHT)
    assert found.optional
    (level,) = found.properties
    assert (level.low, level.high, level.step, level.longest) == (0, 100, 1, None)
    assert (level.readable, level.writable, level.unit) == (True, False, "%")
    command, off = found.commands
    assert (command.parameters[0].kind, command.parameters[0].choices) == ("enum", ("a", "b"))
    assert list(command.responses) == ["SET_RSP"]
    assert off.parameters == ()


@pytest.mark.parametrize(
    ("low", "high"), [("0.0", "0.0"), (None, "5"), ("*****", "*****"), ("5", "1"), ("", "")]
)
def test_no_range(low: Any, high: Any) -> None:
    row = {"propertyName": "p", "min": low, "max": high, "step": 0, "dataType": None}
    (found,) = ServiceModel.from_wire({"serviceId": "s", "properties": [row]}).properties
    assert (found.low, found.high, found.step, found.kind) == (None, None, None, "string")


def test_sample() -> None:
    """Its lists hold empty objects, and responses stand among the commands."""
    (row,) = samples("answers")["1.5.5"]["deviceCapabilities"]
    (service,) = Capabilities.from_wire(row).services
    assert [one.name for one in service.commands] == ["*****"]
    assert service.properties[0].required
    assert service.properties[0].choices == ()
    assert service.properties[0].longest == 1111111


def test_nothing_but_nulls() -> None:
    row = {"deviceId": "d", "serviceCapabilities": [{"serviceId": "s", "commands": None}, {}]}
    found = Capabilities.from_wire(row)
    assert [(one.service_id, one.commands) for one in found.services] == [("s", ())]


def test_stored_and_read_again() -> None:
    """Models are asked for seldom and kept on the disk."""
    for row in (
        LIGHT,
        samples("answers")["1.5.5"]["deviceCapabilities"][0]["serviceCapabilities"][0],
    ):
        found = ServiceModel.from_wire(row)
        assert ServiceModel.from_wire(json.loads(json.dumps(found.to_wire()))) == found
