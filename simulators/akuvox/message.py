"""A call of an operation and its reply, as JSON carries them."""

from collections.abc import Callable
from dataclasses import dataclass, field
import json
import re
from typing import Any

from simulators.akuvox.multipart import FormFile
from simulators.akuvox.quirks import Quirks

type Json = dict[str, Any]

PARAM_ERROR = -100
FAILED = -1


class ApiError(Exception):
    """What a unit answers when it refuses a call."""

    def __init__(self, retcode: int, message: str, data: Json | None = None) -> None:
        """Carry the reply."""
        super().__init__(message)
        self.reply = Reply(retcode=retcode, message=message, data=data)


class UnknownActionError(Exception):
    """The firmware has no such operation."""


def param_error() -> ApiError:
    """Return the refusal of a wrong parameter."""
    return ApiError(PARAM_ERROR, "param error")


def failed(message: str = "Failed") -> ApiError:
    """Return the refusal of something that cannot be done."""
    return ApiError(FAILED, message)


@dataclass(frozen=True)
class Call:
    """One call: GET's query or the `data` of POST's envelope, or a file."""

    target: str
    action: str
    method: str
    data: Json = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    files: tuple[FormFile, ...] = ()

    @property
    def operation(self) -> str:
        """The operation's id; the manual's table spells the call log with one `l`."""
        target = "callog" if self.target == "calllog" else self.target
        return f"{target}/{self.action}"

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return a parameter that is text, or a number as text."""
        value = self.data.get(name, default)
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            raise param_error()
        return None if value is None else str(value)

    def number(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Return a parameter that is a whole number, in digits if it came as text."""
        text = self.text(name)
        if text is None and default is not None:
            return default
        if text is None or not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise param_error()
        if not low <= int(text) <= high:
            raise param_error()
        return int(text)

    def rows(self) -> list[Json]:
        """Return the rows of `data.item`, all of whose values are text."""
        rows = self.data.get("item")
        if not isinstance(rows, list) or not rows:
            raise param_error()
        for row in rows:
            if not isinstance(row, dict):
                raise param_error()
            if any(not isinstance(value, str) for value in row.values()):
                raise param_error()
        return rows

    def upload(self, name: str) -> FormFile:
        """Return the only file of an upload; its field has to have this name."""
        if len(self.files) != 1 or self.files[0].field != name:
            raise failed()
        return self.files[0]


@dataclass(frozen=True)
class Reply:
    """What a unit answers: JSON, or a file in its place."""

    retcode: int = 0
    message: str = "OK"
    data: Any = None
    action: str | None = None
    file: tuple[str, bytes] | None = None
    empty: bool = False
    after: Callable[[], None] | None = None
    """What happens once the answer is out, such as a reboot."""

    @property
    def ok(self) -> bool:
        """Whether this is a success."""
        return not self.empty and self.retcode >= 0 and self.message == "OK"

    def render(self, action: str, quirks: Quirks) -> bytes:
        """Return the body of the answer."""
        if self.empty:
            return b""
        envelope: Json = {
            "retcode": str(self.retcode) if quirks.string_retcode else self.retcode,
            "action": self.action or action,
            "message": self.message,
        }
        if self.data is not None:
            envelope["data"] = self.data
        text = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
        if quirks.trailing_comma:
            text = f"{text[:-1]},}}"
        return text.encode() + quirks.trailing
