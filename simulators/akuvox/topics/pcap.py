"""`pcap`: the capture of network traffic."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply, failed, param_error
from simulators.akuvox.registry import operation

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_LARGEST = 100_000_000


@operation("pcap/status")
def status(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer whether it runs and how much there is."""
    running = "start" if device.capture.running else "stop"
    return Reply(data={"FileSize": device.capture.file_size, "Status": running})


@operation("pcap/start")
def start(device: AkuvoxDevice, call: Call) -> Reply:
    """Start; an automatic one ends by itself."""
    kind = call.text("type", "auto")
    filter_ = call.text("filter", "ip") or ""
    seconds = call.number("time", 1, 180, default=60)
    size = call.number("size", 1, _LARGEST, default=1048576)
    if kind not in {"auto", "manual"}:
        raise param_error()
    if device.capture.running:
        raise failed()
    device.capture.start(filter_, seconds if kind == "auto" else None, size)
    echo = {"filter": filter_, "interface": "eth0", "size": str(size)}
    return Reply(data={**echo, "time": str(seconds), "type": kind})


@operation("pcap/stop")
def stop(device: AkuvoxDevice, _call: Call) -> Reply:
    """Stop."""
    seconds = device.capture.stop()
    return Reply(data={"FileSize": str(device.capture.file_size), "Time": str(seconds)})


@operation("pcap/export")
def export(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer with what was captured."""
    content = device.capture.content()
    if content is None:
        raise failed("Export Failed.")
    return Reply(file=("phone.pcap", content))
