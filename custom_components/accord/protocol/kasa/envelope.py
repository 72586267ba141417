"""The envelope: module -> method -> parameters, out and back. Pure functions.

Source: API.md, the Request and Response of every method. An ``err_code`` may stand in the
method's or in the module's object, for the very same condition.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import InvalidError, ProtocolError
from .catalog import REQUEST_LIMIT, answer_size, request_limit
from .codec import dumps
from .errors import error_for
from .models.fields import integer, text

_TEXT_LIMIT = 100
"""Characters kept of a device's error text."""


@dataclass(frozen=True, slots=True)
class Call:
    """One method to carry out."""

    module: str
    method: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


GET_SYSINFO = Call("system", "get_sysinfo")


def build(calls: Sequence[Call], outlets: Sequence[str] = ()) -> bytes:
    """Return the request for ``calls``, addressed to ``outlets`` or the whole device.

    ``{"context":{"child_ids":["…00"]},"system":{"set_relay_state":{"state":1}}}``. Raises
    InvalidError when it cannot be sent.
    """
    request: dict[str, Any] = {"context": {"child_ids": list(outlets)}} if outlets else {}
    for call in calls:
        request.setdefault(call.module, {})[call.method] = call.parameters
    data = dumps(request)
    if len(data) > max((request_limit(call.module) for call in calls), default=REQUEST_LIMIT):
        raise InvalidError(f"request of {len(data)} bytes is too long for a device")
    return data


def unpack(answer: Mapping[str, Any], call: Call) -> Mapping[str, Any]:
    """Return what the answer says to ``call``.

    Raises the error that its ``err_code`` stands for, or ProtocolError.
    """
    module = answer.get(call.module)
    if not isinstance(module, Mapping):
        _check(answer)
        raise ProtocolError(f"no answer from module {call.module}")
    method = module.get(call.method)
    if not isinstance(method, Mapping):
        _check(module)
        raise ProtocolError(f"no answer to {call.module}.{call.method}")
    _check(method)
    return method


def batches(
    calls: Sequence[Call], answer_limit: int, most_modules: int | None = None
) -> Iterator[list[Call]]:
    """Yield ``calls`` in order, as many together as a request and its answer bear.

    The same method twice needs two requests: the second would replace the first.
    """
    batch: list[Call] = []
    for call in calls:
        if batch and not _fits([*batch, call], answer_limit, most_modules):
            yield batch
            batch = []
        batch.append(call)
    if batch:
        yield batch


def _fits(calls: Sequence[Call], answer_limit: int, most_modules: int | None) -> bool:
    if most_modules is not None and len({call.module for call in calls}) > most_modules:
        return False
    if len({(call.module, call.method) for call in calls}) < len(calls):
        return False
    if sum(answer_size(call.method) for call in calls) > answer_limit:
        return False
    try:
        build(calls)
    except InvalidError:
        return False
    return True


def _check(part: Mapping[str, Any]) -> None:
    if (sent := part.get("err_code", 0)) == 0:
        return
    code = integer(sent)
    if code is None:
        raise ProtocolError("error code is no number")
    if code:
        message = text(part.get("err_msg"))
        raise error_for(code, message[:_TEXT_LIMIT] if message else None)
