"""The web server of a unit: who may come in, and which answer each path gets."""

from dataclasses import dataclass
from http import HTTPStatus
from inspect import isawaitable
import json
from typing import TYPE_CHECKING, Any

from simulators.akuvox.auth import Auth
from simulators.akuvox.message import ApiError, Call, Reply, UnknownActionError
from simulators.akuvox.multipart import FormFile, parse_form
from simulators.akuvox.quirks import BarePost, Unsupported
from simulators.akuvox.registry import OPERATIONS
from simulators.base import Outcome
from simulators.http_server import HttpReply, HttpRequest, HttpResponse

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

type Json = dict[str, Any]

_UI = (
    b"<!DOCTYPE html><html><head><title>Akuvox</title></head><body><div id=app></div></body></html>"
)
_REMEMBERED = 5000
_UPLOADS = frozenset({"import", "upload"})
_SET_BY_GET = frozenset({"config", "relay", "input", "publiccode", "sip", "log"})


@dataclass(frozen=True)
class Recorded:
    """One request that came in, for tests."""

    method: str
    path: str
    query: dict[str, str]
    target: str | None
    action: str | None
    status: int
    retcode: int | None = None


class WebServer:
    """Answers the requests of both ports of a unit."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Serve a unit."""
        self._device = device

    async def answer(self, request: HttpRequest) -> HttpReply:
        """Return the answer to one request, and take note of both."""
        call: Call | None = None
        reply: Reply | None = None
        refused = self._refuse(request)
        if refused is not None:
            response = refused
        elif request.path.startswith("/download/"):
            response = self._download(request)
        else:
            call = self._read_call(request)
            reply = await self._carry_out(call, secure=request.secure)
            response = self._render(call, reply)
        self._note(request, call, reply, response)
        return self._wrap(call, reply, response)

    # --- before the API ------------------------------------------------------

    def _refuse(self, request: HttpRequest) -> HttpResponse | None:
        quirks, device = self._device.quirks, self._device
        if quirks.redirect is not None and not request.secure and device.https is not None:
            where = f"https://{device.address}:{device.https.port}{request.target}"
            return HttpResponse(HTTPStatus(quirks.redirect), headers=(("Location", where),))
        if request.method not in {"GET", "POST"}:
            return HttpResponse(HTTPStatus.METHOD_NOT_ALLOWED, headers=(("Allow", "GET, POST"),))
        if "expect" in request.headers:
            return HttpResponse(HTTPStatus.EXPECTATION_FAILED)
        if request.path in {"/", "/index.html"}:
            return _page(HTTPStatus.OK, _UI)
        if quirks.no_api or not self._is_known(request):
            return _page(HTTPStatus.NOT_FOUND, b"<html><body>404 Not Found</body></html>")
        return self._lock_out(request)

    def _is_known(self, request: HttpRequest) -> bool:
        parts = request.path.rstrip("/").split("/")
        if parts[:2] == ["", "api"]:
            if "" in parts[2:] or len(parts) not in {2, 4}:
                return False
            bare = self._device.quirks.bare_post_only is BarePost.NOT_FOUND
            return not (bare and request.method == "POST" and len(parts) == 4)
        return request.method == "GET" and request.path in self._device.downloads

    def _lock_out(self, request: HttpRequest) -> HttpResponse | None:
        refusal = self._device.gate.check(request)
        if refusal is None:
            return None
        if refusal.challenge is None:
            return _page(HTTPStatus.FORBIDDEN, b"<html><body>403 Forbidden</body></html>")
        body = Reply(retcode=-1, message="Unauthorized").render("unknow", self._device.quirks)
        headers = (self._content_type, ("WWW-Authenticate", refusal.challenge))
        return HttpResponse(HTTPStatus.UNAUTHORIZED, body, headers)

    @property
    def _content_type(self) -> tuple[str, str]:
        return "Content-Type", self._device.quirks.content_type

    def _download(self, request: HttpRequest) -> HttpResponse:
        headers = (("Content-Type", "application/octet-stream"),)
        return HttpResponse(HTTPStatus.OK, self._device.downloads[request.path], headers)

    # --- the API -------------------------------------------------------------

    def _read_call(self, request: HttpRequest) -> Call:
        parts = request.path.strip("/").split("/")[1:]
        target, action = parts or ["", "unknow"]
        if request.method == "GET":
            return Call(target, action, "GET", dict(request.query), dict(request.query))
        content_type = request.headers.get("content-type", "")
        if content_type.startswith("multipart/form-data"):
            if action not in _UPLOADS:
                return Call("", "unknow", "POST")
            query = dict(request.query)
            return Call(target, action, "POST", dict(query), query, _files(content_type, request))
        if self._device.quirks.bare_post_only is BarePost.UNSUPPORTED and parts:
            return Call("", "unknow", "POST")
        return self._read_envelope(request, target)

    def _read_envelope(self, request: HttpRequest, target: str) -> Call:
        """The body's target and action win over the path; without them nothing is known."""
        nothing = Call("", "unknow", "POST")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" and not self._device.quirks.any_content_type:
            return nothing
        try:
            envelope = json.loads(request.body)
        except ValueError:
            return nothing
        if not isinstance(envelope, dict):
            return nothing
        inner = envelope.get("target", "" if self._device.quirks.needs_target else target)
        action, data = envelope.get("action"), envelope.get("data", {})
        if not isinstance(inner, str) or not isinstance(action, str):
            return nothing
        if not isinstance(data, dict):
            return nothing
        return Call(inner, action, "POST", data, dict(request.query))

    async def _carry_out(self, call: Call, *, secure: bool) -> Reply:
        device = self._device
        if secure and device.quirks.basic_not_safe and device.gate.mode is Auth.BASIC:
            return Reply(retcode=-4, message="Not Safe")
        try:
            known = OPERATIONS.get(call.operation)
            if known is None or not self._has(call.target):
                raise UnknownActionError
            if call.method not in self._methods(call, known.methods):
                raise UnknownActionError
            reply = known.serve(device, call)
            return await reply if isawaitable(reply) else reply
        except ApiError as error:
            return error.reply
        except UnknownActionError:
            return self._unknown_action()

    def _has(self, target: str) -> bool:
        names = self._device.quirks.call_log_names
        if target in {"calllog", "callog"}:
            return target in names and "calllog" in self._device.targets
        return target in self._device.targets

    def _methods(self, call: Call, usual: frozenset[str]) -> frozenset[str]:
        quirks = self._device.quirks
        if quirks.refuses_config_post and call.action == "set" and call.target in _SET_BY_GET:
            return frozenset({"GET"})
        if quirks.reboots_by_post_only and call.operation == "system/reboot":
            return frozenset({"POST"})
        return usual

    def _unknown_action(self) -> Reply:
        style = self._device.quirks.unsupported
        if style is Unsupported.EMPTY:
            return Reply(empty=True)
        retcode = 200 if style is Unsupported.POSITIVE else -1
        return Reply(retcode=retcode, message=style.value, action="unknow")

    # --- the answer ----------------------------------------------------------

    def _render(self, call: Call, reply: Reply) -> HttpResponse:
        if reply.file is None:
            body = reply.render(call.action, self._device.quirks)
            return HttpResponse(HTTPStatus.OK, body, (self._content_type,))
        name, content = reply.file
        headers = (
            ("Content-Type", "application/octet-stream"),
            ("Content-Disposition", f"attachment;filename={name}"),
        )
        return HttpResponse(HTTPStatus.OK, content, headers)

    def _note(
        self,
        request: HttpRequest,
        call: Call | None,
        reply: Reply | None,
        response: HttpResponse,
    ) -> None:
        del self._device.requests[:-_REMEMBERED]
        self._device.requests.append(
            Recorded(
                method=request.method,
                path=request.path,
                query=dict(request.query),
                target=None if call is None else call.target,
                action=None if call is None else call.action,
                status=int(response.status),
                retcode=None if reply is None else reply.retcode,
            )
        )
        if call is not None and reply is not None and call.operation in OPERATIONS:
            self._device.report(call.operation, Outcome(reply.retcode, reply.ok))

    def _wrap(self, call: Call | None, reply: Reply | None, response: HttpResponse) -> HttpReply:
        quirks = self._device.quirks
        after = None if reply is None else reply.after
        if quirks.closes_each or after is not None:
            response = HttpResponse(
                response.status, response.body, (*response.headers, ("Connection", "close"))
            )
        return HttpReply(
            response,
            operations=frozenset() if call is None else frozenset({call.operation}),
            delay=quirks.reply_delay,
            close=quirks.closes_each or after is not None,
            reset=quirks.resets_each,
            lost=after is not None and quirks.loses_reboot_reply,
            after=after,
        )


def _page(status: HTTPStatus, body: bytes) -> HttpResponse:
    return HttpResponse(status, body, (("Content-Type", "text/html"),))


def _files(content_type: str, request: HttpRequest) -> tuple[FormFile, ...]:
    try:
        return parse_form(content_type, request.body)
    except ValueError:
        return ()
