"""Rows of both histories."""

from datetime import UTC, datetime

from custom_components.accord.protocol.huawei.northbound import HistoryEntry


def test_both() -> None:
    reported = HistoryEntry.from_wire({"data": {"a": 1}, "timestamp": "20240301T060000Z"})
    wanted = HistoryEntry.from_wire({"desired": {"a": 1}, "timestamp": "yesterday"})
    assert reported.values == wanted.values == {"a": 1}
    assert reported.moment == datetime(2024, 3, 1, 6, tzinfo=UTC)
    assert wanted.moment is None
