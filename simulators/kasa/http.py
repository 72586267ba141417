"""HTTP/1.1 as a device serves it: requests parsed and answers rendered, faults in between."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

import h11

from simulators.delivery import Send
from simulators.sockets import Connection

_READ_SIZE = 65536


class RequestError(Exception):
    """A request that is no HTTP, or more than the device takes."""

    def __init__(self, status: HTTPStatus) -> None:
        """Carry the status to refuse it with."""
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True)
class HttpRequest:
    """One request; header names are in lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class HttpResponse:
    """One answer; its length is added."""

    status: HTTPStatus
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


class HttpStream:
    """One connection as a row of requests, each answered before the next is read."""

    def __init__(self, connection: Connection, largest_body: int) -> None:
        """Read from a connection."""
        self._connection = connection
        self._largest_body = largest_body
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
                    return _request(head, bytes(body))
                case _:
                    return None

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
            headers=[("Server", "SHIP 2.0"), *response.headers, length],
        )
        head = self._parser.send(event) or b""
        body = self._parser.send(h11.Data(data=response.body)) or b""
        self._parser.send(h11.EndOfMessage())
        return Send(head + body, len(head))


def _request(head: h11.Request, body: bytes) -> HttpRequest:
    target = urlsplit(head.target.decode())
    return HttpRequest(
        method=head.method.decode(),
        path=target.path,
        query=dict(parse_qsl(target.query, keep_blank_values=True)),
        headers={name.decode(): value.decode("latin-1") for name, value in head.headers},
        body=body,
    )
