"""Certificates of both sides: the platform's authority, and what shows the platform who we are.

Source: 1.2 "API Usage Statement"; the SDK chapters. Platforms are usually addressed by IP, with a
certificate that names another host, so the check of the name can be left out; that of the
authority cannot.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field
import os
from pathlib import Path
import ssl
import tempfile

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    pkcs12,
)

from ...errors import ConnectionFailedError, DeadlineError, InvalidError, RequestRefusedError
from ...transport.tls import TlsFault, TlsRefusedError, tls_error

_QUESTION = b"HEAD / HTTP/1.1\r\nHost: platform\r\nConnection: close\r\n\r\n"


class CertificateFileError(InvalidError):
    """A file is no certificate, no key, or the password is wrong."""

    key = "bad_certificate_file"


class WrongPasswordError(CertificateFileError):
    """The password does not open the file."""

    key = "wrong_certificate_password"


@dataclass(frozen=True, slots=True)
class TlsMaterial:
    """What TLS with a platform needs. Nothing of it shows in logs.

    ``authority`` is PEM; without it the system's authorities count. Either ``certificate`` and
    ``private_key`` as PEM, or ``pkcs12`` with both in one file.
    """

    authority: str | None = field(default=None, repr=False)
    certificate: str | None = field(default=None, repr=False)
    private_key: str | None = field(default=None, repr=False)
    pkcs12: bytes | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    """Of the key or of the PKCS#12 file."""
    check_host_name: bool = True

    async def make_context(self) -> ssl.SSLContext:
        """Return the context; files are read and keys decrypted off the loop.

        Raises CertificateFileError and WrongPasswordError.
        """
        return await asyncio.to_thread(self._context)

    def _context(self) -> ssl.SSLContext:
        context = _trusting(self.authority)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.check_hostname = self.check_host_name
        if self.pkcs12 is not None:
            self._load_pkcs12(context, self.pkcs12)
        elif self.certificate is not None:
            pem = f"{self.certificate}\n{self.private_key or ''}"
            _load_pair(context, pem.encode(), self.password)
        return context

    def _load_pkcs12(self, context: ssl.SSLContext, content: bytes) -> None:
        password = self.password.encode() if self.password else None
        try:
            bundle = pkcs12.load_pkcs12(content, password)
        except ValueError as err:
            if "password" in str(err).lower():
                raise WrongPasswordError("the password does not open the file") from None
            raise CertificateFileError("the file is no PKCS#12 file") from None
        if bundle.key is None or bundle.cert is None:
            raise CertificateFileError("the file holds no certificate with a key")
        # The key lies in a temporary file for a moment: encrypted, with a password of its own.
        secret = os.urandom(24).hex()
        key = bundle.key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(secret.encode())
        )
        chain = [bundle.cert, *bundle.additional_certs]
        certificates = b"".join(one.certificate.public_bytes(Encoding.PEM) for one in chain)
        _load_pair(context, certificates + key, secret)


async def check_tls(host: str, port: int, material: TlsMaterial, timeout: float = 10.0) -> None:
    """Try whether both sides accept each other's certificates, without saying who we are.

    Some platforms hang up on a certificate that they do not like instead of saying so. Raises
    TlsRefusedError, CertificateFileError, RequestRefusedError, DeadlineError,
    ConnectionFailedError.
    """
    context = await material.make_context()
    writer: asyncio.StreamWriter | None = None
    try:
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(host, port, ssl=context)
            # The newest TLS tells only afterwards what it thinks of our certificate.
            writer.write(_QUESTION)
            answered = await reader.read(1)
    except TimeoutError:
        raise DeadlineError("no secure connection in time") from None
    except ssl.SSLError as err:
        raise tls_error(err) or TlsRefusedError(TlsFault.OTHER) from None
    except ConnectionRefusedError:
        raise RequestRefusedError("connection refused") from None
    except ConnectionError:
        raise TlsRefusedError(TlsFault.OURS) from None
    except OSError:
        raise ConnectionFailedError("no connection") from None
    finally:
        if writer is not None:
            writer.transport.abort()
    if not answered:
        raise TlsRefusedError(TlsFault.OURS)


def _trusting(authority: str | None) -> ssl.SSLContext:
    """Return a context that trusts this authority only, or those of the system."""
    if authority is not None and "-----BEGIN" not in authority:
        raise CertificateFileError("the authority's file is no PEM file")
    try:
        context = ssl.create_default_context(cadata=authority)
    except ssl.SSLError, ValueError:
        raise CertificateFileError("the authority's file holds no certificate") from None
    if authority is not None:
        # Private authorities often lack the extensions that the strict mode wants.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _load_pair(context: ssl.SSLContext, pem: bytes, password: str | None) -> None:
    """Load certificate and key; the standard library takes them from a file only."""
    handle, name = tempfile.mkstemp(prefix="accord_")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        # An empty password, so that nobody is asked at the console.
        context.load_cert_chain(name, password=password or "")
    except ssl.SSLError as err:
        if err.reason in {None, "BAD_DECRYPT", "BAD_PASSWORD_READ"} and "ENCRYPTED" in pem.decode(
            "ascii", "replace"
        ):
            raise WrongPasswordError("the password does not open the key") from None
        raise CertificateFileError("certificate and key do not fit together") from None
    except OSError, ValueError:
        raise CertificateFileError("certificate and key cannot be read") from None
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()
