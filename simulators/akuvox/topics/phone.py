"""`call` and `sip/status`: calls, and whether the accounts are registered."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply, param_error
from simulators.akuvox.registry import operation

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


@operation("call/status")
def status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer what the line does."""
    return Reply(data={"Status": device.line.state.value})


@operation("call/dial")
def dial(device: AkuvoxDevice, call: Call) -> Reply:
    """Call somebody."""
    number = call.text("Phone")
    if not number:
        raise param_error()
    device.line.dial(number, call.text("DisplayName") or "")
    return Reply()


@operation("call/hangup")
def hangup(device: AkuvoxDevice, _call: Call) -> Reply:
    """End the call, if there is one."""
    device.line.hang_up()
    return Reply()


@operation("sip/status")
def sip_status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer how both accounts are."""
    return Reply(data=device.sip.as_json())
