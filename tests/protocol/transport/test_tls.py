"""Certificates: verified, pinned, or not at all."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
import ssl

import aiohttp
from aiohttp import web
import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    RequestRefusedError,
    TlsError,
)
from custom_components.accord.protocol.transport.http import HttpChannel
from custom_components.accord.protocol.transport.tls import (
    VERIFY,
    CertificateChangedError,
    TlsFault,
    TlsPolicy,
    changed_certificate,
    fetch_fingerprint,
    make_context,
    normalize_fingerprint,
    tls_error,
)
from tests.protocol.peer import Line, StartPeer
from tests.protocol.transport.certificates import Certificate

type Serve = Callable[[Certificate], Awaitable[int]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return a function that shows a certificate and returns the port."""

    async def hello(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    async with AsyncExitStack() as stack:

        async def start(certificate: Certificate) -> int:
            app = web.Application()
            app.router.add_get("/", hello)
            runner = web.AppRunner(app)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certificate.server).start()
            port: int = runner.addresses[0][1]
            return port

        yield start


def alert(reason: str) -> ssl.SSLError:
    """Return what a peer says that hangs up."""
    error = ssl.SSLError(1, reason)
    error.reason = reason
    return error


async def ask(port: int, policy: TlsPolicy) -> bytes:
    async with aiohttp.ClientSession() as session:
        channel = HttpChannel(session, f"https://127.0.0.1:{port}", tls=policy)
        return (await channel.request("GET", "/", timeout=5)).body


async def test_nobody_signed_it(serve: Serve, tmp_path: Path) -> None:
    port = await serve(Certificate(tmp_path))
    with pytest.raises(TlsError) as caught:
        await ask(port, VERIFY)
    assert not caught.value.outcome_unknown
    assert await ask(port, TlsPolicy(insecure=True)) == b"hello"


async def test_pin(serve: Serve, tmp_path: Path) -> None:
    certificate = Certificate(tmp_path)
    port = await serve(certificate)
    found = await fetch_fingerprint("127.0.0.1", port)
    assert found == certificate.fingerprint
    for pin in (found, ":".join(found.upper()[place : place + 2] for place in range(0, 64, 2))):
        assert await ask(port, TlsPolicy(fingerprint=pin)) == b"hello"


async def test_pin_of_another(serve: Serve, tmp_path: Path) -> None:
    certificate = Certificate(tmp_path)
    port = await serve(certificate)
    with pytest.raises(CertificateChangedError) as caught:
        await ask(port, TlsPolicy(fingerprint=Certificate(tmp_path).fingerprint))
    assert caught.value.fingerprint == certificate.fingerprint
    assert caught.value.placeholders["fingerprint"] == certificate.fingerprint
    assert not caught.value.outcome_unknown


async def test_weak_keys_need_to_be_allowed(serve: Serve, tmp_path: Path) -> None:
    certificate = Certificate(tmp_path, weak=True)
    port = await serve(certificate)
    assert await fetch_fingerprint("127.0.0.1", port) == certificate.fingerprint
    pin = certificate.fingerprint
    with pytest.raises(TlsError):
        await ask(port, TlsPolicy(fingerprint=pin))
    assert await ask(port, TlsPolicy(fingerprint=pin, legacy=True)) == b"hello"
    assert await ask(port, TlsPolicy(insecure=True, legacy=True)) == b"hello"


async def test_fingerprint_of_nobody(free_port: int, start_peer: StartPeer) -> None:
    with pytest.raises(RequestRefusedError):
        await fetch_fingerprint("127.0.0.1", free_port)

    async def never(line: Line) -> None:
        await line.gone()

    async def plain(line: Line) -> None:
        await line.reader.read(1)
        line.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async def hang_up(line: Line) -> None:
        await line.reader.read(1)

    with pytest.raises(DeadlineError):
        await fetch_fingerprint("127.0.0.1", (await start_peer(never)).port, timeout=0.1)
    with pytest.raises(TlsError):
        await fetch_fingerprint("127.0.0.1", (await start_peer(plain)).port)
    with pytest.raises(ConnectionFailedError):
        await fetch_fingerprint("127.0.0.1", (await start_peer(hang_up)).port)


async def test_contexts_are_shared_and_strict() -> None:
    assert await make_context(VERIFY) is await make_context(TlsPolicy())
    strict = await make_context(TlsPolicy(legacy=True))
    assert strict.verify_mode is ssl.CERT_REQUIRED
    assert strict.check_hostname
    modern = await make_context(TlsPolicy(insecure=True))
    legacy = await make_context(TlsPolicy(insecure=True, legacy=True))
    assert strict.security_level == modern.security_level > legacy.security_level == 0


@pytest.mark.parametrize("text", ["", "ab", "g" * 64, "a" * 65])
def test_no_fingerprint(text: str) -> None:
    with pytest.raises(TlsError):
        normalize_fingerprint(text)


def test_other_errors_are_no_changed_certificate() -> None:
    assert changed_certificate(ssl.SSLCertVerificationError("self-signed")) is None


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ssl.SSLCertVerificationError("self-signed"), TlsFault.UNTRUSTED),
        (ssl.SSLError(1, "wrong version number"), TlsFault.OTHER),
        (alert("TLSV13_ALERT_CERTIFICATE_REQUIRED"), TlsFault.OURS),
        (alert("SSLV3_ALERT_HANDSHAKE_FAILURE"), TlsFault.OURS),
        (alert("TLSV1_ALERT_PROTOCOL_VERSION"), TlsFault.OTHER),
    ],
)
def test_faults(error: ssl.SSLError, fault: TlsFault) -> None:
    """What lies below other errors counts."""
    outer = ConnectionError("broken")
    outer.__cause__ = error
    for one in (error, outer):
        found = tls_error(one)
        assert found is not None
        assert (found.fault, found.placeholders["text"]) == (fault, fault)
    assert tls_error(ConnectionError("broken")) is None


class OwnCertificates:
    """Knows more than a policy."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context

    async def make_context(self) -> ssl.SSLContext:
        """Return the context."""
        return self.context


async def test_contexts_of_others(serve: Serve, tmp_path: Path) -> None:
    certificate = Certificate(tmp_path)
    port = await serve(certificate)
    context = await make_context(TlsPolicy(insecure=True))
    assert await make_context(OwnCertificates(context)) is context
    async with aiohttp.ClientSession() as session:
        channel = HttpChannel(session, f"https://127.0.0.1:{port}", tls=OwnCertificates(context))
        assert (await channel.request("GET", "/", timeout=5)).body == b"hello"
