"""Kasa error codes -> the shared error classes.

Source: messages of the devices themselves; API.md does not list the codes.
"""

from ..errors import (
    AccordError,
    ConflictError,
    DeviceError,
    InvalidError,
    LimitError,
    NotFoundError,
    PermissionDeniedError,
    UnsupportedError,
)


class WrongDeviceError(ConflictError):
    """Another device than the configured one answers at this address."""

    key = "wrong_device"

    def __init__(self, expected: str, found: str) -> None:
        """Keep both MAC addresses for the user's text; the message names neither."""
        super().__init__("another device answers at this address")
        self.expected = expected
        self.found = found

    @property
    def placeholders(self) -> dict[str, str]:
        """Return the MAC address wanted and the one that answered."""
        return {**super().placeholders, "expected": self.expected, "found": self.found}


class UnsupportedDeviceError(UnsupportedError):
    """A product that does not speak this command set: a camera or a SMART device."""

    key = "unsupported_device"

    def __init__(
        self,
        model: str = "",
        *,
        code: int | None = None,
        text: str | None = None,
    ) -> None:
        """Keep the model for the user's text."""
        super().__init__(f"unsupported product {model or 'of unknown model'}", code=code, text=text)
        self.model = model

    @property
    def placeholders(self) -> dict[str, str]:
        """Return the model."""
        return {**super().placeholders, "model": self.model or "-"}


class UnprotectedError(InvalidError):
    """A secret would travel readable: the transport in use hides nothing."""

    key = "unprotected"


class NeedsAddingError(PermissionDeniedError):
    """The device takes no account at all before it is added in the vendor's app again."""

    key = "needs_adding"


class ClockNotSetError(ConflictError):
    """The device does not know the time, so it accepts no timers and schedules."""

    key = "clock_not_set"


MODULE_MISSING = frozenset({-1, -2001})
"""The device lacks the whole module; never to be asked again."""

METHOD_MISSING = frozenset({-2, -2000})
"""The device has the module but lacks the method."""

_CAMERA = -10008

_ERRORS: dict[int, type[AccordError]] = {
    -1: UnsupportedError,  # module not support
    -2: UnsupportedError,  # member not support
    -3: InvalidError,  # invalid argument
    -5: DeviceError,  # not enough memory
    -7: DeviceError,  # unknown error
    -8: ConflictError,  # not bind yet
    -10: LimitError,  # table is full
    -11: ClockNotSetError,  # time not sync
    -14: NotFoundError,  # entry not exist
    -2000: UnsupportedError,  # Method not support
    -2001: UnsupportedError,  # Module not support
    -4002: ConflictError,  # Device hasn't bound to any account yet
    -10000: InvalidError,  # Invalid input argument
    -10002: InvalidError,  # Missing neccesary argument
}


def error_for(code: int, text: str | None = None) -> AccordError:
    """Return the error that a non-zero ``err_code`` stands for."""
    if code == _CAMERA:
        return UnsupportedDeviceError(code=code, text=text)
    kind = _ERRORS.get(code, DeviceError)
    return kind(f"error {code}: {text}" if text else f"error {code}", code=code, text=text)
