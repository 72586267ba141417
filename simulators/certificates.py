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
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

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

    def locked_key(self, password: str) -> bytes:
        """Return the key as PEM under a password."""
        key = load_pem_private_key(self.key, None)
        cipher = BestAvailableEncryption(password.encode())
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, cipher)

    def pkcs12(self, name: str, password: str) -> bytes:
        """Return certificate, issuers and key as one PKCS#12 file."""
        first, *others = x509.load_pem_x509_certificates(self.chain)
        key = load_pem_private_key(self.key, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise TypeError("no such key")
        cipher = BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(name.encode(), key, first, others, cipher)


class Authority:
    """Who signs certificates: of servers, and of clients that prove themselves by theirs."""

    pem: bytes
    """The certificate that others trust."""

    def __init__(self, name: str, stored: Certificate | None = None) -> None:
        """Make a key and sign it oneself, or be one again that was made before."""
        self._name = _common_name(name)
        if stored is None:
            self._key = ec.generate_private_key(ec.SECP256R1())
            self.pem = self._sign_itself()
            return
        key = load_pem_private_key(stored.key, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("no such key")
        self._key, self.pem = key, stored.chain

    @property
    def stored(self) -> Certificate:
        """What makes the same authority again."""
        key = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return Certificate(key, self.pem, "")

    def _sign_itself(self) -> bytes:
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        certificate = (
            self._unsigned(self._name, self._key.public_key(), 3650)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )
        return certificate.public_bytes(Encoding.PEM)

    def issue(
        self, name: str, *addresses: str, client: bool = False, days: int = 825
    ) -> Certificate:
        """Return a certificate of a server at some addresses or of a client, without the root."""
        key = ec.generate_private_key(ec.SECP256R1())
        purpose = ExtendedKeyUsageOID.CLIENT_AUTH if client else ExtendedKeyUsageOID.SERVER_AUTH
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = (
            self._unsigned(_common_name(name), key.public_key(), days)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(issuer, critical=False)
        )
        if addresses:
            known = [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]
            builder = builder.add_extension(x509.SubjectAlternativeName(known), critical=False)
        certificate = builder.sign(self._key, hashes.SHA256())
        return Certificate(
            key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            chain=certificate.public_bytes(Encoding.PEM),
            fingerprint=hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest(),
        )

    def _unsigned(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, days: int
    ) -> x509.CertificateBuilder:
        start = datetime.now(UTC) - timedelta(days=1)
        identifier = x509.SubjectKeyIdentifier.from_public_key(key)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=days))
            .add_extension(identifier, critical=False)
        )


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


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
    subject = _common_name(name)
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


class _TellsWhy(ssl.SSLObject):
    """A server's end that lets the client have the alert before it is hung up on.

    asyncio drops what waits to be sent when a handshake fails; wanting to read more sends it.
    """

    def do_handshake(self) -> None:
        """Shake hands; after a failure the client is to go away by itself."""
        try:
            super().do_handshake()
        except ssl.SSLWantReadError, ssl.SSLWantWriteError:
            raise
        except ssl.SSLError as error:
            raise ssl.SSLWantReadError from error


def server_context(
    certificate: Certificate, *, legacy: bool = False, clients: bytes | None = None
) -> ssl.SSLContext:
    """Return the context of a server; a legacy one knows only TLS 1.2 with a short DH group.

    With `clients`, the authority's certificate as PEM, only who shows one of its own gets in.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if clients is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.sslobject_class = _TellsWhy
        context.load_verify_locations(cadata=clients.decode())
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
