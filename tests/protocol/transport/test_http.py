"""One peer by HTTP: who asks, what is sent twice, and what failures become."""

import asyncio
from collections.abc import Callable
from unittest.mock import Mock

import aiohttp
import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    ConnectionFailedError,
    DeadlineError,
    InvalidError,
    ProtocolError,
    RequestRefusedError,
    TlsError,
)
from custom_components.accord.protocol.transport.digest import Challenge, digest_response
from custom_components.accord.protocol.transport.http import (
    Authorization,
    BasicAuthorization,
    DigestAuthorization,
    FormPart,
    HeaderAuthorization,
    HttpAnswer,
    HttpChannel,
    translated,
)
from tests.protocol.peer import Line, Peer, StartPeer


@pytest.fixture
async def http() -> object:
    async with aiohttp.ClientSession() as session:
        yield session


class Server:
    """Answers by a function of head and body; a None ends the connection."""

    def __init__(self, answer: Callable[[str, bytes], bytes | None]) -> None:
        self.answer = answer
        self.heads: list[str] = []
        self.bodies: list[bytes] = []

    async def __call__(self, line: Line) -> None:
        while True:
            head = (await line.reader.readuntil(b"\r\n\r\n")).decode()
            length = header(head, "content-length")
            body = await line.reader.readexactly(int(length or 0))
            self.heads.append(head)
            self.bodies.append(body)
            answer = self.answer(head, body)
            if answer is None:
                return
            line.send(answer)
            if header(head, "connection") == "close":
                return

    @property
    def lines(self) -> list[str]:
        """Return the first line of each request, without the version."""
        return [head.split(" HTTP/")[0] for head in self.heads]


def header(head: str, name: str) -> str | None:
    for line in head.split("\r\n"):
        key, _, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return None


def answer(body: bytes = b"ok", status: int = 200, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def channel(
    http: aiohttp.ClientSession, peer: Peer, authorization: Authorization | None = None
) -> HttpChannel:
    return HttpChannel(
        http, f"http://{peer.host}:{peer.port}", authorization=authorization, connect_timeout=2
    )


async def get(link: HttpChannel, path: str = "/a", *, repeatable: bool = True) -> HttpAnswer:
    return await link.request("GET", path, timeout=2, repeatable=repeatable)


async def test_request(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    server = Server(lambda *_: answer(b"yes", 201, "X-Y: z"))
    peer = await start_peer(server)
    link = HttpChannel(http, f"http://{peer.host}:{peer.port}/base/")
    found = await link.request(
        "POST",
        "/api/set",
        query={"a b": "ü&=", "page": 1},
        body=b"{}",
        headers={"Content-Type": "application/json"},
        timeout=2,
    )
    assert (found.status, found.body, found.headers["x-y"]) == (201, b"yes", "z")
    assert server.lines == ["POST /base/api/set?a%20b=%C3%BC%26%3D&page=1"]
    assert header(server.heads[0], "content-type") == "application/json"
    assert header(server.heads[0], "expect") is None
    assert server.bodies == [b"{}"]


async def test_connection_is_kept(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    server = Server(lambda *_: answer())
    peer = await start_peer(server)
    link = channel(http, peer)
    for _ in range(3):
        await get(link)
    assert peer.connections == 1
    assert not link.secure


async def test_redirects_are_not_followed(
    start_peer: StartPeer, http: aiohttp.ClientSession
) -> None:
    server = Server(lambda *_: answer(b"", 308, "Location: /b"))
    found = await get(channel(http, await start_peer(server)))
    assert (found.status, found.headers["location"]) == (308, "/b")
    assert len(server.heads) == 1


async def test_form(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    server = Server(lambda *_: answer())
    link = channel(http, await start_peer(server))
    part = FormPart("config", 'a"\r\nb.xml', b"\0content\r\n--")
    await link.request("POST", "/import", form=part, timeout=2)
    kind = header(server.heads[0], "content-type") or ""
    boundary = kind.removeprefix("multipart/form-data; boundary=").encode()
    assert server.bodies[0] == (
        b"--" + boundary + b'\r\nContent-Disposition: form-data; name="config"; '
        b'filename="a%22%0D%0Ab.xml"\r\nContent-Type: application/octet-stream\r\n\r\n'
        b"\0content\r\n--\r\n--" + boundary + b"--\r\n"
    )


# --- Who asks --------------------------------------------------------------------------------


class DigestServer(Server):
    """Asks for Digest; ``once`` renews the nonce after each answer."""

    def __init__(self, password: str, *, qop: str = "auth", once: bool = False) -> None:
        super().__init__(self._answer)
        self.password, self.qop, self.once = password, qop, once
        self.nonces = 1
        self.counts: list[str | None] = []

    def _answer(self, head: str, body: bytes) -> bytes:
        sent = header(head, "authorization") or ""
        method, uri = head.split(" ")[:2]
        qop = None if not self.qop else "auth" if "auth," in f"{self.qop}," else "auth-int"
        challenge = Challenge("HTTPAPI", f"nonce{self.nonces}", qop=qop)
        cnonce, nc = _part(sent, "cnonce"), _part(sent, "nc")
        wanted = digest_response(challenge, "admin", self.password, method, uri, body, cnonce, nc)
        if f'response="{wanted}"' in sent:
            self.counts.append(nc)
            self.nonces += self.once
            return answer()
        offered = f'qop="{self.qop}",' if self.qop else ""
        return answer(
            b"{}", 401, f'WWW-Authenticate: Digest realm="HTTPAPI",{offered}'
            f'nonce="nonce{self.nonces}", opaque="o"', 'WWW-Authenticate: Basic realm="x"',
        )  # fmt: skip


def _part(sent: str, name: str) -> str:
    _, _, rest = sent.partition(f" {name}=")
    return rest.partition(",")[0].strip('"')


@pytest.mark.parametrize("qop", ["auth", "auth,auth-int", "auth-int", ""])
async def test_digest(start_peer: StartPeer, http: aiohttp.ClientSession, qop: str) -> None:
    server = DigestServer("secret", qop=qop)
    link = channel(http, await start_peer(server), DigestAuthorization("admin", "secret"))
    assert (await get(link, "/a?b=c%20d")).status == 200
    sent = await link.request("POST", "/b", body=b"body", timeout=2)
    assert sent.status == 200
    assert server.lines == ["GET /a?b=c%20d", "GET /a?b=c%20d", "POST /b"]
    assert server.counts == (["00000001", "00000002"] if qop else ["", ""])


async def test_digest_with_nonces_for_one_request(
    start_peer: StartPeer, http: aiohttp.ClientSession
) -> None:
    server = DigestServer("secret", once=True)
    link = channel(http, await start_peer(server), DigestAuthorization("admin", "secret"))
    for _ in range(3):
        assert (await get(link)).status == 200
    assert len(server.heads) == 6


async def test_digest_with_the_wrong_password(
    start_peer: StartPeer, http: aiohttp.ClientSession
) -> None:
    server = DigestServer("secret")
    link = channel(http, await start_peer(server), DigestAuthorization("admin", "marker"))
    assert (await get(link)).status == 401
    assert len(server.heads) == 2
    assert (await get(link)).status == 401
    assert len(server.heads) == 3
    assert not any("Basic" in head or "marker" in head for head in server.heads)


async def test_digest_that_is_wrong_twice(
    start_peer: StartPeer, http: aiohttp.ClientSession
) -> None:
    asked = 0

    def always_another(*_: object) -> bytes:
        nonlocal asked
        asked += 1
        return answer(b"", 401, f'WWW-Authenticate: Digest nonce="{asked}", stale=true')

    server = Server(always_another)
    link = channel(http, await start_peer(server), DigestAuthorization("admin", "x"))
    assert (await get(link)).status == 401
    assert asked == 2


def test_digest_with_a_given_cnonce() -> None:
    known = DigestAuthorization("admin", "x", cnonce="f00dfeed")
    assert known.header("GET", "/", b"") is None
    assert known.challenged(['Digest realm="r", nonce="n", qop="auth"'])
    header_ = known.header("GET", "/", b"")
    assert header_ is not None
    assert 'cnonce="f00dfeed"' in header_[1]


@pytest.mark.parametrize(
    ("authorization", "sent"),
    [
        (BasicAuthorization("admin", "httpapi"), "Basic YWRtaW46aHR0cGFwaQ=="),
        (HeaderAuthorization("Authorization", "Bearer x"), "Bearer x"),
    ],
)
async def test_what_is_always_sent(
    start_peer: StartPeer,
    http: aiohttp.ClientSession,
    authorization: Authorization,
    sent: str,
) -> None:
    server = Server(lambda *_: answer(b"", 401, "WWW-Authenticate: Basic"))
    link = channel(http, await start_peer(server), authorization)
    assert (await get(link)).status == 401
    assert [header(head, "authorization") for head in server.heads] == [sent]


# --- What is sent twice ----------------------------------------------------------------------


class Closer(Server):
    """Keeps a connection, but ends it at the second request on it."""

    def __init__(self) -> None:
        super().__init__(lambda *_: answer())

    async def __call__(self, line: Line) -> None:
        served = 0

        def one(_head: str, _body: bytes) -> bytes | None:
            nonlocal served
            served += 1
            return answer() if served == 1 else None

        self.answer = one
        await super().__call__(line)


async def test_dead_connection_is_replaced_for_reads(
    start_peer: StartPeer, http: aiohttp.ClientSession
) -> None:
    server = Closer()
    peer = await start_peer(server)
    link = channel(http, peer)
    await get(link)
    await get(link)
    assert (peer.connections, len(server.heads)) == (2, 3)
    assert not link.close_each
    await get(link)
    assert link.close_each
    for _ in range(2):
        await get(link)
        assert header(server.heads[-1], "connection") == "close"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
async def test_nothing_else_is_sent_twice(
    start_peer: StartPeer, http: aiohttp.ClientSession, method: str
) -> None:
    server = Closer()
    link = channel(http, await start_peer(server))
    await get(link)
    with pytest.raises(ConnectionFailedError) as caught:
        await link.request(method, "/open", timeout=2)
    assert caught.value.outcome_unknown
    assert server.lines == ["GET /a", f"{method} /open"]


async def test_fresh_connections_are_not_replaced(
    start_peer: StartPeer, http: aiohttp.ClientSession
) -> None:
    server = Server(lambda *_: None)
    peer = await start_peer(server)
    with pytest.raises(ConnectionFailedError) as caught:
        await get(channel(http, peer))
    assert caught.value.outcome_unknown
    assert peer.connections == 1


async def test_second_break(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    answers = iter([answer(), None, None, answer()])
    server = Server(lambda *_: next(answers))
    peer = await start_peer(server)
    link = channel(http, peer)
    await get(link)
    with pytest.raises(ConnectionFailedError):
        await get(link)
    assert len(server.heads) == 3
    await get(link)


# --- What failures become --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"garbage\r\n\r\n", ProtocolError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", ConnectionFailedError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + b"x" * 500, ProtocolError),
    ],
    ids=["garbage", "short", "long"],
)
async def test_bad_answers(
    start_peer: StartPeer, http: aiohttp.ClientSession, sent: bytes, kind: type[AccordError]
) -> None:
    async def serve(line: Line) -> None:
        await line.reader.readuntil(b"\r\n\r\n")
        line.send(sent)
        await line.writer.drain()

    link = channel(http, await start_peer(serve))
    with pytest.raises(kind) as caught:
        await link.request("GET", "/a?key=marker", timeout=2, limit=100)
    assert type(caught.value) is kind
    assert "marker" not in str(caught.value)


async def test_silence(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    async def never(line: Line) -> None:
        await line.gone()

    peer = await start_peer(never)
    link = HttpChannel(http, f"http://{peer.host}:{peer.port}", connect_timeout=0.1)
    with pytest.raises(DeadlineError) as caught:
        await link.request("GET", "/a", timeout=0.1)
    assert caught.value.outcome_unknown


async def test_endless_trickle(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    async def trickle(line: Line) -> None:
        line.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.send(b"x")
            await asyncio.sleep(0.01)

    peer = await start_peer(trickle)
    link = HttpChannel(http, f"http://{peer.host}:{peer.port}", connect_timeout=0.1)
    with pytest.raises(DeadlineError):
        await link.request("GET", "/a", timeout=0.2)


async def test_nobody_there(http: aiohttp.ClientSession, free_port: int) -> None:
    link = HttpChannel(http, f"http://127.0.0.1:{free_port}")
    with pytest.raises(RequestRefusedError) as caught:
        await get(link)
    assert not caught.value.outcome_unknown


async def test_plain_port_asked_for_tls(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    async def plain(line: Line) -> None:
        await line.reader.read(1)
        line.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    peer = await start_peer(plain)
    link = HttpChannel(http, f"https://{peer.host}:{peer.port}")
    assert link.secure
    with pytest.raises(TlsError):
        await get(link)


@pytest.mark.parametrize(
    ("error", "kind", "unknown"),
    [
        (aiohttp.ConnectionTimeoutError(), DeadlineError, False),
        (aiohttp.SocketTimeoutError(), DeadlineError, True),
        (
            aiohttp.ClientConnectorError(Mock(), OSError(113, "marker")),
            ConnectionFailedError,
            False,
        ),
        (aiohttp.InvalidURL("http://marker"), InvalidError, False),
        (aiohttp.ClientPayloadError("marker"), ConnectionFailedError, True),
    ],
)
def test_errors_of_aiohttp(error: Exception, kind: type[AccordError], unknown: bool) -> None:
    found = translated(error)
    assert type(found) is kind
    assert found.outcome_unknown is unknown
    assert "marker" not in str(found)


@pytest.mark.parametrize("url", ["", "ftp://192.0.2.1", "http://", "http://192.0.2.1:x"])
async def test_no_address(http: aiohttp.ClientSession, url: str) -> None:
    with pytest.raises(InvalidError):
        HttpChannel(http, url)
