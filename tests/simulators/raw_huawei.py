"""A plain HTTPS client of simulated Huawei platforms, and a catcher of their notifications."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
import ssl
import tempfile
from typing import Any

import aiohttp
from aiohttp import web

from simulators.certificates import Certificate
from simulators.huawei import HuaweiPlatform
from tests.simulators.raw_stream import PATIENCE

type Json = dict[str, Any]

LOGIN = "/iocm/app/sec/v1.1.0/login"
REFRESH = "/iocm/app/sec/v1.1.0/refreshToken"
CODES = "/iocm/app/reg/v1.1.0/deviceCredentials"
PASSWORDS = "/iocm/app/reg/v2.0.0/deviceCredentials"
DEVICES = "/iocm/app/dm/v1.4.0/devices"
SHADOWS = "/iocm/app/shadow/v1.5.0/devices"
DESIRED_HISTORY = "/iocm/app/shadow/v1.5.0/deviceDesiredHistory"
HISTORY = "/iocm/app/data/v1.2.0/deviceDataHistory"
CAPABILITIES = "/iocm/app/data/v1.1.0/deviceCapabilities"
SUBSCRIPTIONS = "/iocm/app/sub/v1.2.0/subscriptions"
MANAGEMENT = "/iodm/app/sub/v1.1.0/subscribe"
COMMANDS = "/iocm/app/cmd/v1.4.0/deviceCommands"
REVOCATIONS = "/iocm/app/cmd/v1.4.0/deviceCommandCancelTasks"
TASKS = "/iocm/app/batchtask/v1.1.0/tasks"
TASK_DETAILS = "/iocm/app/batchtask/v1.1.0/taskDetails"
GROUPS = "/iocm/app/devgroup/v1.3.0/devGroups"
MEMBERS = "/iocm/app/dm/v1.2.0/devices/ids"
ADD_MEMBERS = "/iocm/app/dm/v1.1.0/devices/addDevGroupTagToDevices"
REMOVE_MEMBERS = "/iocm/app/dm/v1.1.0/devices/deleteDevGroupTagFromDevices"
PACKAGES = "/iodm/northbound/v1.5.0/category"
UPGRADES = "/iodm/northbound/v1.5.0/operations"


def trusting(platform: HuaweiPlatform, shown: Certificate | None) -> ssl.SSLContext:
    """Return the context of a client that trusts the platform and shows a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=platform.authority.pem.decode())
    if shown is not None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "client.pem"
            path.write_bytes(shown.key + shown.chain)
            context.load_cert_chain(path)
    return context


@dataclass
class Answer:
    """One answer."""

    status: int
    body: Any

    @property
    def code(self) -> int:
        """The error code, 0 if there is none."""
        return int(self.body["error_code"]) if self.body and "error_code" in self.body else 0

    @property
    def refusal(self) -> tuple[int, int]:
        """Status and code."""
        return self.status, self.code


class Api:
    """Asks one platform as one application."""

    def __init__(
        self, http: aiohttp.ClientSession, platform: HuaweiPlatform, app_id: str, secret: str
    ) -> None:
        """Ask with the platform's client certificate."""
        self.http = http
        self.platform = platform
        self.app_id = app_id
        self.secret = secret
        self.token = ""
        self.ssl = trusting(platform, platform.client_certificate)

    async def raw(self, method: str, path: str, **options: Any) -> Answer:
        """Ask without headers of one's own."""
        url = self.platform.base_url + path
        async with self.http.request(method, url, ssl=self.ssl, **options) as answer:
            text = await answer.text()
            return Answer(answer.status, await answer.json() if text else None)

    async def login(self) -> Json:
        """Get a token."""
        form = {"appId": self.app_id, "secret": self.secret}
        answer = await self.raw("POST", LOGIN, data=form)
        assert answer.status == 200, answer
        self.token = answer.body["accessToken"]
        found: Json = answer.body
        return found

    async def ask(self, method: str, path: str, /, body: Any = None, **query: Any) -> Answer:
        """Ask as an application does."""
        headers = {"app_key": self.app_id, "Authorization": f"Bearer {self.token}"}
        params = {name: str(value) for name, value in query.items() if value is not None}
        return await self.raw(method, path, headers=headers, params=params, json=body)

    async def get(self, path: str, /, **query: Any) -> Any:
        """Return what is answered with 200."""
        answer = await self.ask("GET", path, **query)
        assert answer.refusal == (200, 0), answer
        return answer.body

    async def post(self, path: str, body: Any, /, status: int = 200, **query: Any) -> Any:
        """Do something by POST."""
        answer = await self.ask("POST", path, body, **query)
        assert answer.refusal == (status, 0), answer
        return answer.body

    async def put(self, path: str, body: Any, /, status: int = 200, **query: Any) -> Any:
        """Do something by PUT."""
        answer = await self.ask("PUT", path, body, **query)
        assert answer.refusal == (status, 0), answer
        return answer.body

    async def delete(self, path: str, /, status: int = 204, **query: Any) -> None:
        """Do something by DELETE."""
        answer = await self.ask("DELETE", path, **query)
        assert answer.refusal == (status, 0), answer

    async def subscribe(self, url: str, *types: str) -> None:
        """Subscribe to service data."""
        for type_ in types:
            await self.post(SUBSCRIPTIONS, {"notifyType": type_, "callbackUrl": url}, 201)

    async def command(self, device_id: str, service: str, method: str, /, **members: Any) -> Json:
        """Send a command that may be cached."""
        command = {"serviceId": service, "method": method, "paras": members.pop("paras", {})}
        body = {"deviceId": device_id, "command": command, **members}
        found: Json = await self.post(COMMANDS, body, 201)
        return found


# --- notifications ----------------------------------------------------------------------------


@dataclass
class Catcher:
    """Takes notifications; answers `status`, or nothing until `waits_for` is set."""

    base: str = ""
    status: int = 200
    waits_for: asyncio.Event | None = None
    caught: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    paths: list[str] = field(default_factory=list)
    broken: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        """Take one."""
        self.paths.append(request.path)
        try:
            self.caught.put_nowait(await request.json())
        except ValueError:
            self.broken.set()
        if self.waits_for is not None:
            await self.waits_for.wait()
        return web.Response(status=self.status, text="ok")

    async def next(self) -> Json:
        """Return the next one."""
        async with asyncio.timeout(PATIENCE):
            return await self.caught.get()

    async def take_many(self, count: int) -> list[Json]:
        """Return the next ones."""
        return [await self.next() for _ in range(count)]

    async def types(self, count: int) -> list[str]:
        """Return the types of the next ones."""
        return [one.get("notifyType", "") for one in await self.take_many(count)]


@asynccontextmanager
async def catching(
    address: str = "127.79.9.2", context: ssl.SSLContext | None = None
) -> AsyncIterator[Catcher]:
    """Take notifications while the context is open."""
    catcher = Catcher()
    app = web.Application(client_max_size=16 * 1024 * 1024)
    app.router.add_route("*", "/{tail:.*}", catcher.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, address, 0, ssl_context=context)
    await site.start()
    port = runner.addresses[0][1]
    scheme = "http" if context is None else "https"
    catcher.base = f"{scheme}://{address}:{port}/v1.0.0/messageReceiver"
    try:
        yield catcher
    finally:
        if catcher.waits_for is not None:
            catcher.waits_for.set()
        await runner.cleanup()


async def advance(platform: HuaweiPlatform, seconds: float) -> None:
    """Move the time of a platform, and let it do what is due."""
    platform.clock.advance(seconds)
    platform.agenda.run_due()
    await asyncio.sleep(0)
