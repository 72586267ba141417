"""The OpenAPI by HTTP: who asks, what is asked, and the envelope of every answer."""

from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
import json
from typing import TYPE_CHECKING, Any

from simulators.base import Outcome
from simulators.http_server import HttpReply, HttpRequest, HttpResponse
from simulators.iotsquare import topics  # noqa: F401  # enters all operations
from simulators.iotsquare.accounts import Script
from simulators.iotsquare.codes import STATUS_OF, TEXTS, Code
from simulators.iotsquare.message import Args, Refusal, Reply
from simulators.iotsquare.quirks import shaped
from simulators.iotsquare.registry import Operation, route

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

type Json = dict[str, Any]

ROOT = "/openapi/"

_BILINGUAL = (3, 4, 18)
_REMEMBERED = 5000
_WRITE_FAILURES = {"device/update": Code.DEVICE_UPDATE, "mcgroup/create": Code.GROUP_CREATE}
_JSON = (("Content-Type", "application/json; charset=utf-8"),)


@dataclass(frozen=True)
class Recorded:
    """One request that came in, for tests; tokens are not kept."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    operation: str
    code: int | None
    status: int


class ApiServer:
    """Answers the requests of the port."""

    def __init__(self, server: IoTSquareServer) -> None:
        """Serve a platform."""
        self._server = server
        self._under_way = 0
        self.requests: deque[Recorded] = deque(maxlen=_REMEMBERED)

    async def answer(self, request: HttpRequest) -> HttpReply:
        """Return the answer to one request, and take note of both."""
        found = self._find(request)
        if found is None:
            response = HttpResponse(
                HTTPStatus.NOT_FOUND, b"404 page not found", (("Content-Type", "text/plain"),)
            )
            self._note(request, "", None, response)
            return HttpReply(response)
        self._under_way += 1
        script = self._server.scripts.take(found.id)
        code, response = self._respond(found, request, script)
        self._note(request, found.id, code, response)
        return HttpReply(response, operations=frozenset({found.id}), after=self._over)

    def _over(self) -> None:
        self._under_way -= 1

    def _find(self, request: HttpRequest) -> Operation | None:
        server = self._server
        if not request.path.startswith(ROOT):
            return None
        path = request.path.removeprefix(ROOT)
        found = route(path, server.version, both_paths=server.quirks.both_downlink_paths)
        return found if found is not None and found.method == request.method else None

    def _respond(
        self, found: Operation, request: HttpRequest, script: Script | None
    ) -> tuple[int | None, HttpResponse]:
        if script is not None and script.body is not None:
            return None, HttpResponse(HTTPStatus(script.status or 200), script.body, _JSON)
        try:
            if script is not None and script.code is not None:
                raise Refusal(script.code)
            reply, code = self._serve(found, request), 0
        except Refusal as refusal:
            reply, code = Reply(refusal.data), int(refusal.code)
        body = json.dumps(self._envelope(found.id, code, reply), ensure_ascii=False).encode()
        if script is not None and script.truncate:
            body = body[: len(body) // 2]
        status = STATUS_OF.get(code, 400) if self._server.quirks.error_status else 200
        if script is not None and script.status is not None:
            status = script.status
        return code, HttpResponse(HTTPStatus(status), body, _JSON)

    def _serve(self, found: Operation, request: HttpRequest) -> Reply:
        server, limit = self._server, self._server.quirks.most_at_once
        server.accounts.check(request.headers, changes=found.method == "POST")
        if limit is not None and self._under_way > limit:
            raise Refusal(Code.NETWORK_BUSY)
        if server.storage_fails:
            raise Refusal(_WRITE_FAILURES.get(found.id, Code.QUERY_ERROR))
        return found.serve(server, self._read(request))

    def _read(self, request: HttpRequest) -> Args:
        if request.method == "GET":
            return Args(request.query, query=True, any_case=self._server.quirks.query_in_any_case)
        if not request.body.strip():
            raise Refusal(Code.EMPTY_PARAM)
        members = _json(request.body)
        if not isinstance(members, dict):
            raise Refusal(Code.PARAM_ERROR)
        return Args(members)

    def _envelope(self, operation: str, code: int, reply: Reply) -> Json:
        server, quirks = self._server, self._server.quirks
        text = TEXTS.get(code, "Unknown Error")
        if code == Code.OK and (quirks.empty_msg or operation == "gateway/status/online"):
            text = ""
        made: Json = {"code": code, "msg": text}
        if server.version >= _BILINGUAL:
            made |= {"enMsg": text, "cnMsg": text if code == Code.OK else "错误"}
        if reply.amount is not None:
            made["amount"] = reply.amount
        if reply.data is not None:
            made["data"] = None if reply.data == [] and quirks.null_lists else reply.data
        made |= reply.beside
        return shaped(quirks.shapes, operation, made)

    def _note(
        self, request: HttpRequest, operation: str, code: int | None, response: HttpResponse
    ) -> None:
        self.requests.append(
            Recorded(
                method=request.method,
                path=request.path,
                query=dict(request.query),
                body=_json(request.body),
                operation=operation,
                code=code,
                status=int(response.status),
            )
        )
        if operation and code is not None:
            self._server.report(operation, Outcome(code, ok=code == Code.OK))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
