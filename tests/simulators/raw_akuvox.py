"""A raw HTTP client for simulated Akuvox units: own requests, own Digest, nothing taken for granted."""

import asyncio
from dataclasses import dataclass
import hashlib
import json
import re
import ssl
from typing import Any
from urllib.parse import urlencode

from simulators.akuvox import AkuvoxDevice
from tests.simulators.raw_stream import PATIENCE, RawStream

type Json = dict[str, Any]

ACCOUNT = ("admin", "httpapi")
CNONCE = "f00dfeed"


@dataclass(frozen=True)
class HttpAnswer:
    """Status, headers in lower case, and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        """The body as JSON."""
        found: Json = json.loads(self.body)
        return found


def md5(text: str | bytes) -> str:
    """Return a sum in hex."""
    return hashlib.md5(
        text.encode() if isinstance(text, str) else text, usedforsecurity=False
    ).hexdigest()


def insecure() -> ssl.SSLContext:
    """Return a context that trusts everybody."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def read_answer(reader: asyncio.StreamReader) -> HttpAnswer:
    """Read one answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): text for name, text in (row.split(": ", 1) for row in lines)}
    body = await reader.readexactly(int(headers["content-length"]))
    return HttpAnswer(int(first.split(" ")[1]), headers, body)


class RawHttp(RawStream):
    """One HTTP connection."""

    def __init__(self, device: AkuvoxDevice, tls: ssl.SSLContext | None = None) -> None:
        """Aim at a device."""
        super().__init__(device.address, device.port if tls is None else device.https_port, tls)

    def send(self, method: str, target: str, body: bytes = b"", **headers: str) -> None:
        """Send one request; `_` in names of headers stands for `-`."""
        lines = [f"{method} {target} HTTP/1.1", "Host: unit"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if body or method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)

    async def receive(self) -> HttpAnswer:
        """Read one answer."""
        async with asyncio.timeout(PATIENCE):
            return await read_answer(self.reader)

    async def ask(self, method: str, target: str, body: bytes = b"", **headers: str) -> HttpAnswer:
        """Send a request and read its answer."""
        self.send(method, target, body, **headers)
        return await self.receive()


async def ask(
    device: AkuvoxDevice, method: str, target: str, body: bytes = b"", **headers: str
) -> HttpAnswer:
    """Send one request on a connection of its own."""
    async with RawHttp(device) as http:
        return await http.ask(method, target, body, **headers)


async def get(device: AkuvoxDevice, operation: str, **query: object) -> Json:
    """Ask by GET and return the answer's JSON."""
    target = f"/api/{operation}{'?' if query else ''}{urlencode(query)}"
    answer = await ask(device, "GET", target)
    assert answer.status == 200
    return answer.json


async def post(device: AkuvoxDevice, operation: str, data: Json | None = None) -> Json:
    """Ask by POST with an envelope and return the answer's JSON."""
    answer = await post_to(device, f"/api/{operation}", operation, data)
    assert answer.status == 200
    return answer.json


async def post_to(
    device: AkuvoxDevice, path: str, operation: str, data: Json | None = None
) -> HttpAnswer:
    """Send an envelope to some path."""
    target, _, action = operation.partition("/")
    envelope: Json = {"target": target, "action": action}
    if data is not None:
        envelope["data"] = data
    body = json.dumps(envelope).encode()
    return await ask(device, "POST", path, body, Content_Type="application/json")


async def upload(
    device: AkuvoxDevice, target: str, content: bytes, filename: str, field: str = "config"
) -> Json:
    """Send one file as a form."""
    head = f'--x\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return (await ask(device, "POST", f"/api/{target}", body, Content_Type=kind)).json


def challenge(answer: HttpAnswer) -> dict[str, str]:
    """Return the parameters of a challenge."""
    text = answer.headers["www-authenticate"]
    return {name: a or b for name, a, b in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', text)}


def digest(
    asked: dict[str, str],
    method: str,
    uri: str,
    body: bytes = b"",
    *,
    qop: str = "auth",
    count: int = 1,
    account: tuple[str, str] = ACCOUNT,
) -> str:
    """Return an Authorization header (RFC 7616; RFC 2069 with an empty qop)."""
    user, password = account
    secret = md5(f"{user}:{asked['realm']}:{password}")
    what = md5(f"{method}:{uri}" + (f":{md5(body)}" if qop == "auth-int" else ""))
    parts = [f'username="{user}"', f'realm="{asked["realm"]}"', f'nonce="{asked["nonce"]}"']
    parts += [f'uri="{uri}"', f'opaque="{asked["opaque"]}"']
    middle = asked["nonce"]
    if qop:
        middle += f":{count:08x}:{CNONCE}:{qop}"
        parts += [f"qop={qop}", f"nc={count:08x}", f'cnonce="{CNONCE}"']
    parts.append(f'response="{md5(f"{secret}:{middle}:{what}")}"')
    return f"Digest {', '.join(parts)}"
