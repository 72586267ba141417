"""Captures."""

import pytest

from custom_components.accord.protocol.akuvox.models.pcap import CaptureEnd, CaptureStatus


@pytest.mark.parametrize(
    ("word", "running"), [("stop", False), ("Stopped", False), ("", False), ("run", True)]
)
def test_status(word: str, running: bool) -> None:
    found = CaptureStatus.from_wire({"FileSize": 2048, "Status": word})
    assert found == CaptureStatus(running=running, size=2048, raw=word)


def test_end() -> None:
    sent = {"FileSize": "2048", "Time": "30"}
    assert CaptureEnd.from_wire(sent) == CaptureEnd(size=2048, seconds=30)
