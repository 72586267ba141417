"""Certificates that devices sign themselves, and servers that show them."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address
from pathlib import Path
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

OAKLEY_2 = bytes.fromhex(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A0879"
    "8E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B"
    "0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF"
)
"""Prime of 1024 bits. Source: RFC 2409, 6.2."""


def _weak_exchange() -> str:
    """Return parameters of a key exchange as PEM: PKCS #3, prime and generator 2."""
    both = b"\x02\x81\x81\x00" + OAKLEY_2 + b"\x02\x01\x02"
    der = b"\x30\x81" + bytes((len(both),)) + both
    lines = b64encode(der).decode()
    return f"-----BEGIN DH PARAMETERS-----\n{lines}\n-----END DH PARAMETERS-----\n"


class Certificate:
    """A self-signed certificate; with ``weak`` short keys, for the exchange too."""

    def __init__(self, folder: Path, *, weak: bool = False) -> None:
        key = (
            rsa.generate_private_key(65537, 1024)  # noqa: S505 - what old devices have
            if weak
            else ec.generate_private_key(ec.SECP256R1())
        )
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "door")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), False
            )
            .sign(key, hashes.SHA256())
        )
        der = made.public_bytes(serialization.Encoding.DER)
        self.fingerprint = sha256(der).hexdigest()
        self.path = path = folder / f"{self.fingerprint}.pem"
        """Key and certificate."""
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )
        self.server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if weak:
            exchange = folder / "dh.pem"
            exchange.write_text(_weak_exchange())
            self.server.set_ciphers("DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0")
            self.server.maximum_version = ssl.TLSVersion.TLSv1_2
            self.server.load_dh_params(exchange)
        self.server.load_cert_chain(path)
