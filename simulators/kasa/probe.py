"""Discovery of devices that speak KLAP: probes on UDP ports 20002 and 20004."""

import base64
from dataclasses import dataclass
import hashlib
import json
import secrets
import struct
from typing import TYPE_CHECKING, Any
import zlib

from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from simulators.delivery import Delivery, Send
from simulators.kasa.models import LIGHTS
from simulators.sockets import Datagram, Peer, UdpPort

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]

PROBE_PORTS = (20002, 20004)
PROBE = "klap.probe"
"""What faults can be set on besides operations."""

_HEADER = struct.Struct(">BBHHBBII")
_VERSION, _TYPE, _OP_CODE = 2, 0, 1
_WITH_KEY, _SHORT = 17, 0
_CRC_PRESET = 0x5A6B7C8D
_RSA_BITS = 2048


class ProbeError(ValueError):
    """A datagram that is no probe."""


@dataclass(frozen=True)
class Probe:
    """What somebody who looks for devices sends: perhaps a key to encrypt to."""

    serial: int
    key: str | None = None

    @classmethod
    def decode(cls, data: bytes) -> Probe:
        """Take a datagram apart."""
        if len(data) < _HEADER.size:
            raise ProbeError("too short")
        version, kind, op_code, length, flags, filler, serial, crc = _HEADER.unpack_from(data)
        body = data[_HEADER.size :]
        if (version, kind, op_code, filler) != (_VERSION, _TYPE, _OP_CODE, 0):
            raise ProbeError("no probe")
        if length != len(body) or flags not in ({_WITH_KEY} if body else {_WITH_KEY, _SHORT}):
            raise ProbeError("wrong length or flags")
        if crc != _checksum(data):
            raise ProbeError("wrong checksum")
        return cls(serial, _key(body) if body else None)


def _checksum(data: bytes) -> int:
    return zlib.crc32(data[:12] + struct.pack(">I", _CRC_PRESET) + data[_HEADER.size :])


def _key(body: bytes) -> str:
    try:
        key = json.loads(body)["params"]["rsa_key"]
    except (ValueError, KeyError, TypeError) as error:
        raise ProbeError("no key") from error
    if not isinstance(key, str):
        raise ProbeError("no key")
    return key


def encode_answer(content: Json, serial: int) -> bytes:
    """Return an answer with the header that probes have."""
    body = json.dumps(content, separators=(",", ":")).encode()

    def head(crc: int) -> bytes:
        return _HEADER.pack(_VERSION, _TYPE, _OP_CODE, len(body), _WITH_KEY, 0, serial, crc)

    return head(_checksum(head(0) + body)) + body


class ProbeResponder:
    """The discovery ports of a device that speaks KLAP, as one endpoint."""

    def __init__(self, device: KasaDevice, ports: tuple[int, ...]) -> None:
        """Prepare; `open` binds."""
        self._device = device
        self._sockets = [self._socket(port, nth) for nth, port in enumerate(ports)]

    def _socket(self, port: int, nth: int) -> UdpPort:
        def receive(data: bytes, peer: Peer) -> None:
            self.receive(data, peer, nth)

        return UdpPort(self._device.address, port, receive)

    @property
    def port(self) -> int:
        """The first of the ports in use."""
        return self._sockets[0].port

    @property
    def ports(self) -> tuple[int, ...]:
        """All ports in use."""
        return tuple(one.port for one in self._sockets)

    def open(self) -> None:
        """Bind."""
        for one in self._sockets:
            one.open()

    def close(self) -> None:
        """Stop receiving."""
        for one in self._sockets:
            one.close()

    def stall(self) -> None:
        """Swallow what comes in."""
        for one in self._sockets:
            one.stall()

    def resume(self) -> None:
        """Answer again."""
        for one in self._sockets:
            one.resume()

    def receive(self, data: bytes, peer: Peer, nth: int = 0) -> None:
        """Take a datagram, sent to this device alone or to all, and answer from the nth port."""
        self._device.spawn(self._respond(data, peer, self._sockets[nth]))

    async def _respond(self, data: bytes, peer: Peer, port: UdpPort) -> None:
        if self._device.crashed:
            return
        try:
            probe = Probe.decode(data)
        except ProbeError:
            return
        content = {"error_code": 0, "result": self._describe(probe)}
        steps = (Send(encode_answer(content, probe.serial), _HEADER.size),)
        delivery = Delivery(steps, frozenset({PROBE}), stream=False)
        await self._device.transmit(delivery, Datagram(port, peer))

    def _describe(self, probe: Probe) -> Json:
        device, quirks = self._device, self._device.quirks
        account = device.klap.account
        unbound = device.klap.needs_adding or not account.owner
        facts: Json = {
            "device_id": hashlib.md5(device.device_id.encode()).hexdigest(),
            "owner": "" if unbound else account.owner,
            "device_type": f"IOT.SMART{'BULB' if device.model.family in LIGHTS else 'PLUGSWITCH'}",
            "device_model": device.model.name,
            "ip": device.address,
            "mac": device.mac.replace(":", "-"),
            "hw_ver": device.model.hw_ver,
            "factory_default": unbound,
            "is_support_iot_cloud": True,
            "obd_src": "tplink",
            "mgt_encrypt_schm": self._scheme(),
        }
        if quirks.encrypts_discovery and probe.key is not None:
            extras = {"connect_type": "wireless", "connect_ssid": device.ssid}
            encrypted = _encrypt_to(probe.key, extras)
            facts |= {"encrypt_info": encrypted} if encrypted else {}
        return facts

    def _scheme(self) -> Json:
        device = self._device
        scheme: Json = {
            "is_support_https": False,
            "encrypt_type": "KLAP",
            "http_port": device.klap.port,
        }
        if device.klap_version == 2:
            shown = device.quirks.shown_klap_version
            scheme |= {key: value for key, value in (("lv", 2), ("new_klap", 1)) if key in shown}
        return scheme


def _encrypt_to(pem: str, content: Json) -> Json | None:
    """Return what only the owner of the key can read, or None if the key is of no use."""
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except ValueError:
        return None
    if not isinstance(key, RSAPublicKey) or key.key_size != _RSA_BITS:
        return None
    secret = secrets.token_bytes(32)
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(secret[:16]), modes.CBC(secret[16:])).encryptor()
    padded = padder.update(json.dumps(content).encode()) + padder.finalize()
    oaep = rsa_padding.OAEP(rsa_padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
    return {
        "sym_schm": "AES",
        "key": base64.b64encode(key.encrypt(secret, oaep)).decode(),
        "data": base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode(),
    }
