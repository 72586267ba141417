"""A request as it is checked, and its answer."""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
import re
from typing import Any
from urllib.parse import urlsplit

from simulators.iotsquare.codes import Code

type Json = dict[str, Any]

_NAME = re.compile(r"[A-Za-z0-9_-]{1,20}")
_MOST_HEADERS = 5
_NOWHERE: Any = object()


class Refusal(Exception):
    """What is answered in place of a result."""

    def __init__(self, code: int, data: object = None) -> None:
        """Carry the code, and for batches the items that failed."""
        super().__init__(code)
        self.code = code
        self.data = data


@dataclass(frozen=True)
class Reply:
    """A result: `data`, and members that stand beside the code."""

    data: Any = None
    beside: Json = field(default_factory=dict)
    amount: int | None = None


def batch(failed: Iterable[Json], code: Code) -> Reply:
    """Answer a batch: all well, or the items that were not."""
    items = list(failed)
    if items:
        raise Refusal(code, items)
    return Reply()


class Args:
    """Members of a request, each read by its documented name; unknown ones are ignored.

    Those of a JSON body are found in any letter case, as Go's reader does; of a query only as
    written. Missing ones are refused by 1006, wrong ones by 1007.
    """

    def __init__(
        self, members: Mapping[str, Any], *, query: bool = False, any_case: bool = False
    ) -> None:
        """Read a JSON object or a query."""
        self._query = query
        self._exact = query and not any_case
        self._members = {self._key(name): value for name, value in members.items()}

    def _key(self, name: str) -> str:
        return name if self._exact else name.lower()

    def __contains__(self, name: str) -> bool:
        """Tell whether a member was sent; null counts as not sent."""
        return self._members.get(self._key(name)) is not None

    def any(self, name: str, default: Any = _NOWHERE) -> Any:
        """Return a member as it came."""
        value = self._members.get(self._key(name))
        if value is None or value == "":
            if default is _NOWHERE:
                raise Refusal(Code.EMPTY_PARAM)
            return default
        return value

    def text(self, name: str, default: str = _NOWHERE) -> str:
        """Return text."""
        if name in self and self._members[self._key(name)] == "" and default is not _NOWHERE:
            return ""
        value = self.any(name, default)
        if not isinstance(value, str):
            raise Refusal(Code.PARAM_ERROR)
        return value

    def name(self, member: str, default: str = _NOWHERE) -> str:
        """Return a name of 1 to 20 letters, digits, underscores and hyphens."""
        value = self.any(member, default)
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise Refusal(Code.PARAM_ERROR)
        return value

    def word(self, name: str, words: Iterable[str], default: str = _NOWHERE) -> str:
        """Return one of some words."""
        value = self.text(name, default)
        if value not in words:
            raise Refusal(Code.PARAM_ERROR)
        return value

    def whole(self, name: str, low: int, high: int, default: int = _NOWHERE) -> int:
        """Return a whole number within bounds."""
        value = self.any(name, default)
        if self._query and isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value):
            value = int(value)
        if type(value) is not int or not low <= value <= high:
            raise Refusal(Code.PARAM_ERROR)
        return value

    def fraction(self, name: str, low: float, high: float) -> float:
        """Return a number within bounds."""
        value = self.any(name)
        if type(value) not in {int, float} or not low <= value <= high:
            raise Refusal(Code.PARAM_ERROR)
        return float(value)

    def flag(self, name: str, default: bool = _NOWHERE) -> bool:
        """Return a boolean."""
        value = self.any(name, default)
        if not isinstance(value, bool):
            raise Refusal(Code.PARAM_ERROR)
        return value

    def hex(self, name: str, digits: int = 16, code: Code = Code.PARAM_ERROR) -> str:
        """Return hex digits in lower case: 16 for an EUI, 32 for a key, 8 for an address."""
        return as_hex(self.any(name), digits, code)

    def items(self, name: str) -> list[Any]:
        """Return a list that is not empty."""
        value = self.any(name)
        if not isinstance(value, list):
            raise Refusal(Code.PARAM_ERROR)
        if not value:
            raise Refusal(Code.EMPTY_PARAM)
        return value

    def payload(self, name: str, most: int) -> bytes:
        """Return Base64 with padding, at least one byte."""
        try:
            value = base64.b64decode(self.text(name), validate=True)
        except binascii.Error as error:
            raise Refusal(Code.PARAM_ERROR) from error
        if not 1 <= len(value) <= most:
            raise Refusal(Code.PARAM_ERROR)
        return value

    def headers(self, name: str = "headers") -> dict[str, str]:
        """Return at most five headers."""
        value = self.any(name, {})
        if not isinstance(value, dict) or len(value) > _MOST_HEADERS:
            raise Refusal(Code.PARAM_ERROR)
        if any(not isinstance(one, str) or _unsafe(key + one) for key, one in value.items()):
            raise Refusal(Code.PARAM_ERROR)
        return dict(value)

    def links(self, name: str, *, single: bool = True, many: bool = True) -> list[str]:
        """Return links, sent as text or as a list of text."""
        value = self.any(name, [])
        if isinstance(value, str) and single:
            value = [value]
        elif not isinstance(value, list) or not many:
            raise Refusal(Code.PARAM_ERROR)
        if not all(isinstance(one, str) and _is_link(one) for one in value):
            raise Refusal(Code.PARAM_ERROR)
        return list(dict.fromkeys(value))


def as_hex(value: object, digits: int = 16, code: Code = Code.PARAM_ERROR) -> str:
    """Return hex digits in lower case."""
    if not isinstance(value, str) or not re.fullmatch(rf"[0-9A-Fa-f]{{{digits}}}", value):
        raise Refusal(code)
    return value.lower()


def _is_link(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _unsafe(text: str) -> bool:
    return any(not " " <= letter <= "~" for letter in text)


def page[T](args: Args, items: list[T], render: Callable[[T], Json], most: int | None) -> Reply:
    """Return one page of a list; 0 and 0 asks for all, of which 200 are given."""
    number, size = args.whole("pageNo", 0, 1 << 31, 1), args.whole("pageSize", 0, 1 << 31, 10)
    if (number == 0) is not (size == 0):
        raise Refusal(Code.PARAM_ERROR)
    if number == 0:
        shown = items[:200]
    else:
        size = min(size, most or size)
        shown = items[(number - 1) * size : number * size]
    return Reply([render(item) for item in shown], amount=len(items))
