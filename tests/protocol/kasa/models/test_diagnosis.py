"""A device's own health."""

from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.diagnosis import Diagnosis
from tests.protocol.kasa.models.garbage import objects


def test_read() -> None:
    sent = {
        "result": {
            "sysinfo": {"uptime": 7, "free_mem": 9000},
            "wireless": {
                "rssi": -50,
                "channel": 6,
                "reconn_count": 2,
                "total_disconnect_time": 30,
            },
        }
    }
    assert Diagnosis.from_wire(sent) == Diagnosis(
        uptime=7, free_memory=9000, rssi=-50, channel=6, reconnects=2, disconnected_time=30
    )


@given(objects("result"), objects("sysinfo", "wireless"))
def test_anything_can_be_read(data: dict[str, Any], result: dict[str, Any]) -> None:
    Diagnosis.from_wire(data)
    Diagnosis.from_wire({"result": result})
