"""Certificates that devices sign themselves, and TLS as they offer it."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import hashlib
import ipaddress
from pathlib import Path
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

# The second group of RFC 2409: 1024 bits, which today's libraries refuse.
_SHORT_PRIME = bytes.fromhex(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF"
)
_END = b"-----END DH PARAMETERS-----\n"
_LEGACY_CIPHERS = "DHE:!aNULL:@SECLEVEL=0"


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, both as PEM, and what clients pin."""

    key: bytes
    chain: bytes
    fingerprint: str
    """SHA-256 of the certificate, in lower-case hex without separators."""

    def install(self, context: ssl.SSLContext) -> None:
        """Let a server show this certificate from the next handshake on."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "server.pem"
            path.write_bytes(self.key + self.chain)
            context.load_cert_chain(path)


def self_signed(
    address: str,
    name: str,
    *,
    valid_from: datetime | None = None,
    days: int = 3650,
    legacy: bool = False,
) -> Certificate:
    """Return a new certificate that a device calls its own; a legacy one has an RSA key."""
    start = valid_from or datetime.now(UTC) - timedelta(days=1)
    key = (
        rsa.generate_private_key(65537, 2048) if legacy else ec.generate_private_key(ec.SECP256R1())
    )
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    alternatives = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(alternatives, critical=False)
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        chain=certificate.public_bytes(Encoding.PEM),
        fingerprint=hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest(),
    )


def server_context(certificate: Certificate, *, legacy: bool = False) -> ssl.SSLContext:
    """Return the context of a server; a legacy one knows only TLS 1.2 with a short DH group."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if legacy:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(_LEGACY_CIPHERS)
        _use_short_group(context)
    certificate.install(context)
    return context


def _use_short_group(context: ssl.SSLContext) -> None:
    numbers = b"\x02\x81\x81\x00" + _SHORT_PRIME + b"\x02\x01\x02"
    group = base64.encodebytes(b"\x30\x81" + bytes([len(numbers)]) + numbers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dh.pem"
        path.write_bytes(b"-----BEGIN DH PARAMETERS-----\n" + group + _END)
        context.load_dh_params(str(path))
