"""Action URLs: a unit calls them when something happens. Here only loopback is ever called."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
import ipaddress
import json
import re
import ssl
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from simulators.akuvox.keys import URLS
from simulators.akuvox.rows import Row

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_VARIABLE = re.compile(r"\$([A-Za-z_0-9]+)")
_PATIENCE = 10.0
_REMEMBERED = 500


@dataclass
class Push:
    """One call of a URL: for which event, how and with what result."""

    event: str
    method: str
    url: str
    status: int | None = None
    error: str = ""
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class ActionUrls:
    """Calls URLs one after another, in the order of events."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Know nothing to call yet."""
        self._device = device
        self._turn = asyncio.Lock()
        self.pushes: deque[Push] = deque(maxlen=_REMEMBERED)

    def call(self, event: str, values: Row | None = None, *, row: Row | None = None) -> None:
        """Call the URL of an event if there is one and the master switch is on."""
        config = self._device.config
        if config[f"{URLS}Enable"] == "1":
            self.call_url(event, config.get(f"{URLS}{event}", ""), values, row=row)

    def call_url(
        self, event: str, url: str, values: Row | None = None, *, row: Row | None = None
    ) -> None:
        """Call a URL with its variables replaced."""
        if not url:
            return
        method = self._device.config.get(f"{URLS}Method", "").upper() or "GET"
        filled = self._fill_in(url, values or {})
        if row is not None and method == "GET":
            filled += f"{'&' if '?' in filled else '?'}{urlencode(row)}"
        push = Push(event, method, filled)
        self.pushes.append(push)
        self._device.spawn(self._deliver(push, row))

    def _fill_in(self, url: str, values: Row) -> str:
        known = {**self._variables(), "active_url": url, **values}
        allowed = self._device.model.variables

        def value(match: re.Match[str]) -> str:
            if match[1] not in allowed:
                return match[0]
            text = known.get(match[1], "")
            return text if self._device.quirks.raw_values else quote(text, safe=":")

        return _VARIABLE.sub(value, url)

    def _variables(self) -> Row:
        device = self._device
        return {
            "mac": device.mac.replace(":", ""),
            "ip": device.address,
            "model": device.model.name,
            "firmware": device.firmware.version,
            "remote": device.line.remote,
            "time": f"{device.local_time():%Y-%m-%d %H:%M:%S}",
            "alarmstatus": "0",
            "unlocktype": "Null",
            "location": device.config["Config.DoorSetting.DEVICENODE.Location"],
            **{
                f"relay{relay.number}status": str(int(relay.switched))
                for relay in device.relays.relays.values()
            },
            **{
                f"input{number}status": str(one.level)
                for number, one in enumerate(device.inputs.inputs.values(), start=1)
            },
        }

    async def _deliver(self, push: Push, row: Row | None) -> None:
        async with self._turn:
            try:
                async with asyncio.timeout(_PATIENCE):
                    push.status = await _send(push, row)
            except (OSError, ValueError, EOFError, ssl.SSLError) as error:
                push.error = type(error).__name__
            finally:
                push.ended.set()


async def _send(push: Push, row: Row | None) -> int:
    """Call a URL and return the status of the answer."""
    parts = urlsplit(push.url)
    reader, writer = await _connect(parts)
    try:
        writer.write(_request(push, parts, row))
        await writer.drain()
        line = await reader.readline()
        found = re.match(rb"HTTP/1\.[01] (\d{3})", line)
        if found is None:
            raise ValueError("no HTTP")
        return int(found[1])
    finally:
        writer.transport.abort()


async def _connect(parts: SplitResult) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not ipaddress.ip_address(host).is_loopback:
        raise ValueError("only loopback is called")
    if parts.scheme == "http":
        return await asyncio.open_connection(host, parts.port or 80)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return await asyncio.open_connection(host, parts.port or 443, ssl=context)


def _request(push: Push, parts: SplitResult, row: Row | None) -> bytes:
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    body = b""
    lines = [f"{push.method} {target} HTTP/1.1", f"Host: {parts.netloc}", "User-Agent: Akuvox"]
    if push.method == "POST":
        body = json.dumps(row or {}).encode()
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
