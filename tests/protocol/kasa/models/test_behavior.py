"""What switching on and returning power bring."""

from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.behavior import Behavior, DefaultBehavior
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered

SAMPLE = "smartlife.iot.smartbulb.lightingservice.get_default_behavior"


def test_the_vendors_sample() -> None:
    found = DefaultBehavior.from_wire(answered(SAMPLE))
    assert found == DefaultBehavior(
        soft_on=Behavior(mode="last_status"),
        hard_on=Behavior(
            mode="customize_preset", index=0, hue=0, saturation=0, color_temp=2700, brightness=50
        ),
    )
    assert found.hard_on is not None
    assert found.hard_on.to_wire() == {"mode": "customize_preset", "index": 0}


def test_unknown_members_stay_and_the_index_goes_with_its_mode_only() -> None:
    found = Behavior.from_wire({"mode": "circadian", "index": 2, "strange": 1})
    assert found.to_wire() == {"mode": "circadian", "strange": 1}
    with pytest.raises(InvalidError):
        Behavior(mode="customize_preset", index=-1).to_wire()


def test_buttons() -> None:
    found = DefaultBehavior.from_wire(
        {"double_click": {"mode": "unknown"}, "long_press": {"mode": "instant_on_off"}}
    )
    assert found == DefaultBehavior(
        double_click=Behavior(mode="unknown"), long_press=Behavior(mode="instant_on_off")
    )


@given(objects("soft_on", "hard_on"), objects("mode", "index", "hue"))
def test_anything_can_be_read(data: dict[str, Any], one: dict[str, Any]) -> None:
    DefaultBehavior.from_wire(data)
    DefaultBehavior.from_wire({"soft_on": one})
