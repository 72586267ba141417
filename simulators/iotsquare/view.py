"""What can be seen of a server and around it, without keys and tokens."""

from typing import TYPE_CHECKING, Any

from simulators.iotsquare.end_device import EndDevice

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

_SHOWN = 50
_TAIL = 10


def visible_state(server: IoTSquareServer) -> Json:
    """Return applications, the first devices, gateways, groups and what was told last."""
    return {
        "name": server.name,
        "url": server.base_url,
        "version": ".".join(map(str, server.version)),
        "online": server.online,
        "faults": len(server.faults),
        "applications": {app.app_id: app.name for app in server.applications.values()},
        "device_count": len(server.devices),
        "devices": {one.dev_eui: _device(one) for one in list(server.devices.values())[:_SHOWN]},
        "gateways": {
            one.gw_id: {"name": one.name, "online": one.online, "gps": one.gps}
            for one in server.gateways.values()
        },
        "groups": {
            one.mc_eui: {
                "name": one.name,
                "members": len(one.members),
                "set_up": one.set_up,
                "queue": len(one.queue),
            }
            for one in server.groups.values()
        },
        "transfers": {
            one.fd_id: {"state": one.state, "sent": one.sent} for one in server.transfers.values()
        },
        "pushes": [
            {"kind": push.kind, "status": push.status, "error": push.error}
            for push in list(server.notices.sender.pushes)[-_TAIL:]
        ],
        "mqtt": {"connected": server.mqtt.connected.is_set(), "published": server.mqtt.published},
    }


def _device(device: EndDevice) -> Json:
    return {
        "name": device.name,
        "app": device.app_id,
        "class": device.class_,
        "joined": device.joined,
        "f_cnt_up": device.f_cnt_up,
        "f_cnt_down": device.f_cnt_down,
        "queue": len(device.queue),
        "received": [
            {"port": one.port, "data": one.data.hex()} for one in device.received[-_TAIL:]
        ],
        "battery": device.battery,
        "values": dict(device.sensor.values) if device.sensor is not None else {},
    }
