"""Somebody to whom servers push, for tests."""

import asyncio
from typing import Self

from aiohttp import web

from custom_components.accord.protocol.iotsquare import PushEvent, parse_push


class PushListener:
    """Takes pushes below one path, and answers at once."""

    path = "/api/accord/abc"

    def __init__(self) -> None:
        self.events: asyncio.Queue[PushEvent] = asyncio.Queue()
        self.headers: list[dict[str, str]] = []
        self.deaf = False
        """Refuses everything: what is pushed meanwhile is lost."""
        self._runner: web.AppRunner | None = None
        self.link = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post(f"{self.path}/{{kind}}", self._take)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.link = f"http://127.0.0.1:{self._runner.addresses[0][1]}{self.path}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def next[T: PushEvent](self, kind: type[T]) -> T:
        """Wait for the next push of a kind; others before it are left out."""
        async with asyncio.timeout(10):
            while not isinstance(found := await self.events.get(), kind):
                pass
            return found

    async def _take(self, request: web.Request) -> web.Response:
        if self.deaf:
            return web.Response(status=503)
        self.headers.append(dict(request.headers))
        self.events.put_nowait(parse_push(request.match_info["kind"], await request.read()))
        return web.Response()
