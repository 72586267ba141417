"""`relay/device`: the vendor's own LoRaWAN relays."""

from typing import TYPE_CHECKING, Any

from simulators.iotsquare.codes import Code
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.lorawan import LARGEST
from simulators.iotsquare.message import Args, Refusal, Reply, page
from simulators.iotsquare.registry import get, post

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

_SINCE = (4, 2, 1)


def _relay(server: IoTSquareServer, args: Args) -> EndDevice:
    device = server.device(args)
    if device.product != "rhf3mr01":
        raise Refusal(Code.PARAM_ERROR)
    return device


def _measured(device: EndDevice) -> Json:
    battery = max(0, round((device.battery - 1) / 253 * 100)) if device.battery < 255 else 100
    return {"battery": battery, "voltage": 3.6, "temperature": 24.5, "slaveNum": 2}


@post("relay/device/downlink", _SINCE)
def downlink(server: IoTSquareServer, args: Args) -> Reply:
    """Send to a relay, which may have to be woken first."""
    device = _relay(server, args)
    port, data = args.whole("fPort", 1, 223), args.payload("data", LARGEST)
    confirmed, wake = args.flag("confirmed", default=False), args.flag("wake", default=False)
    device.reserve(port, data, confirmed=confirmed)
    server.air.queued(device, wake=wake)
    return Reply()


@get("relay/device/uplink", _SINCE)
def uplink(server: IoTSquareServer, args: Args) -> Reply:
    """Answer what a relay told within a time."""
    device = _relay(server, args)
    latest = 1 << 53
    start, end = args.whole("startTime", 0, latest, 0), args.whole("endTime", 0, latest, latest)
    last = device.last_uplink
    told = [last] if last is not None and start <= last.time <= end else []
    return page(
        args,
        told,
        lambda one: {
            **_measured(device),
            "rssi": one.best.rssi,
            "snr": one.best.snr,
            "freq": one.frequency,
            "dr": one.data_rate,
            "createtime": one.time,
        },
        server.quirks.largest_page,
    )


@get("relay/device/status", _SINCE)
def status(server: IoTSquareServer, args: Args) -> Reply:
    """Answer how a relay is."""
    device = _relay(server, args)
    last = device.last_uplink
    made = {
        **_measured(device),
        "firmwareVersion": "1.2.0",
        "deviceWorkMode": 1,
        "lastSeen": last.time if last else -1,
    }
    return Reply(made)
