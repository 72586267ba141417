"""An application's server: takes notifications and reads them."""

import asyncio
from typing import Self

from aiohttp import web

from custom_components.accord.protocol.huawei.northbound import Notification, read_notification


class Receiver:
    """Listens on loopback; ``told`` is what came."""

    def __init__(self) -> None:
        self.told: list[Notification] = []
        self.port = 0
        self.status = 200
        self._came = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Return the address to be called."""
        return f"http://127.0.0.1:{self.port}/push/8f2c"

    def of[T: Notification](self, kind: type[T]) -> list[T]:
        """Return what came of one class."""
        return [one for one in self.told if isinstance(one, kind)]

    async def wait_for[T: Notification](self, kind: type[T], count: int = 1) -> list[T]:
        """Wait until so many came of one class."""
        async with asyncio.timeout(5), self._came:
            await self._came.wait_for(lambda: len(self.of(kind)) >= count)
        return self.of(kind)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**26)
        app.router.add_post("/push/8f2c", self._take)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        told = await read_notification(await request.read())
        async with self._came:
            self.told.append(told)
            self._came.notify_all()
        return web.Response(status=self.status, text="ok")
