"""A plain HTTP interface on loopback through which another process moves simulated devices.

| Request | Effect |
| --- | --- |
| `GET /devices` | the state of all devices, by name |
| `GET /devices/<name>` | the state of one |
| `POST /devices/<name>/<action>` | do something; the body is a JSON object of parameters |
| `GET /clock` | the simulated time |
| `POST /clock` | `{"advance": s}`, `{"shift": s}`, `{"freeze": true}`, `{"run": true}` |

Actions of every device are `offline`, `online`, `restart` and `fault`; vendors add more, such as
`press` and `load`. Answers are JSON; errors have an `error` member.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
import json
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from simulators.base import ControlError, SimulatedDevice
from simulators.clock import Clock

type Json = dict[str, Any]

_LARGEST_BODY = 65536


class _RequestError(Exception):
    """A request that cannot be served."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class _Request:
    method: str
    path: tuple[str, ...]
    params: Json


def _seen(device: SimulatedDevice) -> Json:
    """Return what can be seen of a device, and whose protocol it speaks."""
    return {"system": device.system, **device.state()}


class ControlServer:
    """Serves the control interface for a list of devices."""

    def __init__(
        self, devices: Sequence[SimulatedDevice], host: str = "127.0.0.1", port: int = 0
    ) -> None:
        """Prepare; the server runs while its context is open."""
        self._devices = {device.name: device for device in devices}
        if len(self._devices) != len(devices):
            raise ValueError("devices must have different names")
        self._host = host
        self._port = port
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Where the interface is."""
        return f"http://{self._host}:{self._port}"

    async def __aenter__(self) -> Self:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, self._host, self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server.close_clients()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            status, answer = HTTPStatus.OK, self._answer(await _read_request(reader))
        except _RequestError as error:
            status, answer = error.status, {"error": str(error)}
        except asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError:
            writer.close()
            return
        body = json.dumps(answer, ensure_ascii=False).encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + body)
        writer.close()

    def _answer(self, request: _Request) -> Json:
        match request.method, request.path:
            case "GET", ("devices",):
                return {name: _seen(device) for name, device in self._devices.items()}
            case "GET", ("devices", name):
                return _seen(self._device(name))
            case "POST", ("devices", name, action):
                return self._control(self._device(name), action, request.params)
            case "GET", ("clock",):
                return self._tell_time()
            case "POST", ("clock",):
                return self._move_time(request.params)
            case _, ("devices" | "clock", *_):
                raise _RequestError(HTTPStatus.METHOD_NOT_ALLOWED, "not possible here")
            case _:
                raise _RequestError(HTTPStatus.NOT_FOUND, "no such thing")

    def _device(self, name: str) -> SimulatedDevice:
        if name not in self._devices:
            raise _RequestError(HTTPStatus.NOT_FOUND, f"no device called {name!r}")
        return self._devices[name]

    def _control(self, device: SimulatedDevice, action: str, params: Json) -> Json:
        try:
            return device.control(action, params)
        except ControlError as error:
            raise _RequestError(HTTPStatus.BAD_REQUEST, str(error)) from error

    def _clocks(self) -> list[Clock]:
        return list({id(device.clock): device.clock for device in self._devices.values()}.values())

    def _tell_time(self) -> Json:
        return {
            name: {"wall": device.clock.wall().isoformat(), "frozen": device.clock.frozen}
            for name, device in self._devices.items()
        }

    def _move_time(self, params: Json) -> Json:
        try:
            advance, shift = float(params.get("advance", 0)), float(params.get("shift", 0))
            for clock in self._clocks():
                if params.get("freeze"):
                    clock.freeze()
                clock.advance(advance)
                clock.shift(shift)
                if params.get("run"):
                    clock.run()
        except (TypeError, ValueError) as error:
            raise _RequestError(HTTPStatus.BAD_REQUEST, str(error)) from error
        return self._tell_time()


async def _read_request(reader: asyncio.StreamReader) -> _Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    try:
        method, target, _version = first.split(" ")
        headers = {
            key.lower(): value.strip() for key, _, value in (x.partition(":") for x in lines)
        }
        length = int(headers.get("content-length", "0"))
        if not 0 <= length <= _LARGEST_BODY:
            raise _RequestError(HTTPStatus.CONTENT_TOO_LARGE, "body too large")
        params = json.loads(await reader.readexactly(length) or b"{}")
    except ValueError as error:
        raise _RequestError(HTTPStatus.BAD_REQUEST, str(error)) from error
    if not isinstance(params, dict):
        raise _RequestError(HTTPStatus.BAD_REQUEST, "parameters are a JSON object")
    path = tuple(unquote(part) for part in urlsplit(target).path.strip("/").split("/"))
    return _Request(method, path, params)
