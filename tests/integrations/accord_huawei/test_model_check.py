"""Commands that somebody wrote, held against the product model."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import AccordError, InvalidError, NotFoundError
from custom_components.accord.protocol.huawei.northbound import (
    CommandModel,
    ServiceModel,
    ValueModel,
)
from custom_components.accord_huawei.model_check import check_command

SERVICES = (
    ServiceModel(
        service_id="Meter",
        commands=(
            CommandModel(
                name="SET",
                parameters=(
                    ValueModel(name="level", data_type="int", low=0, high=10, required=True),
                    ValueModel(name="mode", data_type="string", choices=("A", "B")),
                    ValueModel(name="note", data_type="string", longest=3),
                    ValueModel(name="factor", data_type="decimal"),
                ),
                responses={},
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    "parameters",
    [
        {"level": 3},
        {"level": "3", "mode": "A", "note": "abc", "factor": 1.5},
        {"level": 10.0, "factor": "2.5"},
    ],
)
def test_fitting(parameters: dict[str, Any]) -> None:
    """Numbers may be written as texts, as the platform takes both."""
    check_command(SERVICES, "Meter", "SET", parameters)


@pytest.mark.parametrize(
    ("service", "command", "parameters", "error"),
    [
        ("Other", "SET", {"level": 3}, NotFoundError),
        ("Meter", "GET", {"level": 3}, NotFoundError),
        ("Meter", "SET", {}, InvalidError),
        ("Meter", "SET", {"level": 3, "door": "OPEN"}, InvalidError),
        ("Meter", "SET", {"level": 11}, InvalidError),
        ("Meter", "SET", {"level": 1.5}, InvalidError),
        ("Meter", "SET", {"level": "many"}, InvalidError),
        ("Meter", "SET", {"level": 1, "mode": "C"}, InvalidError),
        ("Meter", "SET", {"level": 1, "note": "abcd"}, InvalidError),
        ("Meter", "SET", {"level": 1, "factor": "x"}, InvalidError),
    ],
)
def test_wrong(
    service: str, command: str, parameters: dict[str, Any], error: type[AccordError]
) -> None:
    """Each mistake is refused before anything is sent."""
    with pytest.raises(error):
        check_command(SERVICES, service, command, parameters)


def test_unknown_model() -> None:
    """The platform decides where nobody knows the model."""
    check_command(None, "Any", "THING", {"a": 1})
