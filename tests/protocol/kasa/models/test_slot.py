"""Places of outlets."""

from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.slot import Slot
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered

DEVICE = "80" * 20


def test_order_and_short_ids() -> None:
    data = [{"child_id": f"{DEVICE}01", "hw_slot": 1}, {"child_id": "00", "hw_slot": 0}, {}, 3]
    assert Slot.list_from_wire({"data": data}, DEVICE) == (
        Slot(outlet=f"{DEVICE}00", slot=0),
        Slot(outlet=f"{DEVICE}01", slot=1),
    )


def test_the_vendors_sample() -> None:
    sample = answered("smartlife.iot.smartpowerstrip.manage.get_relationship")
    assert [one.slot for one in Slot.list_from_wire(sample, DEVICE)] == [0]


@given(objects("data"), objects("child_id", "hw_slot"))
def test_anything_can_be_read(data: dict[str, Any], one: dict[str, Any]) -> None:
    Slot.list_from_wire(data, DEVICE)
    Slot.list_from_wire({"data": [one]}, DEVICE)
