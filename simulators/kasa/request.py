"""From the text of a request to the text of its answer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
import json
from typing import TYPE_CHECKING, Any

from simulators.base import Outcome
from simulators.kasa.models import Family
from simulators.kasa.modules.arguments import Arguments
from simulators.kasa.modules.errors import (
    ENTRY_NOT_EXIST,
    CrashError,
    MalformedError,
    RefusedError,
    dialect_of,
)
from simulators.kasa.modules.registry import Call, Method, operation_id
from simulators.kasa.outlet import Outlet

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]

_CONTEXT = "context"


class _Object(dict[str, Any]):
    """A JSON object that still knows all its pairs; of equal keys the last one counts."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self.pairs = list(pairs)
        super().__init__(self.pairs)


@dataclass(frozen=True)
class Reply:
    """The text of an answer and the operations it answers."""

    text: bytes
    operations: frozenset[str]


@dataclass(frozen=True)
class Context:
    """What a request is about: the outlets it chooses, and how it came.

    `chosen` is None for the whole device; `unknown` tells that an outlet named is not there.
    """

    chosen: tuple[Outlet, ...] | None = None
    unknown: bool = False
    datagram: bool = False


def answer(device: KasaDevice, text: bytes, *, datagram: bool) -> Reply:
    """Carry out a request and return the answer."""
    quirks = device.quirks
    if quirks.crash_request_size is not None and len(text) > quirks.crash_request_size:
        raise CrashError("request too long")
    request = _parse(text)
    context, again = _read_context(device, request)
    context = replace(context, datagram=datagram)
    answers: Json = {}
    operations: set[str] = set()
    for module, content in request.items():
        if module != _CONTEXT:
            operations |= _operations(module, content)
            answers[module] = _call_module(device, module, content, context)
    if again:
        answers[_CONTEXT] = dialect_of(device.model.family).module.as_json()
    reply = json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode()
    if quirks.crash_answer_size is not None and len(reply) > quirks.crash_answer_size:
        raise CrashError("answer too long")
    return Reply(reply, frozenset(operations))


def _parse(text: bytes) -> _Object:
    try:
        request = json.loads(text.decode(), object_pairs_hook=_Object)
    except ValueError as error:
        raise MalformedError(str(error)) from error
    if not isinstance(request, _Object):
        raise MalformedError("no object")
    return request


def _read_context(device: KasaDevice, request: _Object) -> tuple[Context, bool]:
    """Return what the first context chooses, and whether there is a second one."""
    contexts = [value for key, value in request.pairs if key == _CONTEXT]
    if not contexts:
        return Context(), False
    if device.model.family is not Family.STRIP:
        return Context(), len(contexts) > 1
    if contexts[0] == "" and device.quirks.crashes_on_text_context:
        raise CrashError("text as context")
    return _choose(device, contexts[0]), len(contexts) > 1


def _choose(device: KasaDevice, context: object) -> Context:
    child_ids = context.get("child_ids") if isinstance(context, dict) else None
    if not isinstance(child_ids, list):
        return Context()
    outlets = {device.child_id(outlet): outlet for outlet in device.outlets}
    if any(not isinstance(one, str) or one not in outlets for one in child_ids):
        return Context((), unknown=True)
    return Context(tuple(outlets[one] for one in child_ids))


def _operations(module: str, content: object) -> set[str]:
    return {operation_id(module, name) for name in content} if isinstance(content, dict) else set()


def _call_module(device: KasaDevice, module: str, content: object, context: Context) -> Json:
    methods = device.methods.get(module)
    if methods is None:
        return _refuse_module(device, module, content)
    if not isinstance(content, dict):
        return dialect_of(device.model.family).argument.as_json()
    answers: Json = {}
    for name, params in content.items():
        result = _call(device, methods.get(name), params, context)
        code = result.get("err_code", 0)
        device.report(operation_id(module, name), Outcome(code, ok=code == 0))
        answers[name] = result
    return answers


def _refuse_module(device: KasaDevice, module: str, content: object) -> Json:
    if device.quirks.crashes_on_unknown_module:
        raise CrashError(f"no module {module}")
    error = dialect_of(device.model.family).module
    for operation in _operations(module, content):
        device.report(operation, Outcome(error.code, ok=False))
    if device.quirks.module_errors_in_method and isinstance(content, dict):
        return {name: error.as_json() for name in content}
    return error.as_json()


def _call(device: KasaDevice, method: Method | None, params: object, context: Context) -> Json:
    dialect, quirks = dialect_of(device.model.family), device.quirks
    if method is None:
        return dialect.method.as_json()
    if params is None and quirks.accepts_null_parameters:
        params = {}
    if not isinstance(params, dict):
        return dialect.argument.as_json()
    if method.child_aware and context.unknown:
        return ENTRY_NOT_EXIST.as_json()
    arguments = Arguments(params, dialect, refuses_booleans=quirks.refuses_booleans)
    chosen = context.chosen if method.child_aware else None
    if chosen == ():
        return {"err_code": 0}
    try:
        result = method.run(Call(device, arguments, chosen, context.datagram))
    except RefusedError as refused:
        return refused.error.as_json()
    if not result and context.datagram and quirks.udp_setters_omit_err_code:
        return {}
    return {**result, "err_code": 0}
