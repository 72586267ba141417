"""The vendor's error codes and which devices use which."""

from dataclasses import dataclass
from typing import Any

from simulators.kasa.models import Family


@dataclass(frozen=True)
class VendorError:
    """One code with the text that goes with it."""

    code: int
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return it as it stands in an answer."""
        return {"err_code": self.code, "err_msg": self.message}


class RefusedError(Exception):
    """A method ends with an error code."""

    def __init__(self, error: VendorError) -> None:
        """Carry the vendor's error."""
        super().__init__(error.message)
        self.error = error


class MalformedError(Exception):
    """A request that is no JSON object."""


class CrashError(Exception):
    """A request that this firmware does not survive."""


class NoAnswerError(Exception):
    """A request whose answer the device does not live to give."""


NOT_ENOUGH_MEMORY = VendorError(-5, "not enough memory")
UNKNOWN_ERROR = VendorError(-7, "unknown error")
NOT_BOUND = VendorError(-8, "not bind yet")
TABLE_FULL = VendorError(-10, "table is full")
TIME_NOT_SYNC = VendorError(-11, "time not sync")
ENTRY_NOT_EXIST = VendorError(-14, "entry not exist")
MISSING_ARGUMENT = VendorError(-10002, "Missing neccesary argument")
NOT_BOUND_ON_OLDER = VendorError(-4002, "Device hasn't bound to any account yet")


@dataclass(frozen=True)
class Dialect:
    """The codes with which one kind of device says what is wrong."""

    module: VendorError
    method: VendorError
    argument: VendorError
    missing: VendorError


_INVALID = VendorError(-3, "invalid argument")
_PLUG = Dialect(
    VendorError(-1, "module not support"), VendorError(-2, "member not support"), _INVALID, _INVALID
)
_INVALID_INPUT = VendorError(-10000, "Invalid input argument")
_BULB = Dialect(
    VendorError(-2001, "Module not support"),
    VendorError(-2000, "Method not support"),
    _INVALID_INPUT,
    MISSING_ARGUMENT,
)
_LIGHT_STRIP = Dialect(_PLUG.module, _PLUG.method, _INVALID_INPUT, MISSING_ARGUMENT)
_UNSUPPORTED = VendorError(-10008, "Unsupported API call.")
_CAMERA = Dialect(_UNSUPPORTED, _UNSUPPORTED, _UNSUPPORTED, _UNSUPPORTED)

_DIALECTS = {
    Family.BULB: _BULB,
    Family.LIGHT_STRIP: _LIGHT_STRIP,
    Family.CAMERA: _CAMERA,
}


def dialect_of(family: Family) -> Dialect:
    """Return the codes a family uses."""
    return _DIALECTS.get(family, _PLUG)
