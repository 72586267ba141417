"""`system`, as far as it loads firmware."""

from typing import Any

from simulators.kasa.firmware import Stage
from simulators.kasa.models import Family
from simulators.kasa.modules.errors import NOT_ENOUGH_MEMORY, UNKNOWN_ERROR, RefusedError
from simulators.kasa.modules.registry import Call, answers

type Json = dict[str, Any]

_SCHEME = "http://"


@answers("system.download_firmware")
def download_firmware(call: Call) -> Json:
    """Start a download; unless told otherwise the image is written and run afterwards."""
    arguments, firmware = call.arguments, call.device.firmware
    url = arguments.text("url")
    auto_flash = arguments.optional_integer("auto_flash", 0, 1)
    auto_reboot = arguments.optional_integer("auto_reboot", 0, 1)
    if not url.startswith(_SCHEME) or url == _SCHEME or firmware.busy:
        raise arguments.invalid()
    firmware.download(url, auto_flash=auto_flash != 0, auto_reboot=auto_reboot != 0)
    return {}


@answers("system.get_download_state")
def get_download_state(call: Call) -> Json:
    """Say how far the download is, and how long the steps after it take."""
    device, firmware = call.device, call.device.firmware
    if firmware.stage is Stage.IDLE and device.quirks.knows_no_idle_download:
        raise RefusedError(UNKNOWN_ERROR)
    return {
        "status": int(firmware.stage),
        "ratio": firmware.ratio,
        "reboot_time": round(device.reboot_lasts),
        "flash_time": round(firmware.flash_seconds),
    }


@answers("system.flash_firmware", families=frozenset({Family.PLUG}))
def flash_firmware(call: Call) -> Json:
    """Write what was downloaded."""
    if not call.device.firmware.flash():
        raise RefusedError(NOT_ENOUGH_MEMORY)
    return {}
