"""`firmware`: the update."""

import re
from typing import TYPE_CHECKING

from simulators.akuvox.message import FAILED, ApiError, Call, Reply, failed, param_error
from simulators.akuvox.registry import operation
from simulators.akuvox.topics.system import identity

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


@operation("firmware/status")
def status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer `firmware/status`."""
    return Reply(data=identity(device))


@operation("firmware/prepare")
def prepare(device: AkuvoxDevice, _call: Call) -> Reply:
    """Enter upgrade mode."""
    device.firmware.prepare()
    return Reply()


@operation("firmware/upload", "P")
def upload(device: AkuvoxDevice, call: Call) -> Reply:
    """Take an image, in upgrade mode only."""
    call.number("silent", 0, 1, default=0)
    file = call.upload("file")
    if not device.firmware.prepared or not file.content:
        raise failed()
    device.firmware.image = file.content
    return Reply()


@operation("firmware/upgrade")
def upgrade(device: AkuvoxDevice, call: Call) -> Reply:
    """Check the sum if one is given, then flash and reboot."""
    firmware = device.firmware
    md5 = call.text("md5")
    if md5 is not None and re.fullmatch(r"[0-9a-fA-F]{32}", md5) is None:
        raise param_error()
    if not firmware.prepared or firmware.image is None:
        raise failed()
    if md5 is not None and md5.lower() != firmware.md5:
        raise ApiError(FAILED, "Wrong MD5", {"md5": md5, "md5_calc": firmware.md5})

    def flash() -> None:
        firmware.install()
        device.reboot()

    return Reply(after=flash)
