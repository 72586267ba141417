"""What units answer, as errors. Source: HTTP API Manual, "Response"; real units add codes."""

from collections.abc import Iterable, Mapping
from typing import override

from ..errors import (
    AccordError,
    AuthenticationError,
    BatchError,
    BusyError,
    ConflictError,
    DeviceError,
    InvalidError,
    PermissionDeniedError,
    ProtocolError,
    UnsupportedError,
)

LONGEST_TEXT = 80
"""Characters of a unit's message that are kept."""

_UNSUPPORTED = ("unsupport", "no handlers for", "no hanlders for")
_NOT_SAFE = -4
_PARAMETER_ERROR = -100


class ApiClosedError(PermissionDeniedError):
    """The unit's HTTP API is switched off, or its white list lacks our address."""

    key = "api_closed"


class WantsHttpsError(ConflictError):
    """The unit sends everybody on to HTTPS."""

    key = "wants_https"


class WrongUnitError(ConflictError):
    """Another unit than the configured one answers at this address."""

    key = "wrong_unit"

    def __init__(self, expected: str, found: str) -> None:
        """Keep both MAC addresses for the user's text; the message names neither."""
        super().__init__("another unit answers at this address")
        self.expected = expected
        self.found = found

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return the MAC address wanted and the one that answered."""
        return {**super().placeholders, "expected": self.expected, "found": self.found}


class NotSafeError(PermissionDeniedError):
    """The unit takes no Basic authentication: Digest has to be chosen on its page."""

    key = "not_safe"


class WrongChecksumError(InvalidError):
    """The file that the unit received is not the one that the MD5 belongs to."""

    key = "wrong_checksum"


class UnprotectedError(InvalidError):
    """A secret would travel readable in an address."""

    key = "unprotected"


class NotTakenError(ConflictError):
    """The unit said yes, but has another value than the one it was given."""

    key = "not_taken"

    def __init__(self, keys: Iterable[str]) -> None:
        """Keep the settings' names; their values may be secret."""
        self.keys = tuple(keys)
        super().__init__(f"not taken over: {', '.join(self.keys)}")

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return which settings."""
        return {**super().placeholders, "keys": ", ".join(self.keys)}


class RowsRefusedError(BatchError):
    """The unit refused some rows; ``done`` are the ids of those that it took."""

    def __init__(
        self, items: Mapping[str, AccordError], total: int, done: Iterable[str] = ()
    ) -> None:
        """Keep each failed row with its own error, and the others."""
        super().__init__(items, total)
        self.done = tuple(done)
        self.outcome_unknown = any(err.outcome_unknown for err in items.values())


def succeeded(retcode: int, message: str) -> bool:
    """Tell whether an answer means success: 200 "Api unsupported" does not."""
    return retcode >= 0 and not is_unsupported(message)


def is_unsupported(message: str) -> bool:
    """Tell whether a message says that the firmware lacks the operation."""
    lower = message.lower()
    return any(mark in lower for mark in _UNSUPPORTED)


def error_for(what: str, retcode: int, message: str) -> AccordError:
    """Return the error of an answer that means failure; ``what`` is target and action."""
    text = message[:LONGEST_TEXT]
    if is_unsupported(message):
        return UnsupportedError(f"{what} is not supported", code=retcode, text=text)
    kind: type[AccordError] = DeviceError
    if retcode == _NOT_SAFE:
        kind = NotSafeError
    elif retcode == _PARAMETER_ERROR:
        kind = InvalidError
    elif message.lower().startswith("wrong md5"):
        kind = WrongChecksumError
    return kind(f"{what} failed with {retcode}: {text}", code=retcode, text=text)


def error_for_status(what: str, status: int, location: str = "") -> AccordError | None:
    """Return the error of an HTTP status, None for one that means success."""
    if 200 <= status < 300:
        return None
    message = f"{what} answered with HTTP status {status}"
    if 300 <= status < 400:
        if location and not location.lower().startswith("https://"):
            return ProtocolError(message, code=status)
        return WantsHttpsError(message, code=status)
    kinds: dict[int, type[AccordError]] = {
        401: AuthenticationError,
        403: ApiClosedError,
        404: UnsupportedError,
        405: UnsupportedError,
        501: UnsupportedError,
        503: BusyError,
    }
    return kinds.get(status, DeviceError if status >= 500 else ProtocolError)(message, code=status)
