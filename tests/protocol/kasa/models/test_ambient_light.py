"""The ambient light sensor."""

import contextlib
from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import ProtocolError
from custom_components.accord.protocol.kasa.models.ambient_light import LasConfig, LasLevel
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered


def test_the_vendors_sample() -> None:
    assert LasConfig.from_wire(answered("smartlife.iot.LAS.get_config")) == LasConfig(
        enable=True,
        levels=(LasLevel(name="cloudy", value=15, adc=390),),
        min_adc=0,
        max_adc=2450,
        version="1.0",
    )


@pytest.mark.parametrize("devices", [None, [], {}, [5]])
def test_no_sensor(devices: Any) -> None:
    with pytest.raises(ProtocolError):
        LasConfig.from_wire({"devs": devices})


@given(objects("devs", "ver"), objects("enable", "dark_index", "level_array", "max_adc"))
def test_anything_can_be_read(data: dict[str, Any], sensor: dict[str, Any]) -> None:
    LasConfig.from_wire({"devs": [sensor]})
    with contextlib.suppress(ProtocolError):
        LasConfig.from_wire(data)
