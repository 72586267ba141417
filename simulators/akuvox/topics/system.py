"""`system`: who the unit is, how late it is and how to restart it."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Json, Reply
from simulators.akuvox.registry import operation

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


def identity(device: AkuvoxDevice) -> Json:
    """Return model, address and versions."""
    return {
        "FirmwareVersion": device.firmware.version,
        "HardwareVersion": device.model.hardware,
        "MAC": device.mac,
        "Model": device.model.name,
    }


@operation("system/info")
def info(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer `system/info`."""
    lan = {
        "PortType": "1",
        "LinkStatus": "1",
        "IPAddress": device.address,
        "SubnetMask": "255.0.0.0",
        "Gateway": "127.0.0.1",
        "DNS1": "127.0.0.1",
        "DNS2": "",
    }
    return Reply(data={"Status": identity(device), "Lan": lan, **device.sip.as_json()})


@operation("system/status")
def status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer `system/status`."""
    seconds = int(device.local_time().timestamp())
    return Reply(data={"SystemTime": seconds, "UpTime": device.uptime})


@operation("system/reboot")
def reboot(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer, then go down."""
    return Reply(action="status", after=device.reboot)
