"""An authority that signs certificates of platforms and applications."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
import socket
import ssl
import threading
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Signed:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> str:
        """Return the certificate."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def key_pem(self, password: str | None = None) -> str:
        """Return the key."""
        kind = _encryption(password)
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kind).decode()

    def pkcs12(self, password: str | None = None) -> bytes:
        """Return both in one file."""
        return pkcs12.serialize_key_and_certificates(
            b"app", self.key, self.certificate, None, _encryption(password)
        )


class Authority:
    """Signs; ``ca`` is what others trust."""

    def __init__(self, name: str = "Platform CA") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.ca = Signed(
            self._builder(self._name, self._key, 0)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256()),
            self._key,
        )

    def sign(self, host: str | None = None, *, days_ago: int = 0) -> Signed:
        """Return a certificate for a host, without one for an application."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host or "app")])
        builder = self._builder(name, key, days_ago)
        if host is not None:
            known = x509.IPAddress(IPv4Address(host)) if host[0].isdigit() else x509.DNSName(host)
            builder = builder.add_extension(x509.SubjectAlternativeName([known]), critical=False)
        return Signed(builder.sign(self._key, hashes.SHA256()), key)

    def server(self, signed: Signed, folder: Path) -> ssl.SSLContext:
        """Return the context of a platform that wants a certificate of this authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        path = folder / f"{signed.certificate.serial_number}.pem"
        path.write_text(signed.pem + signed.key_pem())
        context.load_cert_chain(path)
        context.load_verify_locations(cadata=self.ca.pem)
        context.verify_mode = ssl.CERT_REQUIRED
        return context

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, days_ago: int
    ) -> x509.CertificateBuilder:
        end = datetime.now(UTC) + timedelta(days=1 - days_ago)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(end - timedelta(days=2))
            .not_valid_after(end)
        )


class PlainServer:
    """A platform as others than this project build it: it says why it hangs up."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def port(self) -> int:
        """Return the port."""
        port: int = self._socket.getsockname()[1]
        return port

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            raw = line.dup()
            with contextlib.suppress(OSError), raw:
                with contextlib.suppress(OSError):
                    self._context.wrap_socket(line, server_side=True)
                # Unread bytes would turn the last word into a reset.
                raw.shutdown(socket.SHUT_WR)
                while raw.recv(4096):
                    pass


def _encryption(password: str | None) -> KeySerializationEncryption:
    return BestAvailableEncryption(password.encode()) if password else NoEncryption()
