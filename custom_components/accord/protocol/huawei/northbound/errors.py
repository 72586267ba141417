"""What the platform answers, as errors: by its code, never by the HTTP status.

Source: error tables of chapter 1. The same code comes under several statuses, 200 included;
101005 and 101009 are misprints of 1010005 and 1010009 that stand in one table.
"""

from collections.abc import Mapping
from typing import Any

from ...errors import (
    AccordError,
    AlreadyExistsError,
    AuthenticationError,
    BusyError,
    ConflictError,
    DeviceError,
    InvalidError,
    LimitError,
    NotFoundError,
    PermissionDeniedError,
)
from .models.fields import text

LONGEST_TEXT = 120
"""Characters of the platform's text that are kept."""

APPLICATION_UNKNOWN = 100203


class TokenRefusedError(AuthenticationError):
    """The access token is too old, or a later login replaced it."""

    key = "token_refused"


class SecondClientError(ConflictError):
    """Another program logs in with the same application and takes our tokens away."""

    key = "second_client"

    def __init__(self, message: str = "", *, retry_after: float | None = None) -> None:
        """Keep for how many seconds we stay away."""
        super().__init__(message or "another program uses the same application")
        self.retry_after = retry_after


class AppKeyLostError(AuthenticationError):
    """The header with the application's id did not arrive: something between strips it."""

    key = "app_key_lost"


class AccountFrozenError(PermissionDeniedError):
    """The account behind the application is frozen."""

    key = "account_frozen"


class ReadOnlyError(PermissionDeniedError):
    """The property cannot be written."""

    key = "read_only"


class MutedError(PermissionDeniedError):
    """The command is masked for this device."""

    key = "command_muted"


class NotDelegatedError(PermissionDeniedError):
    """The other application has not authorised ours."""

    key = "not_delegated"


class ThrottledError(BusyError):
    """More calls than allowed, or the platform is congested."""

    key = "throttled"


class DeviceOfflineError(BusyError):
    """The device or its gateway is not connected."""

    key = "device_offline"


class QueueFullError(BusyError):
    """As many commands or tasks wait as may wait."""

    key = "queue_full"


_SERVER = (50252, 100001, 100023, 100244, 101016, 101017, 103026)
_INVALID = (
    *(50400, 100003, 100007, 100019, 100022, 100216, 100218, 100222, 100224, 100228, 100405),
    *(100419, 100440, 100604, 100609, 102202, 102203, 107003, 120015, 123016, 123019, 123020),
    *(123021, 123022, 123023, 123024, 123025, 123026, 123028, 123029, 123032, 123033, 123034),
)
_NOT_FOUND = (
    *(100225, 100403, 100418, 100425, 100431, 100434, 100444, 100603, 101001, 105005, 105202),
    *(107001, 107002, 123002, 123009, 600002),
)
_EXISTS = (100227, 100416, 100426, 100602, 105002, 105201)
_STATE = (100435, 100610, 100611)
_QUOTA = (100412, 100441, 100601, 100607, 103028, 500004)

CODES: Mapping[int, type[AccordError]] = {
    **dict.fromkeys(_SERVER, DeviceError),
    **dict.fromkeys(_INVALID, InvalidError),
    **dict.fromkeys(_NOT_FOUND, NotFoundError),
    **dict.fromkeys(_EXISTS, AlreadyExistsError),
    **dict.fromkeys(_STATE, ConflictError),
    **dict.fromkeys(_QUOTA, LimitError),
    **dict.fromkeys((100025, 100220, 100229), AppKeyLostError),
    **dict.fromkeys((101005, 1010005), TokenRefusedError),
    **dict.fromkeys((101009, 1010009, 100501), ThrottledError),
    **dict.fromkeys((100428, 100450, 100612), DeviceOfflineError),
    **dict.fromkeys((100223, 105001), QueueFullError),
    APPLICATION_UNKNOWN: AuthenticationError,
    100208: AuthenticationError,
    100028: PermissionDeniedError,
    100217: NotDelegatedError,
    100432: MutedError,
    100443: ReadOnlyError,
    100449: AccountFrozenError,
}
"""All codes of chapter 1."""

_STATUSES: Mapping[int, type[AccordError]] = {
    401: AuthenticationError,
    403: AuthenticationError,
    404: NotFoundError,
    409: ConflictError,
    429: ThrottledError,
    502: ThrottledError,
    503: ThrottledError,
    504: ThrottledError,
}


def error_in(
    operation: str, status: int, answer: object, *, delegated: bool = False
) -> AccordError | None:
    """Return the error of an answer, None for success; ``operation`` is the document's number.

    An object with ``error_code`` is an error whatever the status. ``delegated`` tells that
    another application was named, whose absence says nothing of ours.
    """
    code, words = _code_of(answer)
    if not code:
        return None if status < 400 else _by_status(operation, status)
    number = int(code) if code.isascii() and code.isdigit() else None
    kind = CODES.get(number) if number is not None else None
    if number == APPLICATION_UNKNOWN and delegated:
        kind = NotFoundError
    if kind is None:
        kind = _kind_of(status) if status >= 400 else DeviceError
    return kind(f"{operation} failed with {code}", code=number or code, text=words or None)


def _code_of(answer: object) -> tuple[str, str]:
    if not isinstance(answer, Mapping):
        return "", ""
    members: Mapping[str, Any] = answer
    words = text(members.get("error_desc"))[:LONGEST_TEXT]
    return text(members.get("error_code")).strip()[:20], words


def _by_status(operation: str, status: int) -> AccordError:
    return _kind_of(status)(f"{operation} answered with HTTP status {status}", code=status)


def _kind_of(status: int) -> type[AccordError]:
    return _STATUSES.get(status, DeviceError if status >= 500 else InvalidError)
