"""`smartlife.iot.smartpowerstrip.manage`: which outlet sits where."""

from typing import Any

from simulators.kasa.models import Family
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]


@answers(
    "smartlife.iot.smartpowerstrip.manage.get_relationship", families=frozenset({Family.STRIP})
)
def get_relationship(call: Call) -> Json:
    """Return the slot of each outlet."""
    device = call.device
    return {
        "data": [
            {"child_id": device.child_id(outlet), "hw_slot": outlet.slot}
            for outlet in device.outlets
        ]
    }
