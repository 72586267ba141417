"""Loading firmware: what the cloud offers, progress, and the version after the restart."""

from dataclasses import replace

import pytest

from simulators.clock import Clock
from simulators.kasa import MODELS, KasaDevice
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import call, read_sysinfo

OK = {"err_code": 0}
NEWER = "1.0.21 Build 240101 Rel.120000"


async def status(device: KasaDevice) -> tuple[int, int]:
    """Return how far the download is."""
    state = await call(device, "system", "get_download_state")
    assert state["err_code"] == 0
    return state["status"], state["ratio"]


async def load(device: KasaDevice, clock: Clock, url: str, **options: int) -> None:
    """Start a download and wait until it is under way."""
    assert await call(device, "system", "download_firmware", url=url, **options) == OK
    await clock.wait_for_sleepers()


@pytest.mark.parametrize(
    ("model", "module"), [("KP115", "cnCloud"), ("KL430", "smartlife.iot.common.cloud")]
)
async def test_the_list(start: Start, model: str, module: str) -> None:
    """Empty when up to date."""
    device = await start(model)
    assert await call(device, module, "get_intl_fw_list") == {"fw_list": [], "err_code": 0}
    device.control("offer_firmware", {"version": NEWER, "log": "Better.", "date": "2024-01-02"})
    (release,) = (await call(device, module, "get_intl_fw_list"))["fw_list"]
    assert release.pop("fwTitle")
    assert release == {
        "fwVer": NEWER,
        "fwUrl": f"http://download.tplinkcloud.com/firmware/{model}_{NEWER.replace(' ', '_')}.bin",
        "fwReleaseDate": "2024-01-02",
        "fwReleaseLog": "Better.",
        "fwReleaseLogUrl": "undefined yet",
        "fwType": 2,
        "fwLocation": 0,
    }
    device.control("offer_firmware", {"clear": True})
    assert (await call(device, module, "get_intl_fw_list"))["fw_list"] == []


async def test_the_next_version(start: Start) -> None:
    """What is offered if nothing else is said."""
    device = await start("KP115")
    device.control("offer_firmware", {})
    (release,) = (await call(device, "cnCloud", "get_intl_fw_list"))["fw_list"]
    assert release["fwVer"].startswith("1.0.21 Build ")


async def test_an_update(start: Start, clock: Clock) -> None:
    """Download, flash, restart; then the new version runs and nothing newer is offered."""
    device = await start("KP115", light_on=False)
    device.control("offer_firmware", {"version": NEWER})
    await call(device, "system", "set_relay_state", state=1)
    (release,) = (await call(device, "cnCloud", "get_intl_fw_list"))["fw_list"]
    await load(device, clock, release["fwUrl"])
    assert await status(device) == (1, 0)
    clock.advance(15)
    assert await status(device) == (1, 75)
    assert (await read_sysinfo(device))["updating"] == 1
    clock.advance(5)
    assert await status(device) == (2, 100)
    again = await call(device, "system", "download_firmware", url=release["fwUrl"])
    assert again["err_code"] == -3
    clock.advance(5)
    await clock.wait_for_sleepers()
    assert not device.online
    clock.advance(10)
    await device.wait_until_online()
    info = await read_sysinfo(device)
    assert (info["sw_ver"], info["updating"], info["relay_state"]) == (NEWER, 0, 1)
    assert await status(device) == (0, 0)
    assert (await call(device, "cnCloud", "get_intl_fw_list"))["fw_list"] == []


async def test_the_steps_one_by_one(start: Start, clock: Clock) -> None:
    """Flashing and the restart may be left to the client."""
    device = await start("KP115")
    assert (await call(device, "system", "flash_firmware"))["err_code"] == -5
    url = "http://192.0.2.7/image.bin"
    device.control("offer_firmware", {"version": NEWER, "url": url, "listed": False})
    assert (await call(device, "cnCloud", "get_intl_fw_list"))["fw_list"] == []
    await load(device, clock, url, auto_flash=0, auto_reboot=0)
    clock.advance(20)
    assert await status(device) == (0, 100)
    assert await call(device, "system", "flash_firmware") == OK
    assert await status(device) == (2, 100)
    clock.advance(5)
    assert await status(device) == (0, 0)
    assert (await read_sysinfo(device))["sw_ver"] == MODELS["KP115"].sw_ver
    device.restart()
    assert (await read_sysinfo(device))["sw_ver"] == NEWER


@pytest.mark.parametrize(("image", "ratio"), [({"broken": True}, 50), (None, 0)])
async def test_a_download_that_fails(
    start: Start, clock: Clock, image: dict[str, object] | None, ratio: int
) -> None:
    """Half-way, or because there is nothing; another one may follow."""
    device = await start("KP115")
    url = "http://192.0.2.7/image.bin"
    if image is not None:
        device.control("offer_firmware", {"version": NEWER, "url": url, **image})
    assert await call(device, "system", "download_firmware", url=url) == OK
    clock.advance(10)
    assert await status(device) == (6, ratio)
    assert (await read_sysinfo(device))["updating"] == 0
    device.control("offer_firmware", {"version": NEWER, "url": url})
    await load(device, clock, url)
    assert await status(device) == (1, 0)


async def test_a_power_cut_ends_a_download(start: Start, clock: Clock) -> None:
    """The old version still runs, and nothing happens any more."""
    device = await start("KP115")
    device.control("offer_firmware", {"version": NEWER, "url": "http://192.0.2.7/i.bin"})
    await load(device, clock, "http://192.0.2.7/i.bin")
    clock.advance(8)
    device.power_cycle()
    assert await status(device) == (0, 0)
    clock.advance(100)
    info = await read_sysinfo(device)
    assert (info["sw_ver"], info["updating"]) == (MODELS["KP115"].sw_ver, 0)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"url": 7},
        {"url": ""},
        {"url": "http://"},
        {"url": "https://192.0.2.7/i.bin"},
        {"url": "http://192.0.2.7/i.bin", "auto_flash": True},
        {"url": "http://192.0.2.7/i.bin", "auto_reboot": 2},
    ],
)
async def test_odd_values(start: Start, params: dict[str, object]) -> None:
    """Nothing is loaded."""
    device = await start("KP115")
    assert (await call(device, "system", "download_firmware", **params))["err_code"] == -3
    assert await status(device) == (0, 0)


async def test_firmware_that_knows_no_idle_download(start: Start, clock: Clock) -> None:
    """It has nothing to say before the first download."""
    quirks = replace(MODELS["HS200"].quirks, knows_no_idle_download=True)
    device = await start("HS200", quirks=quirks)
    answer = await call(device, "system", "get_download_state")
    assert answer == {"err_code": -7, "err_msg": "unknown error"}
    device.control("offer_firmware", {"url": "http://192.0.2.7/i.bin"})
    await load(device, clock, "http://192.0.2.7/i.bin")
    assert await status(device) == (1, 0)
