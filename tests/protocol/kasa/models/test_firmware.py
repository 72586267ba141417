"""Progress of a download."""

from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.kasa.models.firmware import DownloadState, DownloadStatus
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered


def test_the_vendors_sample() -> None:
    assert DownloadState.from_wire(answered("system.get_download_state")) == DownloadState(
        status=DownloadStatus.IDLE, ratio=0, reboot_time=5, flash_time=5
    )


@pytest.mark.parametrize(
    ("code", "status"),
    [(1, "downloading"), (2, "flashing"), (6, "error"), (4, "other"), (None, "other")],
)
def test_status(code: Any, status: str) -> None:
    assert DownloadState.from_wire({"status": code}).status == status


@given(objects("status", "ratio", "reboot_time"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    DownloadState.from_wire(data)
