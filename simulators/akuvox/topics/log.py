"""`log`: export and clearing of the unit's own logs; its level is a setting."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply, failed, param_error
from simulators.akuvox.registry import operation

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_FILES = {"log": "log.txt", "kmsg": "kmsg.txt", "log_debug": "log_debug.tar.gz"}


def _kind(device: AkuvoxDevice, call: Call) -> str:
    kind = call.text("type", "log") or ""
    if kind not in _FILES:
        raise param_error()
    if kind == "log_debug" and not device.model.android:
        raise failed("Export Failed." if call.action == "export" else "Failed")
    return kind


@operation("log/export")
def export(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer with a log, if there is anything in it."""
    kind = _kind(device, call)
    content = device.syslog.export(kind)
    if not content:
        raise failed("Export Failed.")
    return Reply(file=(_FILES[kind], content))


@operation("log/clear")
def clear(device: AkuvoxDevice, call: Call) -> Reply:
    """Empty a log."""
    device.syslog.logs[_kind(device, call)].clear()
    return Reply()
