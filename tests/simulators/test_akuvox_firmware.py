"""The update of a simulated unit: prepare, upload, upgrade, reboot."""

import hashlib

import pytest

from simulators.akuvox import AkuvoxDevice, make_image
from simulators.clock import Clock
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import ask, get, post, upload

IMAGE = make_image("105.30.2.1")
MD5 = hashlib.md5(IMAGE, usedforsecurity=False).hexdigest()


async def sent(unit: AkuvoxDevice, image: bytes = IMAGE) -> None:
    """Prepare and upload."""
    assert (await get(unit, "firmware/prepare"))["retcode"] == 0
    answer = await upload(unit, "firmware/upload?silent=1", image, "image.zip", "file")
    assert answer == {"retcode": 0, "action": "upload", "message": "OK"}


async def come_back(unit: AkuvoxDevice, clock: Clock) -> None:
    """Wait for the end of a reboot."""
    assert not unit.online
    clock.advance(unit.reboot_lasts)
    await unit.wait_until_online()


@pytest.mark.parametrize("md5", [None, MD5, MD5.upper()])
async def test_update(start_unit: StartUnit, clock: Clock, md5: str | None) -> None:
    unit = await start_unit()
    await sent(unit)
    data = {} if md5 is None else {"md5": md5}
    assert await post(unit, "firmware/upgrade", data) == {
        "retcode": 0,
        "action": "upgrade",
        "message": "OK",
    }
    await come_back(unit, clock)
    assert (await get(unit, "firmware/status"))["data"]["FirmwareVersion"] == "105.30.2.1"
    assert (await get(unit, "system/info"))["data"]["Status"]["FirmwareVersion"] == "105.30.2.1"
    assert (await get(unit, "firmware/upgrade"))["message"] == "Failed", "upgrade mode has ended"


async def test_wrong_sum(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await sent(unit)
    assert await get(unit, "firmware/upgrade", md5="0" * 32) == {
        "retcode": -1,
        "action": "upgrade",
        "message": "Wrong MD5",
        "data": {"md5": "0" * 32, "md5_calc": MD5},
    }
    assert unit.online
    assert (await get(unit, "firmware/upgrade", md5="short"))["retcode"] == -100


async def test_order_matters(start_unit: StartUnit) -> None:
    unit = await start_unit()
    early = await upload(unit, "firmware/upload", IMAGE, "image.zip", "file")
    assert early["message"] == "Failed"
    assert (await get(unit, "firmware/upgrade"))["message"] == "Failed"
    await get(unit, "firmware/prepare")
    assert (await get(unit, "firmware/upgrade"))["message"] == "Failed"
    assert unit.online


async def test_field_of_the_upload(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await get(unit, "firmware/prepare")
    assert (await upload(unit, "firmware/upload", IMAGE, "i", "config"))["message"] == "Failed"
    assert (await upload(unit, "firmware/upload", b"", "i", "file"))["message"] == "Failed"
    wrong = await upload(unit, "firmware/upload?silent=2", IMAGE, "i", "file")
    assert wrong["retcode"] == -100


async def test_image_without_version(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await sent(unit, b"anything")
    await get(unit, "firmware/upgrade")
    await come_back(unit, clock)
    assert unit.firmware.version == "105.30.1.21"


async def test_version_survives_a_factory_reset(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await sent(unit)
    await get(unit, "firmware/upgrade")
    await come_back(unit, clock)
    await get(unit, "config/reset_factory")
    await come_back(unit, clock)
    assert unit.firmware.version == "105.30.2.1"
    assert (await ask(unit, "GET", "/api/system/info")).status == 403
