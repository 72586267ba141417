"""What happens around a server: devices, gateways, accounts, and what the network does to it."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from simulators.iotsquare.accounts import Script, Standing
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.quirks import Quirks, Shape
from simulators.iotsquare.sensors import KINDS, Relay, WaterMeter

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]


def server_actions(server: IoTSquareServer) -> dict[str, Callable[[Json], None]]:
    """Return the control actions that concern the world around a server."""
    return {
        **_at_devices(server),
        "gateway": lambda params: _gateway(server, params),
        "heartbeat": lambda params: server.notices.heartbeat(server.gateways[params["gwID"]]),
        "answer": lambda params: _answer(server, params),
        "storage": lambda params: setattr(server, "storage_fails", bool(params["fails"])),
        "token": lambda params: _token(server, params),
        "quirk": lambda params: _change_quirks(server, params),
        "version": lambda params: _version(server, params),
        "report_all": lambda _: _report_all(server),
    }


def _at_devices(server: IoTSquareServer) -> dict[str, Callable[[Json], None]]:
    def device(params: Json) -> EndDevice:
        return server.devices[str(params["devEUI"]).lower()]

    return {
        "uplink": lambda params: _uplink(server, device(params), params),
        "join": lambda params: _join(server, device(params)),
        "measure": lambda params: _measure(server, device(params), params),
        "press": lambda params: _press(server, device(params)),
        "alarm": lambda params: _alarm(server, device(params), params),
        "lose": lambda params: setattr(device(params), "loses", int(params.get("frames", 1))),
        "status": lambda params: _status(server, device(params), params),
        "period": lambda params: _period(server, device(params), params),
        "equip": lambda params: setattr(device(params), "sensor", KINDS[params["kind"]]()),
    }


def _uplink(server: IoTSquareServer, device: EndDevice, params: Json) -> None:
    """Send what is measured, or `data` in hex to a `port`."""
    if "data" not in params:
        server.air.report(device)
        return
    server.air.uplink(
        device,
        int(params.get("port", 8)),
        bytes.fromhex(params["data"]),
        confirmed=bool(params.get("confirmed", False)),
    )


def _join(server: IoTSquareServer, device: EndDevice) -> None:
    """Join again; what proves it is the next uplink."""
    server.air.join(device)


def _measure(server: IoTSquareServer, device: EndDevice, params: Json) -> None:
    """Let a member become a `value`, and report unless `silent`."""
    if device.sensor is None:
        raise ValueError("it measures nothing")
    device.sensor.set(str(params["member"]), params["value"])
    if not params.get("silent"):
        server.air.report(device)


def _press(server: IoTSquareServer, device: EndDevice) -> None:
    """Push the button of a relay."""
    if not isinstance(device.sensor, Relay):
        raise TypeError("it has no button")
    device.sensor.press()
    server.air.report(device)


def _alarm(server: IoTSquareServer, device: EndDevice, params: Json) -> None:
    """Let a water meter raise alarms."""
    if not isinstance(device.sensor, WaterMeter):
        raise TypeError("it has no alarms")
    server.air.uplink(device, device.sensor.port, device.sensor.alarm(int(params["bits"])))


def _status(server: IoTSquareServer, device: EndDevice, params: Json) -> None:
    """Let the server ask for the battery; the device answers without a payload."""
    device.battery = int(params.get("battery", device.battery))
    device.status_asked = True
    server.air.uplink(device, 0, b"")


def _period(server: IoTSquareServer, device: EndDevice, params: Json) -> None:
    """Report every so many seconds from now on."""
    if device.period is None:
        device.period = float(params["seconds"])
        server.reporting.plan(device)
    device.period = float(params["seconds"])


def _report_all(server: IoTSquareServer) -> None:
    """Let everybody report now."""
    for device in list(server.devices.values()):
        if device.sensor is not None:
            server.air.report(device)


def _gateway(server: IoTSquareServer, params: Json) -> None:
    """Let a gateway be on or off line, or elsewhere, or with other figures."""
    gateway = server.gateways[str(params["gwID"]).lower()]
    changes = {name: value for name, value in params.items() if name not in {"gwID", "online"}}
    known = {"latitude", "longitude", "altitude", "gps", "sdk", "system", "network"}
    if unknown := changes.keys() - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    for name, value in changes.items():
        setattr(gateway, name, value)
    if "online" in params and bool(params["online"]) is not gateway.online:
        gateway.online = bool(params["online"])
        server.notices.connection(gateway)
    for device in server.devices.values():
        server.air.queued(device)


def _answer(server: IoTSquareServer, params: Json) -> None:
    """Answer the next requests by a `code`, `status` or `body`, or cut in half."""
    if params.get("clear"):
        server.scripts.waiting.clear()
        return
    known = {one.name for one in fields(Script)}
    if unknown := params.keys() - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    made = dict(params)
    if "operations" in made:
        made["operations"] = frozenset(made["operations"])
    if "body" in made:
        made["body"] = str(made["body"]).encode()
    server.scripts.waiting.append(Script(**made))


def _token(server: IoTSquareServer, params: Json) -> None:
    """Let a token be of another standing, or valid in place of the first one."""
    if "new" in params:
        server.accounts.renew(server.token, str(params["new"]))
        server.token = str(params["new"])
        return
    token = str(params.get("token", server.token))
    server.accounts.tokens[token] = Standing(params["standing"])


def _change_quirks(server: IoTSquareServer, params: Json) -> None:
    """Behave as another server does, in what is named; `contradictions` are rows of the register."""
    made = dict(params)
    rows = made.pop("contradictions", [])
    if unknown := made.keys() - {one.name for one in fields(Quirks)}:
        raise ValueError(f"no such quirk: {', '.join(sorted(unknown))}")
    if "shapes" in made:
        made["shapes"] = {name: Shape(shape) for name, shape in made["shapes"].items()}
    server.quirks = replace(server.quirks, **made).contradicting(*rows)


def _version(server: IoTSquareServer, params: Json) -> None:
    """Be an older or newer server."""
    first, second, third = (int(part) for part in str(params["version"]).split("."))
    server.version = (first, second, third)
