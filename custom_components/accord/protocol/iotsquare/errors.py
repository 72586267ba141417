"""Response codes as errors. Source: OpenAPI document, 10.1 "Response Code"."""

from collections.abc import Iterable, Mapping
from typing import override

from ..errors import (
    AccordError,
    AlreadyExistsError,
    AuthenticationError,
    BatchError,
    BusyError,
    ConflictError,
    DeviceError,
    InvalidError,
    LimitError,
    NotFoundError,
    PermissionDeniedError,
    ProtocolError,
    UnsupportedError,
)
from .codec import Wire

LONGEST_TEXT = 120
"""Characters of a server's message that are kept."""

QUERY_ERROR = 1008
"""The server's data base could not be read: another attempt may succeed."""
PARAM_ERROR = 1007
EMPTY_PARAM = 1006
ALREADY_IN_THIS_GROUP = 14010

BATCHES = {
    3003: "appID",
    4006: "devEUI",
    5006: "gwID",
    14007: "mcEUI",
    14008: "devEUI",
    14009: "devEUI",
    14015: "gwID",
    14016: "gwID",
}
"""Codes that stand for a list of errors, and what names an item of it."""

_CODES: Mapping[type[AccordError], tuple[int, ...]] = {
    BusyError: (1001, 1009),
    AuthenticationError: (1003, 1004, 2001, 2002, 2004),
    InvalidError: (1006, 1007, 1011, 1017, 14006, 14023),
    PermissionDeniedError: (1010,),
    NotFoundError: (1013, 1015, 3001, 4001, 5001, 14001, 14013, 14019, 14021),
    AlreadyExistsError: (
        *(1012, 1014, 1018, 2003, 3002, 4002, 4004, 5002, 5003, 5004),
        *(14002, 14003, 14005, 14010, 14017, 14020, 16001),
    ),
    LimitError: (4005, 5005, 14004),
    ConflictError: (1016, 14011, 14012, 14014, 14018),
    DeviceError: (1008, 4003, 14022, *BATCHES),
}
CLASSES = {code: kind for kind, codes in _CODES.items() for code in codes}
"""Class of each known code; all others are DeviceError."""


class ItemsRefusedError(BatchError):
    """The server refused some items of a batch; those not named took effect."""

    def __init__(self, items: Mapping[str, AccordError], total: int, code: int, text: str) -> None:
        """Keep each refused item with its own error, and the batch's code."""
        super().__init__(items, total)
        self.code = code
        self.text = text

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return how many failed, of how many, which and why."""
        failed = ", ".join(f"{name}: {error.text or error}" for name, error in self.items.items())
        return {**super().placeholders, "items": failed}


def error_for(what: str, code: int, text: str) -> AccordError:
    """Return the error of a code that is not 0; ``what`` is the operation."""
    kind = CLASSES.get(code, DeviceError)
    short = text[:LONGEST_TEXT]
    return kind(f"{what} failed with {code}: {short}", code=code, text=short)


def batch_error(
    what: str, code: int, text: str, data: Iterable[Wire], total: int
) -> AccordError | None:
    """Return the error of a batch: one that names its items, else the one of the code."""
    key = BATCHES.get(code)
    if key is None:
        return None
    items: dict[str, AccordError] = {}
    for item in data:
        found = item.integer("code")
        if found:
            name = item.text(key) or f"#{len(items) + 1}"
            items[name] = error_for(what, found, message_of(item))
    return ItemsRefusedError(items, max(total, len(items)), code, text) if items else None


def message_of(answer: Wire) -> str:
    """Return the text of an answer: the English one where there are two."""
    return answer.text("enMsg") or answer.text("msg") or ""


def error_for_status(what: str, status: int) -> AccordError:
    """Return the error of an answer without a code."""
    kinds: dict[int, type[AccordError]] = {
        401: AuthenticationError,
        403: PermissionDeniedError,
        404: UnsupportedError,
        405: UnsupportedError,
        429: BusyError,
        501: UnsupportedError,
    }
    kind = kinds.get(status, BusyError if status >= 500 else ProtocolError)
    return kind(f"{what} answered with HTTP status {status}", code=status)
