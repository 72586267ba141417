"""Who asks, and when: the strict signature of a request."""

import hashlib
import json
from typing import Any

from simulators.lifesmart.quirks import Booleans, Nested, Quirks

type Json = dict[str, Any]

_BOOLEANS = {
    Booleans.LOWER: ("false", "true"),
    Booleans.DIGIT: ("0", "1"),
    Booleans.PYTHON: ("False", "True"),
}


def signature(body: Json, model: str, token: str, quirks: Quirks) -> str:
    """Return what a request has to be signed with, 32 lower-case hex digits."""
    text = signed_text(body, model, token, quirks)
    return hashlib.md5(text.encode()).hexdigest()


def signed_text(body: Json, model: str, token: str, quirks: Quirks) -> str:
    """Return the text that is signed: members of the arguments in order, without blanks."""
    args = body.get("args")
    parts = [f"obj:{body['obj']}"]
    if isinstance(args, dict):
        for key in sorted(args, key=lambda one: one.encode()):
            value = _signed_value(key, args[key], quirks)
            if value is not None:
                parts.append(f"{key}:{value}")
    parts += [f"ts:{body['sys']['ts']}", f"model:{model}", f"token:{token}"]
    return ",".join(parts)


def _signed_value(key: str, value: object, quirks: Quirks) -> str | None:
    """Return a value as it is signed, or None if it is not."""
    if key == "actargs" and quirks.actargs is Nested.OBJECT:
        return None
    match value:
        case bool():
            words = _BOOLEANS.get(quirks.booleans)
            return None if words is None else words[value]
        case dict() if key in {"cmdargs", "optarg"} and quirks.nested is Nested.TEXT:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        case dict() | list() | None:
            return None
        case _:
            return str(value)
