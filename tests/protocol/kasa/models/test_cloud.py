"""The binding and the firmware that the cloud offers."""

from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.cloud import CloudInfo, Firmware
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered


def test_the_vendors_sample() -> None:
    assert CloudInfo.from_wire(answered("cnCloud.get_info")) == CloudInfo(
        bound=False, connected=False, session=False, server="n-devs.tplinkcloud.com"
    )


def test_the_account_is_not_shown() -> None:
    info = CloudInfo.from_wire({"binded": 1, "username": "user@example.com"})
    assert (info.bound, info.connected, info.username) == (True, None, "user@example.com")
    assert "example" not in repr(info)


def test_firmware() -> None:
    sent = {
        "fwVer": "1.0.11",
        "fwUrl": "http://192.0.2.1/fw.bin",
        "fwTitle": "Better",
        "fwReleaseDate": "2026-01-02",
        "fwReleaseLog": "More.",
        "fwReleaseLogUrl": "",
        "fwType": 1,
    }
    assert Firmware.list_from_wire({"fw_list": [sent, 5]}) == (
        Firmware(
            version="1.0.11",
            url="http://192.0.2.1/fw.bin",
            title="Better",
            release_date="2026-01-02",
            release_notes="More.",
            type=1,
        ),
    )
    assert Firmware.list_from_wire({}) == ()


@given(objects("fw_list", "username", "server", "binded", "tcspStatus"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    CloudInfo.from_wire(data)
    Firmware.list_from_wire(data)
    Firmware.list_from_wire({"fw_list": [data]})
