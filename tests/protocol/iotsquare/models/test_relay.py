"""What relays tell."""

from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.relay import (
    RelayStatus,
    RelayUplink,
    WorkMode,
)


def test_an_uplink() -> None:
    row = {"battery": 80, "voltage": "3.6", "slaveNum": 2, "freq": "480.3", "createtime": 1}
    found = RelayUplink.from_wire(Wire(row))
    assert (found.battery, found.voltage, found.slaves, found.frequency) == (80, 3.6, 2, 480.3)
    assert found.time is not None


def test_a_status() -> None:
    row = {"deviceWorkMode": "1", "firmwareVersion": "1.2", "temperature": 21, "lastSeen": -1}
    found = RelayStatus.from_wire(Wire(row))
    assert (found.work_mode, found.firmware, found.last_seen) == (WorkMode.MASTER, "1.2", None)
    assert RelayStatus.from_wire(Wire({"deviceWorkMode": 9})).work_mode is None
