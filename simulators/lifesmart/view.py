"""What can be seen of a station and around it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]


def visible_state(station: LifeSmartStation) -> Json:
    """Return devices, events and what was done, without codes of people."""
    return {
        "online": station.online,
        "name": station.title,
        "version": station.version,
        "time": station.time(),
        "timezone": station.timezone,
        "summer": station.summer,
        "opendev": not station.closed,
        "led": {"on": station.led[0], "val": station.led[1]},
        "devices": {
            me: {
                "name": device.name,
                "devtype": device.devtype,
                "online": device.online,
                "version": device.version,
                "ios": {idx: io.wire() for idx, io in device.ios.items()},
            }
            for me, device in station.devices.items()
        },
        "locks": station.locks.view(),
        "receivers": len(station.notices.receivers),
        "notices": station.notices.sent,
        "scenes_run": [id_ for id_, _ in station.ran],
        "ir_sent": list(station.remotes.sent),
        "learning": sorted(station.remotes.learning),
        "pairing": station.pairing.running,
        "sms": len(station.network.messages),
        "files": [{"key": key, "size": size} for key, size in station.ota.files.items()],
        "tasks": station.ota.view(),
    }
