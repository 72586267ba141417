"""`get` and `set` of `relay`, `input`, `publiccode`, `sip` and `log`: parts of the settings."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply, param_error
from simulators.akuvox.registry import enter
from simulators.akuvox.settings import SECTIONS, apply_settings, section, settable

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer the keys of a target."""
    return Reply(data=section(device, call.target))


def set_(device: AkuvoxDevice, call: Call) -> Reply:
    """Take over some keys of a target; `log` answers with what it has then."""
    apply_settings(device, call.data, settable(device, call.target))
    if call.target != "log":
        return Reply()
    now = section(device, "log")
    if call.data.keys() - now.keys() or any(now[key] != call.data[key] for key in call.data):
        raise param_error()
    return Reply(action="get", data=now)


for _target in SECTIONS:
    enter(f"{_target}/get", get)
    enter(f"{_target}/set", set_, "P")
