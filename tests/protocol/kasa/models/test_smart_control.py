"""Routines of Smart Control."""

from dataclasses import replace
from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.smart_control import (
    ManualAction,
    OffTrigger,
    OnTrigger,
    Segment,
    SmartControl,
)
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered, wanted

MODULE = "smartlife.iot.sensor_trigger"
FACTORY = SmartControl(
    id="0",
    segments=(Segment(on_trigger=OnTrigger.MOTION_AND_DARK, off_trigger=OffTrigger.NO_MOTION),),
)


def test_the_vendors_sample() -> None:
    found = SmartControl.list_from_wire(answered(f"{MODULE}.get_weekday_routine"))
    assert found == (FACTORY,)
    assert {"id": "0", **found[0].to_wire()} == wanted(f"{MODULE}.edit_weekday_routine")
    assert FACTORY.to_wire() == wanted(f"{MODULE}.add_weekday_routine")


def test_unknown_members_and_triggers_stay() -> None:
    segment = {"sT": 0, "eT": 60, "clr": 3, "onTT": 9, "offTT": 1, "offWT": 5, "new": 1}
    wire = {"en": 1, "name": "a", "id": "1", "wday": [1] * 7, "array": [segment], "more": 2}
    routine = SmartControl.from_wire(wire)
    assert routine.segments[0].on_trigger is OnTrigger.OTHER
    assert routine.segments[0].off_trigger is OffTrigger.OTHER
    assert {"id": "1", **replace(routine, enable=False).to_wire()} == wire | {"en": 0}


@pytest.mark.parametrize("segment", [Segment(start=-1), Segment(end=1441), Segment(off_delay=-1)])
def test_out_of_range(segment: Segment) -> None:
    with pytest.raises(InvalidError):
        SmartControl(segments=(segment,)).to_wire()


def test_manual_action() -> None:
    sample = answered(f"{MODULE}.get_default_manual_action")
    assert ManualAction.from_wire(sample) == ManualAction(off_hold=60, on_hold=10)


@given(objects("array", "en", "wday", "id"), objects("sT", "eT", "onTT", "offTT", "offWT", "clr"))
def test_anything_can_be_read(data: dict[str, Any], segment: dict[str, Any]) -> None:
    SmartControl.list_from_wire(data)
    SmartControl.from_wire({**data, "array": [segment]})
    ManualAction.from_wire(data)
