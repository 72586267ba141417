"""Times and limits of a dimmer."""

from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.dimmer import DimmerParameters
from tests.protocol.kasa.models.garbage import objects


def test_read() -> None:
    sent = {
        "minThreshold": 11,
        "fadeOnTime": 1000,
        "fadeOffTime": 2000,
        "gentleOnTime": 3000,
        "gentleOffTime": 10000,
        "rampRate": 30,
        "bulb_type": 1,
    }
    assert DimmerParameters.from_wire(sent) == DimmerParameters(
        min_threshold=11,
        fade_on_time=1000,
        fade_off_time=2000,
        gentle_on_time=3000,
        gentle_off_time=10000,
        ramp_rate=30,
    )


@given(objects("minThreshold", "fadeOnTime", "rampRate"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    DimmerParameters.from_wire(data)
