"""What a person standing before a unit could see, and nobody's codes."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

type Json = dict[str, Any]

_TAIL = 5


def visible_state(device: AkuvoxDevice) -> Json:
    """Return everything that can be seen from outside."""
    people, directory = device.people, device.directory
    return {
        "name": device.name,
        "model": device.model.name,
        "mac": device.mac,
        "address": device.address,
        "port": None if device.http is None else device.http.port,
        "https_port": None if device.https is None else device.https.port,
        "fingerprint": None if device.https is None else device.fingerprint,
        "firmware": device.firmware.version,
        "auth": device.gate.mode.name.lower(),
        "online": device.online,
        "uptime": device.uptime,
        "faults": len(device.faults),
        "relays": {
            letter: {"name": relay.name, "switched": relay.switched, "status": relay.status}
            for letter, relay in device.relays.relays.items()
        },
        "inputs": {letter: one.level for letter, one in device.inputs.inputs.items()},
        "call": device.line.state.value,
        "sip": [device.sip.status(number) for number in (1, 2)],
        "users": len(people.users),
        "pins": len(people.pins),
        "cards": len(people.cards),
        "contacts": len(directory.contacts),
        "scanning": device.reader.armed,
        "capturing": device.capture.running,
        "door_log": [
            {name: row[name] for name in ("ID", "Type", "Name", "Status", "Date", "Time")}
            for row in device.door.log.newest_first()[:_TAIL]
        ],
        "call_log": [
            {name: row[name] for name in ("ID", "Type", "Date", "Time")}
            for row in device.line.log.newest_first()[:_TAIL]
        ],
        "pushes": [
            {"event": push.event, "method": push.method, "status": push.status, "error": push.error}
            for push in device.pushes[-_TAIL:]
        ],
    }
