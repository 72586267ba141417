"""A raw KLAP client for simulated Kasa devices: own HTTP, own hashes, nothing taken for granted."""

import asyncio
from dataclasses import dataclass
import hashlib
import json
import socket
from typing import Any, Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from simulators.kasa import KasaDevice
from tests.simulators.raw_stream import PATIENCE, RawStream

type Json = dict[str, Any]

ACCOUNT = ("user@example.com", "secret")
LOCAL_SEED = bytes(range(16))


@dataclass(frozen=True)
class HttpAnswer:
    """Status, headers in lower case, and body."""

    status: int
    headers: dict[str, str]
    body: bytes


class RawHttp(RawStream):
    """One HTTP connection."""

    def __init__(self, device: KasaDevice) -> None:
        """Aim at a device."""
        super().__init__(device.address, device.klap.port)

    def send(self, path: str, body: bytes, cookie: str = "", method: str = "POST") -> None:
        """Send one request."""
        lines = [f"{method} {path} HTTP/1.1", "Host: device", f"Content-Length: {len(body)}"]
        if cookie:
            lines.append(f"Cookie: {cookie}")
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)

    async def receive(self) -> HttpAnswer:
        """Read one answer."""
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): text for name, text in (row.split(": ", 1) for row in lines)}
            body = await self.reader.readexactly(int(headers["content-length"]))
        return HttpAnswer(int(first.split(" ")[1]), headers, body)

    async def post(self, path: str, body: bytes, cookie: str = "") -> HttpAnswer:
        """Send a request and read its answer."""
        self.send(path, body, cookie)
        return await self.receive()


def auth_hash(version: int, user: str, password: str) -> bytes:
    """Return the hash of an account."""
    inner, outer = (hashlib.md5, hashlib.md5) if version == 1 else (hashlib.sha1, hashlib.sha256)
    return outer(inner(user.encode()).digest() + inner(password.encode()).digest()).digest()


class RawKlap(RawHttp):
    """One KLAP session on one connection."""

    def __init__(
        self, device: KasaDevice, version: int = 2, account: tuple[str, str] = ACCOUNT
    ) -> None:
        """Aim at a device."""
        super().__init__(device)
        self.version = version
        self.auth = auth_hash(version, *account)

    async def __aenter__(self) -> Self:
        """Connect and log in."""
        await super().__aenter__()
        await self.log_in()
        return self

    async def log_in(self) -> None:
        """Go through both handshakes."""
        first = await self.handshake1()
        assert first.status == 200
        assert first.body[16:] == self.device_proof()
        assert (await self.handshake2()).status == 200

    async def handshake1(self, seed: bytes = LOCAL_SEED) -> HttpAnswer:
        """Exchange seeds."""
        answer = await self.post("/app/handshake1", seed)
        if answer.status == 200:
            self.local, self.remote = seed, answer.body[:16]
            self.cookie = answer.headers["set-cookie"].split(";")[0]
            self.derive()
        return answer

    async def handshake2(self, body: bytes | None = None, cookie: str | None = None) -> HttpAnswer:
        """Prove to know the account."""
        return await self.post(
            "/app/handshake2",
            self.client_proof() if body is None else body,
            self.cookie if cookie is None else cookie,
        )

    def device_proof(self) -> bytes:
        """What the device has to send."""
        middle = b"" if self.version == 1 else self.remote
        return hashlib.sha256(self.local + middle + self.auth).digest()

    def client_proof(self) -> bytes:
        """What the client has to send."""
        middle = b"" if self.version == 1 else self.local
        return hashlib.sha256(self.remote + middle + self.auth).digest()

    def derive(self) -> None:
        """Make the keys of the session."""
        material = self.local + self.remote + self.auth
        self.key = hashlib.sha256(b"lsk" + material).digest()[:16]
        self.signature_key = hashlib.sha256(b"ldk" + material).digest()[:28]
        vector = hashlib.sha256(b"iv" + material).digest()
        self.prefix = vector[:12]
        self.seq = int.from_bytes(vector[12:][-4:], "big", signed=True)

    def seal(self, request: Json | str | bytes, seq: int) -> bytes:
        """Return the body of a request."""
        text = request if isinstance(request, str | bytes) else json.dumps(request)
        plain = text.encode() if isinstance(text, str) else text
        fill = 16 - len(plain) % 16
        encryptor = self._aes(seq).encryptor()
        secret = encryptor.update(plain + bytes([fill]) * fill) + encryptor.finalize()
        return self._sign(secret, seq) + secret

    def unseal(self, body: bytes, seq: int) -> bytes:
        """Return an answer in plain."""
        secret = body[32:]
        assert body[:32] == self._sign(secret, seq)
        decryptor = self._aes(seq).decryptor()
        plain = decryptor.update(secret) + decryptor.finalize()
        assert plain.endswith(plain[-1:] * plain[-1])
        return plain[: -plain[-1]]

    def _aes(self, seq: int) -> Cipher[modes.CBC]:
        vector = self.prefix + seq.to_bytes(4, "big", signed=True)
        return Cipher(algorithms.AES(self.key), modes.CBC(vector))

    def _sign(self, secret: bytes, seq: int) -> bytes:
        number = seq.to_bytes(4, "big", signed=True)
        return hashlib.sha256(self.signature_key + number + secret).digest()

    def send_request(self, request: Json | str | bytes, seq: int | None = None) -> None:
        """Send one request, the next one unless told otherwise."""
        self.seq = self.seq + 1 if seq is None else seq
        self.send(f"/app/request?seq={self.seq}", self.seal(request, self.seq), self.cookie)

    async def request(self, request: Json | str | bytes, seq: int | None = None) -> HttpAnswer:
        """Send one request and read its answer as it comes."""
        self.send_request(request, seq)
        return await self.receive()

    async def ask(self, request: Json | str | bytes) -> Json:
        """Send one request and return its answer in plain."""
        answer = await self.request(request)
        assert answer.status == 200
        content = json.loads(self.unseal(answer.body, self.seq))
        assert isinstance(content, dict)
        return content


class RawProbe:
    """One UDP socket that looks for devices with KLAP."""

    def __init__(self) -> None:
        """Bind to any port."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self._socket.setblocking(False)
        self._socket.bind(("0.0.0.0", 0))

    def __enter__(self) -> Self:
        """Open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self._socket.close()

    @property
    def port(self) -> int:
        """The port it is bound to."""
        return int(self._socket.getsockname()[1])

    def send(self, data: bytes, target: tuple[str, int]) -> None:
        """Send one datagram as it is."""
        self._socket.sendto(data, target)

    async def receive_raw(self) -> tuple[bytes, tuple[str, int]]:
        """Return the next datagram, and who sent it."""
        async with asyncio.timeout(PATIENCE):
            loop = asyncio.get_running_loop()
            return await loop.sock_recvfrom(self._socket, 65536)

    async def receive(self) -> tuple[Json, tuple[str, int]]:
        """Return the next answer's result, and who sent it."""
        data, sender = await self.receive_raw()
        answer = json.loads(data[16:])
        assert answer["error_code"] == 0
        assert isinstance(answer["result"], dict)
        return answer["result"], sender
