"""The API by HTTPS: who asks, for whom, what, and how it is answered or refused."""

from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from simulators.base import Outcome
from simulators.http_server import HttpReply, HttpRequest, HttpResponse
from simulators.huawei import topics  # noqa: F401  # enters all operations
from simulators.huawei.accounts import Account
from simulators.huawei.codes import (
    BAD_TOKEN,
    CONGESTED,
    NO_APPLICATION,
    NOT_AUTHORISED,
    REFUSALS,
    TEXTS,
    Refusal,
    misprinted,
    missing_key,
    status_of,
)
from simulators.huawei.message import Call, Fields
from simulators.huawei.registry import Operation, Reply, methods, route

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

_REMEMBERED = 5000
_OPEN = frozenset({"1.3.1", "1.3.2"})
_APP_IN_BODY = frozenset({"1.6.1", "1.8.1", "1.9.1"})
_NO_DELEGATION = "1.10."
_JSON = (("Content-Type", "application/json;charset=UTF-8"),)
_HTML = (("Content-Type", "text/html"),)
_COUNTS = frozenset({"totalCount", "totalSize", "pageNo", "pageSize", "expiresIn"})
_INTERNAL = 50252


@dataclass(frozen=True)
class Recorded:
    """One request that came in, for tests; tokens and bodies of logins are not kept."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    operation: str
    code: int
    status: int
    app_key: str


@dataclass
class Script:
    """What is answered to the next requests in place of the truth."""

    code: int | None = None
    status: int | None = None
    body: str | None = None
    operations: frozenset[str] = frozenset()
    times: int = 1


class ApiServer:
    """Answers the requests of the port."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Serve a platform."""
        self._platform = platform
        self.requests: deque[Recorded] = deque(maxlen=_REMEMBERED)
        self.scripts: list[Script] = []

    async def answer(self, request: HttpRequest) -> HttpReply:
        """Return the answer to one request, and take note of both."""
        self._platform.agenda.run_due()
        found = route(request.method, request.path)
        if found is None:
            status = HTTPStatus.METHOD_NOT_ALLOWED if methods(request.path) else 404
            response = HttpResponse(HTTPStatus(status))
            self._note(request, "", 0, response)
            return HttpReply(response)
        operation, variables = found
        code, reply, response = self._respond(operation, variables, request)
        self._note(request, operation.id, code, response)
        ids = frozenset({operation.id}) | (reply.also if reply else frozenset())
        for id_ in sorted(ids):
            self._platform.report(id_, Outcome(code, ok=code == 0 and response.status < 400))
        return HttpReply(response, operations=ids, close=self._platform.quirks.closes)

    def _respond(
        self, operation: Operation, variables: dict[str, str], request: HttpRequest
    ) -> tuple[int, Reply | None, HttpResponse]:
        script = self._script(operation.id)
        try:
            if script is not None and script.code is not None:
                raise Refusal(script.code, script.status)
            if script is not None:
                status = HTTPStatus(script.status or 200)
                return 0, None, HttpResponse(status, (script.body or "").encode(), _JSON)
            reply = self._serve(operation, variables, request)
        except Refusal as refusal:
            return refusal.code, None, self._refused(operation.id, refusal)
        status = HTTPStatus(reply.status)
        if reply.body is None:
            html = self._platform.quirks.html_when_empty
            return 0, reply, HttpResponse(status, headers=_HTML if html else ())
        headers = (*_JSON, ("Connection", "close")) if self._platform.quirks.closes else _JSON
        return 0, reply, HttpResponse(status, _bytes(self._spelled(reply.body)), headers)

    def _script(self, operation: str) -> Script | None:
        for script in self.scripts:
            if not script.operations or operation in script.operations:
                script.times -= 1
                if script.times <= 0:
                    self.scripts.remove(script)
                return script
        return None

    def _refused(self, operation: str, refusal: Refusal) -> HttpResponse:
        code, status = refusal.code, refusal.status or status_of(operation, refusal.code)
        if self._platform.quirks.misprinted_codes:
            code = misprinted(operation, code)
        body = {"error_code": str(code), "error_desc": TEXTS.get(code, "Unknown error.")}
        return HttpResponse(HTTPStatus(status), _bytes(body), _JSON)

    def _serve(
        self, operation: Operation, variables: dict[str, str], request: HttpRequest
    ) -> Reply:
        platform = self._platform
        if platform.congested:
            listed = CONGESTED in REFUSALS.get(operation.id, {})
            raise Refusal(CONGESTED if listed else _INTERNAL)
        body = _members(request, operation)
        caller = owner = platform.nobody
        if operation.id not in _OPEN:
            caller = self._caller(operation.id, request)
            owner = self._owner(operation.id, caller, request.query, body)
        call = Call(
            operation=operation,
            caller=caller,
            owner=owner,
            variables=variables,
            query=Fields(request.query, operation.invalid),
            body=Fields(body, operation.invalid),
        )
        return operation.serve(platform, call)

    def _caller(self, operation: str, request: HttpRequest) -> Account:
        headers, now = request.headers, self._platform.clock.now()
        app_key = headers.get("app_key")
        if app_key is None and not request.secure:
            app_key = headers.get("x-app-key")
        if not app_key:
            raise Refusal(missing_key(operation))
        account = self._platform.accounts.get(app_key)
        kind, _, token = headers.get("authorization", "").partition(" ")
        if account is None or kind.lower() != "bearer":
            raise Refusal(BAD_TOKEN)
        account.check(token.strip(), now)
        account.count(now)
        return account

    def _owner(self, operation: str, caller: Account, query: dict[str, str], body: Json) -> Account:
        """Return the application whose things are meant: the caller, or who authorised it."""
        if operation.startswith(_NO_DELEGATION):
            return caller
        app_id = query.get("accessAppId") or query.get("appId")
        if not app_id and operation in _APP_IN_BODY:
            app_id = body.get("appId")
        if not app_id or app_id == caller.app_id:
            return caller
        owner = self._platform.accounts.get(str(app_id))
        if owner is None:
            raise Refusal(NO_APPLICATION)
        if caller.app_id not in owner.grants:
            raise Refusal(NOT_AUTHORISED)
        return owner

    def _spelled(self, value: Any, name: str = "") -> Any:
        quirks = self._platform.quirks
        if not quirks.text_numbers and not quirks.text_flags:
            return value
        if isinstance(value, dict):
            return {key: self._spelled(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [self._spelled(one) for one in value]
        if isinstance(value, bool):
            return str(value).upper() if quirks.text_flags else value
        return str(value) if quirks.text_numbers and name in _COUNTS else value

    def _note(
        self, request: HttpRequest, operation: str, code: int, response: HttpResponse
    ) -> None:
        try:
            body = None if operation in _OPEN else json.loads(request.body)
        except ValueError:
            body = None
        self.requests.append(
            Recorded(
                method=request.method,
                path=request.path,
                query=dict(request.query),
                body=body,
                operation=operation,
                code=code,
                status=int(response.status),
                app_key=request.headers.get("app_key", ""),
            )
        )


def _bytes(body: Json) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _members(request: HttpRequest, operation: Operation) -> Json:
    """Return the members of a body; of a login also those of a form."""
    text = request.body.strip()
    if not text or request.method in {"GET", "DELETE"}:
        return {}
    if operation.id == "1.3.1" and not text.startswith(b"{"):
        return dict(parse_qsl(text.decode("utf-8", "replace")))
    try:
        body = json.loads(text)
    except ValueError as error:
        raise Refusal(operation.invalid) from error
    if not isinstance(body, dict):
        raise Refusal(operation.invalid)
    return body
