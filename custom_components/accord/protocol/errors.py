"""One family of errors for all vendors, grouped by who must act.

Each vendor maps its own codes onto these classes in one table. ``key`` names the text a user
gets to read; ``placeholders`` holds what that text mentions. Nothing secret goes in: neither
request nor answer bodies, only the vendor's code and short text.
"""

from collections.abc import Mapping
from typing import ClassVar


class AccordError(Exception):
    """Base of everything that a protocol client raises on purpose.

    ``code`` and ``text`` are the vendor's own; ``outcome_unknown`` tells that a command left
    for the device and no answer came, so that nobody repeats it blindly.
    """

    key: ClassVar[str] = "device_error"

    def __init__(
        self,
        message: str = "",
        *,
        code: int | str | None = None,
        text: str | None = None,
        outcome_unknown: bool = False,
    ) -> None:
        """Keep the vendor's code and text beside the message for developers."""
        super().__init__(message or text or self.key)
        self.code = code
        self.text = text
        self.outcome_unknown = outcome_unknown

    @property
    def placeholders(self) -> dict[str, str]:
        """Return what the translated text may mention."""
        return {
            "code": "-" if self.code is None else str(self.code),
            "text": self.text or str(self),
        }


# --- The network must mend: worth trying again later ---------------------------------------


class ConnectionFailedError(AccordError):
    """The device or server could not be reached, or the connection broke."""

    key = "cannot_connect"


class RequestRefusedError(ConnectionFailedError):
    """Something at that address refuses connections on this port."""

    key = "connection_refused"


class DeadlineError(ConnectionFailedError):
    """No answer within the time allowed."""

    key = "timeout"


class TlsError(ConnectionFailedError):
    """The secure channel could not be set up: certificate or cipher refused."""

    key = "tls_failed"


class ProtocolError(AccordError):
    """The answer is not what this protocol allows: garbage, or another product."""

    key = "protocol_error"


# --- The owner must act: credentials and rights --------------------------------------------


class AuthenticationError(AccordError):
    """Credentials are missing, wrong or no longer valid."""

    key = "invalid_auth"


class PermissionDeniedError(AccordError):
    """The account or address lacks the right; the credentials themselves are good."""

    key = "permission_denied"


# --- The caller must act: the request itself is at fault -----------------------------------


class InvalidError(AccordError):
    """A parameter is missing, of the wrong kind, or out of range."""

    key = "invalid"


class NotFoundError(AccordError):
    """The addressed thing does not exist (any more)."""

    key = "not_found"


class AlreadyExistsError(AccordError):
    """The thing to be made exists already."""

    key = "already_exists"


class ConflictError(AccordError):
    """The state of the device or server does not allow it now."""

    key = "conflict"


class LimitError(AccordError):
    """A table is full or a quota used up."""

    key = "limit_reached"


class UnsupportedError(AccordError):
    """This device, family or firmware does not know the operation."""

    key = "unsupported"


class BatchError(AccordError):
    """Some items of a batch failed; the others took effect.

    ``items`` maps an item's id to its own error, ``total`` counts all items asked for.
    """

    key = "batch_failed"

    def __init__(self, items: Mapping[str, AccordError], total: int) -> None:
        """Keep each failed item with its own error."""
        super().__init__(f"{len(items)} of {total} failed")
        self.items = dict(items)
        self.total = total

    @property
    def placeholders(self) -> dict[str, str]:
        """Return how many failed, of how many, and which."""
        failed = ", ".join(f"{name}: {error}" for name, error in self.items.items())
        return {
            **super().placeholders,
            "failed": str(len(self.items)),
            "total": str(self.total),
            "items": failed,
        }


# --- Waiting mends ---------------------------------------------------------------------------


class BusyError(AccordError):
    """The device or server asks for patience; ``retry_after`` in seconds where it says so."""

    key = "busy"

    def __init__(
        self,
        message: str = "",
        *,
        retry_after: float | None = None,
        code: int | str | None = None,
        text: str | None = None,
    ) -> None:
        """Keep how long to wait."""
        super().__init__(message, code=code, text=text)
        self.retry_after = retry_after


# --- The device or server itself failed ------------------------------------------------------


class DeviceError(AccordError):
    """The device or server answered with a failure of its own: see ``code`` and ``text``."""

    key = "device_error"
