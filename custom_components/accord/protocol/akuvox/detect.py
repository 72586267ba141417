"""Finding out how a unit wants to be spoken to, before anybody enters a password."""

from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

import aiohttp

from ..errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    RequestRefusedError,
    TlsError,
    UnsupportedError,
)
from ..transport.digest import Challenge, parse_challenges
from ..transport.http import HttpAnswer, HttpChannel
from ..transport.tls import VERIFY, TlsPolicy, fetch_fingerprint
from .client import base_url
from .codec import parse_reply
from .errors import error_for, error_for_status, succeeded
from .models.system import SystemInfo

_PATH = "/api/system/info"
_HTTPS_PORT = 443
_LIMIT = 65_536


class AuthMode(StrEnum):
    """How a unit wants to be asked."""

    NONE = "none"
    """Not at all; or our address is on its white list, which looks the same."""
    BASIC = "basic"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """What was found out without credentials."""

    https: bool
    port: int | None
    """None for the scheme's own."""
    auth_mode: AuthMode
    fingerprint: str | None = None
    """SHA-256 of the certificate, with HTTPS."""
    legacy: bool = False
    """The certificate or the ciphers are too weak for the usual settings."""
    redirected: bool = False
    """It was asked by HTTP and sent us on."""
    info: SystemInfo | None = None
    """Who it is, where no credentials are needed."""


async def detect(
    session: aiohttp.ClientSession, host: str, port: int | None = None, *, timeout: float = 10.0
) -> Detected:
    """Ask ``system/info`` by HTTP, then where that is refused or sent on by HTTPS.

    Raises ApiClosedError, AuthenticationError for a way to ask that is not known, ProtocolError
    for another product, ConnectionFailedError and its kinds.
    """
    try:
        answer = await _ask(session, base_url(host, port), VERIFY, timeout)
    except DeadlineError:
        raise
    except RequestRefusedError:
        if port is not None:
            raise
        return await _detect_https(session, host, None, False, timeout)
    except ConnectionFailedError, ProtocolError:
        # A port that speaks TLS answers HTTP with garbage or not at all.
        if port is None:
            raise
        return await _detect_https(session, host, port, False, timeout)
    if 300 <= answer.status < 400:
        secure_port = _redirected_to(answer, host)
        return await _detect_https(session, host, secure_port, True, timeout)
    if answer.status == 400 and port is not None:
        return await _detect_https(session, host, port, False, timeout)
    return _understood(answer, Detected(https=False, port=port, auth_mode=AuthMode.NONE))


async def _detect_https(
    session: aiohttp.ClientSession, host: str, port: int | None, redirected: bool, timeout: float
) -> Detected:
    fingerprint = await fetch_fingerprint(host.strip("[]"), port or _HTTPS_PORT, timeout)
    legacy = False
    url = base_url(host, port, https=True)
    try:
        answer = await _ask(session, url, TlsPolicy(fingerprint=fingerprint), timeout)
    except TlsError:
        legacy = True
        policy = TlsPolicy(fingerprint=fingerprint, legacy=True)
        answer = await _ask(session, url, policy, timeout)
    found = Detected(
        https=True,
        port=port,
        auth_mode=AuthMode.NONE,
        fingerprint=fingerprint,
        legacy=legacy,
        redirected=redirected,
    )
    return _understood(answer, found)


async def _ask(
    session: aiohttp.ClientSession, url: str, tls: TlsPolicy, timeout: float
) -> HttpAnswer:
    channel = HttpChannel(session, url, tls=tls, connect_timeout=min(timeout, 5.0))
    return await channel.request("GET", _PATH, timeout=timeout, limit=_LIMIT, repeatable=True)


def _redirected_to(answer: HttpAnswer, host: str) -> int | None:
    """Return the port that a unit sends us on to. Raises ProtocolError where that is elsewhere."""
    try:
        target = urlsplit(answer.headers.get("location", ""))
        port = target.port
    except ValueError:
        raise ProtocolError("sent on to no address") from None
    if target.scheme != "https":
        raise ProtocolError("sent on to another page", code=answer.status)
    # A name in the address is the unit's own idea of itself; only a port of ours counts.
    return port if (target.hostname or "") == host.strip("[]").lower() else None


def _understood(answer: HttpAnswer, found: Detected) -> Detected:
    if answer.status == 401:
        return replace(found, auth_mode=_mode(answer))
    error = error_for_status("system/info", answer.status, answer.headers.get("location", ""))
    if isinstance(error, UnsupportedError):
        raise ProtocolError("no such unit: it has no HTTP API", code=answer.status)
    if error is not None:
        raise error
    reply = parse_reply(answer.body)
    if not succeeded(reply.retcode, reply.message):
        raise error_for("system/info", reply.retcode, reply.message)
    return replace(found, info=SystemInfo.from_wire(reply.data))


def _mode(answer: HttpAnswer) -> AuthMode:
    offers = parse_challenges([answer.headers.get("www-authenticate", "")])
    if Challenge.from_offers(offers) is not None:
        return AuthMode.DIGEST
    if any(scheme == "basic" for scheme, _ in offers):
        return AuthMode.BASIC
    raise AuthenticationError("the unit asks in a way that is not known")
