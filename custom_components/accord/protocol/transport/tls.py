"""How far the certificate of a device is trusted: verified, pinned, or not at all.

Devices in a home sign their certificates themselves. A pin, the SHA-256 of the certificate as
it was when somebody said yes to it, is as good as an authority. Some old devices also know
nothing but short keys and old ciphers.
"""

import asyncio
from collections.abc import Iterator
import contextlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
import hmac
import ssl
from typing import Protocol, override

from ..errors import ConnectionFailedError, DeadlineError, RequestRefusedError, TlsError


@dataclass(frozen=True, slots=True)
class TlsPolicy:
    """What a certificate has to be. By default an authority has to have signed it."""

    fingerprint: str | None = None
    """SHA-256 of the only certificate that is taken, hexadecimal; colons do not matter."""
    insecure: bool = False
    """Take any certificate."""
    legacy: bool = False
    """Bear short keys and old versions; only together with one of the others."""


VERIFY = TlsPolicy()

_OUR_FAULTS = ("CERTIFICATE", "UNKNOWN_CA", "HANDSHAKE_FAILURE", "ACCESS_DENIED")


class ContextSource(Protocol):
    """Something that knows more of a peer's certificates than a policy, for both ways of TLS."""

    async def make_context(self) -> ssl.SSLContext:
        """Return the context, made off the loop. Raises TlsError for unusable certificates."""


class CertificateChangedError(TlsError):
    """The device shows another certificate than the pinned one."""

    key = "certificate_changed"

    def __init__(self, fingerprint: str) -> None:
        """Keep the fingerprint of what was shown."""
        super().__init__("the device shows another certificate")
        self.fingerprint = fingerprint

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return the new fingerprint."""
        return {**super().placeholders, "fingerprint": self.fingerprint}


class TlsFault(StrEnum):
    """Why there is no secure channel."""

    UNTRUSTED = "untrusted"
    """No authority that we know has signed the peer's certificate."""
    HOST_NAME = "host_name"
    """The certificate is for another name."""
    EXPIRED = "expired"
    """The certificate is not valid any more, or not yet."""
    OURS = "ours"
    """The peer refused our own certificate, or misses one."""
    OTHER = "other"


_VERIFY_FAULTS = {
    9: TlsFault.EXPIRED,
    10: TlsFault.EXPIRED,
    62: TlsFault.HOST_NAME,
    64: TlsFault.HOST_NAME,
}
"""Numbers of OpenSSL for what is wrong with a certificate."""


class TlsRefusedError(TlsError):
    """The secure channel could not be set up, and why."""

    def __init__(self, fault: TlsFault) -> None:
        """Keep why."""
        super().__init__("the certificate or the cipher was refused", text=str(fault))
        self.fault = fault


class _PinMismatchError(ssl.SSLCertVerificationError):
    """Carries the fingerprint through the layers between handshake and caller."""

    fingerprint = ""


def normalize_fingerprint(text: str) -> str:
    """Return 64 hexadecimal digits in lower case. Raises TlsError for anything else."""
    digits = text.replace(":", "").replace(" ", "").lower()
    if len(digits) != 64 or not set(digits) <= set("0123456789abcdef"):
        raise TlsError("a fingerprint has 64 hexadecimal digits")
    return digits


async def make_context(policy: TlsPolicy | ContextSource) -> ssl.SSLContext:
    """Return the context of a policy; reading the authorities takes time, so off the loop."""
    if not isinstance(policy, TlsPolicy):
        return await policy.make_context()
    return await asyncio.to_thread(_context, policy)


def changed_certificate(error: BaseException) -> CertificateChangedError | None:
    """Return the error of a pin that did not match, where that is what lies below ``error``."""
    found = next((one for one in _below(error) if isinstance(one, _PinMismatchError)), None)
    return None if found is None else CertificateChangedError(found.fingerprint)


def tls_error(error: BaseException) -> TlsRefusedError | None:
    """Return why TLS failed, where that is what lies below ``error``."""
    # Errors of aiohttp are of that kind too, but say less than the one below them.
    found = [one for one in _below(error) if isinstance(one, ssl.SSLError)]
    return TlsRefusedError(_fault(found[-1])) if found else None


def _below(error: BaseException) -> Iterator[BaseException]:
    below: BaseException | None = error
    while below is not None:
        yield below
        inner = getattr(below, "certificate_error", None) or getattr(below, "os_error", None)
        if isinstance(inner, BaseException):
            yield inner
        below = below.__cause__ or below.__context__


def _fault(error: ssl.SSLError) -> TlsFault:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _VERIFY_FAULTS.get(getattr(error, "verify_code", 0), TlsFault.UNTRUSTED)
    reason: str = getattr(error, "reason", None) or ""
    if "ALERT" in reason and any(word in reason for word in _OUR_FAULTS):
        return TlsFault.OURS
    return TlsFault.OTHER


async def fetch_fingerprint(host: str, port: int, timeout: float = 10.0) -> str:
    """Return the SHA-256 of the certificate shown at an address, whoever signed it.

    Raises RequestRefusedError, DeadlineError, TlsError, ConnectionFailedError.
    """
    context = await make_context(TlsPolicy(insecure=True, legacy=True))
    try:
        async with asyncio.timeout(timeout):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except TimeoutError:
        raise DeadlineError("no secure connection in time") from None
    except ssl.SSLError as err:
        raise TlsError("the secure connection was refused") from err
    except ConnectionRefusedError:
        raise RequestRefusedError("connection refused") from None
    except OSError as err:
        raise ConnectionFailedError("no secure connection") from err
    try:
        shown: bytes | None = writer.get_extra_info("ssl_object").getpeercert(True)
    finally:
        writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await writer.wait_closed()
    if shown is None:
        raise TlsError("the device shows no certificate")
    return sha256(shown).hexdigest()


@lru_cache(maxsize=64)
def _context(policy: TlsPolicy) -> ssl.SSLContext:
    """Make a context once per policy, so that connections of the same policy are shared."""
    context = ssl.create_default_context()
    if policy.fingerprint is None and not policy.insecure:
        return context
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if policy.legacy:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0)
    if policy.fingerprint is not None:
        pin = normalize_fingerprint(policy.fingerprint)
        context.sslobject_class = _pinned(pin)
    return context


def _pinned(pin: str) -> type[ssl.SSLObject]:
    """Return a kind of TLS connection that ends where another certificate is shown."""

    class PinnedObject(ssl.SSLObject):
        @override
        def do_handshake(self) -> None:
            super().do_handshake()
            shown = sha256(self.getpeercert(True) or b"").hexdigest()
            if not hmac.compare_digest(shown, pin):
                error = _PinMismatchError("another certificate than the pinned one")
                error.fingerprint = shown
                raise error

    return PinnedObject
