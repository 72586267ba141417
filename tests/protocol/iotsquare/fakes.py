"""A small server that answers as it is told, and remembers what it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, Self

import aiohttp
from aiohttp import web

from custom_components.accord.protocol.iotsquare import IoTSquareClient, Pace

SAMPLES: list[dict[str, Any]] = json.loads(
    (Path(__file__).with_name("samples") / "openapi.json").read_text(encoding="utf-8")
)
"""Samples of the vendor's document."""

TOKEN = "tok+en/tok+en/tok+en/=="
OK: Mapping[str, Any] = {"code": 0, "msg": "ok"}
AT_ONCE = Pace(gap=0.0, first_wait=0.0, longest_wait=0.0)


def samples(path: str, kind: str = "response") -> list[dict[str, Any]]:
    """Return the document's samples of an operation."""
    return [one["sample"] for one in SAMPLES if (one["path"], one["kind"]) == (path, kind)]


def sample(path: str, kind: str = "response") -> dict[str, Any]:
    """Return the first of them."""
    return samples(path, kind)[0]


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True)
class Raw:
    """An answer that is no plain envelope; ``body`` as it is sent."""

    body: bytes = b""
    status: int = 200


type Answer = Mapping[str, Any] | Raw


class FakeServer:
    """Answers with what was told for a path: one after the other, the last one again and again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[str, list[Answer]] = {}
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    def tell(self, path: str, *answers: Answer) -> None:
        """Set the answers of a path."""
        self._answers[path] = list(answers)

    @property
    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [one.path for one in self.asked]

    @property
    def last(self) -> Asked:
        """Return the newest request."""
        return self.asked[-1]

    async def _serve(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/openapi/")
        text = await request.text()
        body = json.loads(text) if text else None
        self.asked.append(
            Asked(request.method, path, dict(request.query), dict(request.headers), body)
        )
        answers = self._answers.get(path)
        if not answers:
            return web.Response(status=404, text="404 page not found")
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Raw):
            return web.Response(status=answer.status, body=answer.body)
        return web.json_response(answer)


def client_of(
    session: aiohttp.ClientSession, server: FakeServer, pace: Pace = AT_ONCE
) -> IoTSquareClient:
    """Return a client of a server."""
    return IoTSquareClient(session, server.url, TOKEN, pace=pace)
