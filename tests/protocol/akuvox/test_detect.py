"""How a unit wants to be spoken to."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
import sys

import aiohttp
from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.client import base_url
from custom_components.accord.protocol.akuvox.detect import AuthMode, Detected, detect
from custom_components.accord.protocol.akuvox.errors import ApiClosedError, WantsHttpsError
from custom_components.accord.protocol.errors import (
    AccordError,
    AuthenticationError,
    DeadlineError,
    ProtocolError,
    RequestRefusedError,
    TlsError,
    UnsupportedError,
)
from tests.protocol.akuvox.fakes import UNSUPPORTED, reply
from tests.protocol.akuvox.samples import INFO
from tests.protocol.peer import Line, StartPeer
from tests.protocol.transport.certificates import Certificate

module = sys.modules[detect.__module__]

type Serve = Callable[..., Awaitable[int]]

DIGEST = 'Digest realm="HTTPAPI",qop="auth,auth-int",nonce="ab", opaque="cd"'
BASIC = 'Basic realm="HTTPAPI"'


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return a function that starts a server with one answer and returns its port."""
    async with AsyncExitStack() as stack:

        async def start(
            answer: Callable[[], web.Response], certificate: Certificate | None = None
        ) -> int:
            async def handle(request: web.Request) -> web.Response:
                assert request.method == "GET"
                assert request.path == "/api/system/info"
                assert "Authorization" not in request.headers
                return answer()

            app = web.Application()
            app.router.add_route("*", "/{tail:.*}", handle)
            runner = web.AppRunner(app)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            context = certificate.server if certificate else None
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
            port: int = runner.addresses[0][1]
            return port

        yield start


def challenge(*headers: str) -> web.Response:
    response = web.Response(status=401)
    for one in headers:
        response.headers.add("WWW-Authenticate", one)
    return response


def open_unit() -> web.Response:
    return web.json_response(reply(INFO))


@pytest.mark.parametrize(
    ("headers", "mode"),
    [
        ([DIGEST], AuthMode.DIGEST),
        ([BASIC], AuthMode.BASIC),
        ([BASIC, DIGEST], AuthMode.DIGEST),
        ([f"{DIGEST}, {BASIC}"], AuthMode.DIGEST),
        (['Digest realm="x", nonce="y", algorithm=SHA-256', BASIC], AuthMode.BASIC),
    ],
)
async def test_modes(
    serve: Serve, http: aiohttp.ClientSession, headers: list[str], mode: AuthMode
) -> None:
    port = await serve(lambda: challenge(*headers))
    found = await detect(http, "127.0.0.1", port)
    assert found == Detected(https=False, port=port, auth_mode=mode)


async def test_open_to_all(serve: Serve, http: aiohttp.ClientSession) -> None:
    port = await serve(open_unit)
    found = await detect(http, "127.0.0.1", port)
    assert found.auth_mode is AuthMode.NONE
    assert found.info is not None
    assert found.info.model == "A05"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda: web.Response(status=403), ApiClosedError),
        (lambda: web.Response(status=404), ProtocolError),
        (lambda: web.Response(text="<html>"), ProtocolError),
        (lambda: web.json_response({"retcode": 0, "data": {}}), ProtocolError),
        (lambda: web.json_response(UNSUPPORTED), UnsupportedError),
        (lambda: challenge("Bearer"), AuthenticationError),
        (lambda: web.Response(status=302, headers={"Location": "/login"}), ProtocolError),
        (lambda: web.Response(status=302, headers={"Location": "https://x:y/"}), ProtocolError),
    ],
)
async def test_others(
    serve: Serve,
    http: aiohttp.ClientSession,
    answer: Callable[[], web.Response],
    kind: type[AccordError],
) -> None:
    port = await serve(answer)
    with pytest.raises(kind) as caught:
        await detect(http, "127.0.0.1", port)
    assert type(caught.value) is kind


async def test_sent_on_to_https(serve: Serve, http: aiohttp.ClientSession, tmp_path: Path) -> None:
    certificate = Certificate(tmp_path)
    secure = await serve(lambda: challenge(DIGEST), certificate)
    location = {"Location": f"https://127.0.0.1:{secure}/api/system/info"}
    port = await serve(lambda: web.Response(status=308, headers=location))
    assert await detect(http, "127.0.0.1", port) == Detected(
        https=True,
        port=secure,
        auth_mode=AuthMode.DIGEST,
        fingerprint=certificate.fingerprint,
        redirected=True,
    )


@pytest.fixture
def usual_port(free_port: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Have both schemes use one port where nobody listens."""

    def with_port(host: str, port: int | None = None, *, https: bool = False) -> str:
        return base_url(host, port or free_port, https=https)

    monkeypatch.setattr(module, "base_url", with_port)
    monkeypatch.setattr(module, "_HTTPS_PORT", free_port)
    return free_port


@pytest.mark.usefixtures("usual_port")
async def test_never_sent_on_to_another_host(serve: Serve, http: aiohttp.ClientSession) -> None:
    location = {"Location": "https://192.0.2.99:1/"}
    port = await serve(lambda: web.Response(status=308, headers=location))
    with pytest.raises(RequestRefusedError):
        await detect(http, "127.0.0.1", port)


@pytest.mark.parametrize("weak", [False, True])
async def test_port_of_https(
    serve: Serve, http: aiohttp.ClientSession, tmp_path: Path, weak: bool
) -> None:
    certificate = Certificate(tmp_path, weak=weak)
    port = await serve(open_unit, certificate)
    found = await detect(http, "127.0.0.1", port)
    assert (found.https, found.fingerprint) == (True, certificate.fingerprint)
    assert found.legacy is weak
    assert found.info is not None


async def test_https_only(
    serve: Serve,
    http: aiohttp.ClientSession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    free_port: int,
) -> None:
    certificate = Certificate(tmp_path)
    port = await serve(open_unit, certificate)

    def usual(host: str, given: int | None = None, *, https: bool = False) -> str:
        return base_url(host, given or (port if https else free_port), https=https)

    monkeypatch.setattr(module, "base_url", usual)
    monkeypatch.setattr(module, "_HTTPS_PORT", port)
    found = await detect(http, "127.0.0.1")
    assert (found.https, found.port, found.redirected) == (True, None, False)


async def test_garbage_at_the_usual_port(
    start_peer: StartPeer, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def garbage(line: Line) -> None:
        await line.reader.readuntil(b"\r\n\r\n")
        line.send(b"garbage\r\n\r\n")

    peer = await start_peer(garbage)
    monkeypatch.setattr(module, "base_url", lambda *_, **__: f"http://127.0.0.1:{peer.port}")
    with pytest.raises(ProtocolError):
        await detect(http, "127.0.0.1")


async def test_http_sent_to_a_port_of_https(serve: Serve, http: aiohttp.ClientSession) -> None:
    port = await serve(lambda: web.Response(status=400))
    with pytest.raises(TlsError):
        await detect(http, "127.0.0.1", port)


async def test_https_that_sends_on(
    serve: Serve, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    port = await serve(
        lambda: web.Response(status=302, headers={"Location": "https://127.0.0.1/x"}),
        Certificate(tmp_path),
    )
    with pytest.raises(WantsHttpsError):
        await detect(http, "127.0.0.1", port)


async def test_nobody(http: aiohttp.ClientSession, free_port: int, start_peer: StartPeer) -> None:
    with pytest.raises(RequestRefusedError):
        await detect(http, "127.0.0.1", free_port)

    async def never(line: Line) -> None:
        await line.gone()

    peer = await start_peer(never)
    with pytest.raises(DeadlineError):
        await detect(http, peer.host, peer.port, timeout=0.1)


@pytest.mark.usefixtures("usual_port")
async def test_usual_ports_of_nobody(http: aiohttp.ClientSession) -> None:
    with pytest.raises(RequestRefusedError):
        await detect(http, "127.0.0.1")
