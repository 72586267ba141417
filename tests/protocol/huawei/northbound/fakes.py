"""A small platform: answers what it is told to, and keeps tokens as strictly as a real one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path
import ssl
from typing import Any, Self

from aiohttp import web

from custom_components.accord.protocol.huawei.northbound.paths import PATHS

APP, SECRET = "homeApp01", "demo-secret"
SAMPLES = Path(__file__).parent / "samples"

HANG_UP = web.Response()
"""The connection ends instead of an answer."""

type Answer = Any
"""JSON, a response, a list of answers one after the other, or what makes one of a request."""


def samples(name: str) -> dict[str, Any]:
    """Return the document's examples: requests, answers, notifications."""
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def error(code: int | str, status: int = 200) -> web.Response:
    """Return an answer that means failure."""
    body = {"error_code": str(code), "error_desc": "The words are free."}
    return web.json_response(body, status=status)


@dataclass(frozen=True)
class Request:
    """What arrived."""

    operation: str
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes = field(repr=False)

    @property
    def body(self) -> Any:
        """Return the JSON."""
        return json.loads(self.raw) if self.raw else None


class FakePlatform:
    """``answers`` are by the number of the operation; what has none succeeds without content."""

    def __init__(
        self, answers: Mapping[str, Answer] | None = None, tls: ssl.SSLContext | None = None
    ) -> None:
        self.answers: dict[str, Answer] = dict(answers or {})
        self.requests: list[Request] = []
        self.logins = 0
        self.refreshes = 0
        self.token = ""
        self.expires_in: Any = 3600
        self.port = 0
        self._tls = tls
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Return the address."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def sent(self, operation: str) -> list[Request]:
        """Return the requests of one operation."""
        return [one for one in self.requests if one.operation == operation]

    def forget(self) -> None:
        """Make the token invalid, as the login of another program does."""
        self.token = "somebody-else"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{tail:.*}", self._serve)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._tls).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        found = Request(
            operation_of(request.method, request.path),
            request.method,
            request.raw_path.partition("?")[0],
            dict(request.query),
            {name.lower(): value for name, value in request.headers.items()},
            await request.read(),
        )
        self.requests.append(found)
        special = self._next(found)
        if special is HANG_UP and request.transport is not None:
            request.transport.abort()
        if special is not None:
            return special
        if found.operation == "1.3.1":
            return self._login(found)
        if found.operation == "1.3.2":
            return self._refresh(found)
        wanted = (f"Bearer {self.token}", APP)
        if (found.headers.get("authorization"), found.headers.get("app_key")) != wanted:
            return error(1010005, 403)
        return web.Response(status=200)

    def _next(self, found: Request) -> web.StreamResponse | None:
        """Return what is laid down for an operation, once the token is right."""
        if found.operation not in self.answers:
            return None
        if not found.operation.startswith("1.3.") and (
            found.headers.get("authorization") != f"Bearer {self.token}"
        ):
            return error(1010005, 403)
        answer = self.answers[found.operation]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Callable):  # type: ignore[arg-type]
            answer = answer(found)
        if answer is None or isinstance(answer, web.StreamResponse):
            return answer
        return web.json_response(answer)

    def _login(self, found: Request) -> web.Response:
        form = found.raw.decode()
        if form != f"appId={APP}&secret={SECRET}":
            return error(100208, 401)
        self.logins += 1
        return self._issue()

    def _refresh(self, found: Request) -> web.Response:
        if found.body.get("refreshToken") != f"r-{self.token}":
            return error(50400, 400)
        self.refreshes += 1
        return self._issue()

    def _issue(self) -> web.Response:
        self.token = f"t{self.logins}.{self.refreshes}"
        return web.json_response(
            {
                "accessToken": self.token,
                "refreshToken": f"r-{self.token}",
                "tokenType": "bearer",
                "expiresIn": self.expires_in,
                "scope": "default",
            }
        )


def operation_of(method: str, path: str) -> str:
    """Return which operation a request is; empty for none."""
    parts = path.split("/")
    fitting = [
        number
        for number, endpoint in PATHS.items()
        if endpoint.method == method and _fits(endpoint.template.split("/"), parts)
    ]
    return fitting[0] if len(fitting) == 1 else min(fitting, key=_holes, default="")


def _fits(template: list[str], parts: list[str]) -> bool:
    return len(template) == len(parts) and all(
        one.startswith("{") or one == part for one, part in zip(template, parts, strict=True)
    )


def _holes(number: str) -> int:
    return PATHS[number].template.count("{")
