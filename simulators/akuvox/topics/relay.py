"""`relay` and `input`: what is switched, and what is at the terminals."""

from typing import TYPE_CHECKING

from simulators.akuvox.door import HTTP
from simulators.akuvox.message import Call, Reply, param_error
from simulators.akuvox.registry import operation

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_NAMES = ("mode", "num", "level", "delay")
LONGEST_DELAY = 65535


@operation("relay/status")
def status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer one number per relay."""
    return Reply(data=device.relays.status())


@operation("relay/trig")
def trig(device: AkuvoxDevice, call: Call) -> Reply:
    """Switch a relay; all four parameters are needed, as numbers where JSON has them."""
    if call.method == "POST" and any(type(call.data.get(name)) is not int for name in _NAMES):
        raise param_error()
    mode = call.number("mode", 0, 1)
    relay = device.relays.by_number(call.number("num", 1, 4))
    level = call.number("level", 0, 1)
    delay = call.number("delay", 0, LONGEST_DELAY)
    if relay is None:
        raise param_error()
    before = relay.switched
    relay.trigger(mode, level, delay)
    if mode == 0 and (not before or not relay.bistable):
        device.door.opened(HTTP, str(relay.number))
    return Reply()


@operation("input/status")
def input_status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer one level per input."""
    return Reply(data=device.inputs.status())
