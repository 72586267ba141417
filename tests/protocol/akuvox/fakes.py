"""A small unit for tests: answers operations as told and remembers what was asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import json
from typing import Any, Self

import aiohttp
from aiohttp import web

from custom_components.accord.protocol.akuvox.client import AkuvoxClient
from custom_components.accord.protocol.akuvox.session import AkuvoxSession, Pacing
from custom_components.accord.protocol.transport.http import HttpChannel

type Json = dict[str, Any]
type Answer = Json | web.Response | Callable[["Asked"], Any]

AT_ONCE = Pacing(after_read=0, after_write=0, between_chunks=0)


@dataclass(frozen=True)
class Asked:
    """One request as the unit understood it."""

    method: str
    path: str
    operation: str
    query: Json
    data: Any
    content: bytes = b""

    @property
    def line(self) -> str:
        """Return it as ``GET relay/status``."""
        return f"{self.method} {self.operation}"


def reply(data: Any = None, *, retcode: Any = 0, message: str = "OK", action: str = "x") -> Json:
    """Return an envelope."""
    found = {"retcode": retcode, "action": action, "message": message}
    return found if data is None else {**found, "data": data}


UNSUPPORTED = reply(retcode=-1, message="unsupport action", action="unknow")


def file(content: bytes, name: str) -> web.Response:
    """Return a download."""
    disposition = {"Content-Disposition": f"attachment;filename={name}"}
    return web.Response(body=content, content_type="application/octet-stream", headers=disposition)


class FakeUnit:
    """Answers the operations of ``answers``: with data, a whole response, or what a function says.

    A function gets the request; what it returns is data, an envelope (with ``retcode``) or a
    response. All other operations are unknown.
    """

    def __init__(self, answers: Mapping[str, Answer | None]) -> None:
        self.answers = dict(answers)
        self.requests: list[Asked] = []
        self.drops: set[str] = set()
        """Operations that are carried out, but end the connection instead of an answer."""
        self.port = 0
        self._http = aiohttp.ClientSession()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=1 << 26)
        app.router.add_route("*", "/{tail:.*}", self._serve)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def session(self) -> AkuvoxSession:
        """Return a session with it."""
        channel = HttpChannel(self._http, f"http://127.0.0.1:{self.port}")
        return AkuvoxSession(channel, pacing=AT_ONCE)

    @property
    def client(self) -> AkuvoxClient:
        """Return a client of it."""
        return AkuvoxClient(self._http, "127.0.0.1", self.port, pacing=AT_ONCE)

    @property
    def lines(self) -> list[str]:
        """Return what was asked: ``GET relay/status``."""
        return [asked.line for asked in self.requests]

    async def _serve(self, request: web.Request) -> web.Response:
        asked = await self._understand(request)
        self.requests.append(asked)
        if asked.operation not in self.answers:
            return web.json_response(UNSUPPORTED)
        found = self.answers[asked.operation]
        if callable(found):
            found = found(asked)
        if asked.operation in self.drops:
            assert request.transport is not None
            request.transport.abort()
        if isinstance(found, web.Response):
            return web.Response(body=found.body, status=found.status, headers=found.headers)
        if not isinstance(found, dict) or "retcode" not in found:
            found = reply(found)
        return web.json_response(found)

    async def _understand(self, request: web.Request) -> Asked:
        operation, data, content = request.path.removeprefix("/api/").strip("/"), None, b""
        if request.content_type == "multipart/form-data":
            part = await (await request.multipart()).next()
            assert isinstance(part, aiohttp.BodyPartReader)
            data = {"field": part.name, "filename": part.filename}
            content = bytes(await part.read())
        elif request.method == "POST":
            envelope = json.loads(await request.read())
            operation = f"{envelope['target']}/{envelope['action']}"
            data = envelope.get("data")
        return Asked(request.method, request.path, operation, dict(request.query), data, content)
