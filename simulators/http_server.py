"""HTTP/1.1 as a device serves it: requests parsed and answers rendered, faults in between."""

from collections.abc import Awaitable, Callable
import contextlib
from dataclasses import dataclass
from http import HTTPStatus
import ssl
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import h11

from simulators.delivery import Delivery, HangUp, Pause, Send, Step
from simulators.sockets import Connection, TcpListener, TcpServer

if TYPE_CHECKING:
    from simulators.base import SimulatedDevice

_READ_SIZE = 65536


class RequestError(Exception):
    """A request that is no HTTP, or more than the device takes."""

    def __init__(self, status: HTTPStatus) -> None:
        """Carry the status to refuse it with."""
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True)
class HttpRequest:
    """One request; header names are in lower case, `target` is as it came over the wire."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    target: str = ""
    peer: str = ""
    secure: bool = False


@dataclass(frozen=True)
class HttpResponse:
    """One answer; its length is added."""

    status: HTTPStatus
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class HttpReply:
    """An answer on its way: what it answers, how late it is and what happens after it.

    With `lost` nothing is sent. `after` happens whatever becomes of the answer. `close` ends the
    connection, `reset` by RST.
    """

    response: HttpResponse
    operations: frozenset[str] = frozenset()
    delay: float = 0.0
    close: bool = False
    reset: bool = False
    lost: bool = False
    after: Callable[[], None] | None = None


class HttpStream:
    """One connection as a row of requests, each answered before the next is read."""

    def __init__(self, connection: Connection, largest_body: int, server: str = "SHIP 2.0") -> None:
        """Read from a connection."""
        self._connection = connection
        self._largest_body = largest_body
        self._server = server
        self._parser = h11.Connection(h11.SERVER)

    async def read(self) -> HttpRequest | None:
        """Return the next request, or None when the client has gone."""
        if self._parser.states == {h11.CLIENT: h11.DONE, h11.SERVER: h11.DONE}:
            self._parser.start_next_cycle()
        try:
            return await self._read()
        except h11.RemoteProtocolError as error:
            raise RequestError(HTTPStatus(error.error_status_hint)) from error

    async def _read(self) -> HttpRequest | None:
        head: h11.Request | None = None
        body = bytearray()
        while True:
            event = self._parser.next_event()
            match event:
                case h11.NEED_DATA:
                    data = await self._connection.reader.read(_READ_SIZE)
                    if not data and head is None:
                        return None
                    self._parser.receive_data(data)
                case h11.Request():
                    head = event
                case h11.Data():
                    body += event.data
                    if len(body) > self._largest_body:
                        raise RequestError(HTTPStatus.CONTENT_TOO_LARGE)
                case h11.EndOfMessage() if head is not None:
                    return self._request(head, bytes(body))
                case _:
                    return None

    def _request(self, head: h11.Request, body: bytes) -> HttpRequest:
        try:
            target = head.target.decode("ascii")
            parts = urlsplit(target)
        except ValueError as error:
            raise RequestError(HTTPStatus.BAD_REQUEST) from error
        writer = self._connection.writer
        return HttpRequest(
            method=head.method.decode(),
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.decode(): value.decode("latin-1") for name, value in head.headers},
            body=body,
            target=target,
            peer=(writer.get_extra_info("peername") or ("",))[0],
            secure=writer.get_extra_info("ssl_object") is not None,
        )

    @property
    def ends(self) -> bool:
        """Whether the connection is of no use after the answer."""
        return self._parser.our_state is not h11.DONE

    def render(self, response: HttpResponse) -> Send:
        """Return the answer to the request read last."""
        length = ("Content-Length", str(len(response.body)))
        event = h11.Response(
            status_code=response.status,
            reason=response.status.phrase,
            headers=[("Server", self._server), *response.headers, length],
        )
        head = self._parser.send(event) or b""
        body = self._parser.send(h11.Data(data=response.body)) or b""
        self._parser.send(h11.EndOfMessage())
        return Send(head + body, len(head))


class HttpServer(TcpServer):
    """An HTTP or HTTPS port of a device; every request goes to `answer`, one at a time.

    An answer of None leaves the client waiting until it goes away.
    """

    def __init__(
        self,
        device: SimulatedDevice,
        port: int,
        answer: Callable[[HttpRequest], Awaitable[HttpReply | None]],
        *,
        tls: ssl.SSLContext | None = None,
        server: str = "httpd",
        largest_body: int = 64 * 1024 * 1024,
    ) -> None:
        """Prepare; `open` binds."""
        self._device = device
        self._answer = answer
        self._server = server
        self._largest_body = largest_body
        self._listener = TcpListener(device.address, port, self._serve, device.spawn, tls)

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._listener.connections)

    async def _serve(self, connection: Connection) -> None:
        stream = HttpStream(connection, self._largest_body, self._server)
        while not connection.writer.is_closing():
            try:
                request = await stream.read()
            except RequestError as error:
                refusal = stream.render(HttpResponse(error.status))
                await self._device.transmit(Delivery((refusal, HangUp())), connection)
                return
            if request is None:
                return
            reply = await self._answer(request)
            if reply is None:
                await connection.reader.read()
                return
            with contextlib.suppress(ConnectionError):
                await self._device.transmit(self._delivery(reply, stream), connection)
            if reply.after is not None:
                reply.after()

    def _delivery(self, reply: HttpReply, stream: HttpStream) -> Delivery:
        steps: list[Step] = [Pause(reply.delay)] if reply.delay else []
        sent = stream.render(reply.response)
        if not reply.lost:
            steps.append(sent)
        if reply.close or reply.reset or reply.lost or stream.ends:
            steps.append(HangUp(reply.reset or reply.lost))
        return Delivery(tuple(steps), reply.operations)
