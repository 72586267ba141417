"""Packet captures."""

from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.models.pcap import (
    CaptureEnd,
    CaptureKind,
    CaptureStatus,
)
from custom_components.accord.protocol.akuvox.topics.pcap import PcapTopic
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import file


async def test_capture(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {
            "pcap/status": {"FileSize": 2048, "Status": "stop"},
            "pcap/start": {"interface": "eth0"},
            "pcap/stop": {"FileSize": "4096", "Time": "12"},
            "pcap/export": file(b"pcap", "phone.pcap"),
        }
    )
    topic = PcapTopic(unit.session)
    assert await topic.status() == CaptureStatus(running=False, size=2048, raw="stop")
    await topic.start(filter="udp port 5060", seconds=30, size=262144)
    assert unit.requests[-1].data == {
        "type": "auto",
        "filter": "udp port 5060",
        "size": "262144",
        "time": "30",
    }
    await topic.start(CaptureKind.MANUAL)
    assert unit.requests[-1].data == {"type": "manual", "filter": "ip", "size": "1048576"}
    assert await topic.stop() == CaptureEnd(size=4096, seconds=12)
    assert (await topic.export()).content == b"pcap"


@pytest.mark.parametrize(
    "wrong",
    [{"seconds": 0}, {"seconds": 181}, {"size": 0}, {"filter": "x" * 201}, {"filter": "a\nb"}],
)
async def test_wrong_captures(start_unit: StartUnit, wrong: dict[str, Any]) -> None:
    unit = await start_unit({"pcap/start": None})
    with pytest.raises(InvalidError):
        await PcapTopic(unit.session).start(**wrong)
    assert unit.requests == []
