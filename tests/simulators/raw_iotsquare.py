"""A plain HTTP client of simulated IoTSquare servers, and a catcher of their pushes."""

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from simulators.iotsquare import IoTSquareServer
from tests.simulators.raw_stream import PATIENCE

type Json = dict[str, Any]

KEY = "a14e7a59f879d32a47d1c0825bdcfe0b"
OTHER_KEY = "678211ee2b22b3bf216f28296e3eb67b"
HEADER = "X-Access-Token"


class Api:
    """Asks one server."""

    def __init__(self, http: aiohttp.ClientSession, server: IoTSquareServer) -> None:
        """Have the server's own token."""
        self.http = http
        self.server = server
        self.headers = {HEADER: server.token}

    async def raw(
        self, method: str, operation: str, *, headers: Json | None = None, **options: Any
    ) -> tuple[int, bytes]:
        """Return status and body."""
        url = f"{self.server.base_url}/openapi/{operation}"
        sent = self.headers if headers is None else headers
        async with self.http.request(method, url, headers=sent, **options) as answer:
            return answer.status, await answer.read()

    async def ask(self, method: str, operation: str, **options: Any) -> Json:
        """Return the envelope of an answer with status 200."""
        url = f"{self.server.base_url}/openapi/{operation}"
        async with self.http.request(method, url, headers=self.headers, **options) as answer:
            assert answer.status == 200, await answer.text()
            assert answer.content_type == "application/json"
            found: Json = await answer.json()
        return found

    async def get(self, operation: str, **query: object) -> Json:
        """Ask by GET."""
        params = {name: str(value) for name, value in query.items()}
        return await self.ask("GET", operation, params=params)

    async def post(self, operation: str, /, **members: object) -> Json:
        """Ask by POST."""
        return await self.ask("POST", operation, json=members)

    async def code(self, operation: str, /, **members: object) -> int:
        """Return the code of a POST."""
        code: int = (await self.post(operation, **members))["code"]
        return code

    async def data(self, operation: str, /, **query: object) -> Any:
        """Return the data of a GET that goes well."""
        found = await self.get(operation, **query)
        assert found["code"] == 0, found
        return found["data"]

    # --- what many tests begin with ------------------------------------------

    async def new_app(self, name: str = "app", **members: object) -> int:
        """Make an application."""
        found = await self.post("app/create", appName=name, **members)
        assert found["code"] == 0, found
        number: int = found["appID"]
        return number

    async def new_device(self, app_id: int, dev_eui: str, /, **members: object) -> None:
        """Enter a device by OTAA."""
        found = await self.post("device/create", **{**otaa(app_id, dev_eui), **members})
        assert found["code"] == 0, found

    async def new_group(self, mc_eui: str, /, **members: object) -> None:
        """Make a group by hand, unless the members say otherwise."""
        found = await self.post("mcgroup/create", **{**by_hand(mc_eui), **members})
        assert found["code"] == 0, found


def otaa(app_id: int, dev_eui: str) -> Json:
    """Return what enters a class-A device."""
    return {
        "appID": app_id,
        "devName": f"d-{dev_eui}",
        "devEUI": dev_eui,
        "appEUI": "fbd11efce114c519",
        "region": "eu868",
        "subnet": "ch_00-07",
        "supportClassB": False,
        "supportClassC": False,
        "authType": "otaa",
        "appKey": KEY,
    }


def by_hand(mc_eui: str) -> Json:
    """Return what makes a group whose keys are put into devices by hand."""
    return {
        "mcEUI": mc_eui,
        "mcName": f"g-{mc_eui}",
        "region": "eu868",
        "subnet": "ch_00-07",
        "class": "C",
        "enableMCRemote": False,
        "mcAddr": mc_eui[:8],
        "mcAppSKey": KEY,
        "mcNwkSKey": OTHER_KEY,
    }


def automatic(mc_eui: str, link: str, group_id: int = 0) -> Json:
    """Return what turns that into a group that the server sets up."""
    return {
        "enableMCRemote": True,
        "groupID": group_id,
        "genAppKey": KEY,
        "pushURL": [link],
        "mcAddr": None,
        "mcAppSKey": None,
        "mcNwkSKey": None,
        "mcEUI": mc_eui,
    }


def gateway(gw_id: str, **members: object) -> Json:
    """Return what enters a gateway."""
    return {
        "gwID": gw_id,
        "gwName": gw_id,
        "gwType": "rhf2s208",
        "region": "eu868",
        "subnet": "ch_00-07",
        **members,
    }


def b64(data: bytes) -> str:
    """Return Base64."""
    return base64.b64encode(data).decode()


async def until(condition: Callable[[], object]) -> None:
    """Let other tasks run until they have brought something about."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0)


# --- pushes -----------------------------------------------------------------------------------


@dataclass
class Caught:
    """One push that came in."""

    path: str
    query: str
    headers: dict[str, str]
    body: Json


@dataclass
class Catcher:
    """Takes pushes; answers `status` after `delay` seconds."""

    base: str = ""
    status: int = 200
    waits_for: asyncio.Event | None = None
    caught: asyncio.Queue[Caught] = field(default_factory=asyncio.Queue)

    async def take(self, request: web.Request) -> web.Response:
        """Take one."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        found = Caught(request.path, request.query_string, headers, await request.json())
        self.caught.put_nowait(found)
        if self.waits_for is not None:
            await self.waits_for.wait()
        return web.Response(status=self.status)

    async def next(self) -> Caught:
        """Return the next one."""
        async with asyncio.timeout(PATIENCE):
            return await self.caught.get()

    async def kinds(self, count: int) -> list[str]:
        """Return the kinds of the next ones."""
        return [(await self.next()).body["type"] for _ in range(count)]


@asynccontextmanager
async def catching(address: str = "127.79.9.1") -> AsyncIterator[Catcher]:
    """Take pushes while the context is open."""
    catcher = Catcher()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", catcher.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, address, 0)
    await site.start()
    port = runner.addresses[0][1]
    catcher.base = f"http://{address}:{port}/hook"
    try:
        yield catcher
    finally:
        if catcher.waits_for is not None:
            catcher.waits_for.set()
        await runner.cleanup()
