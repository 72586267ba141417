"""Kasa error codes and the vendor's own error classes."""

import pytest

from custom_components.accord.protocol import errors as shared
from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.protocol.kasa.errors import (
    METHOD_MISSING,
    MODULE_MISSING,
    ClockNotSetError,
    UnsupportedDeviceError,
    WrongDeviceError,
    error_for,
)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-1, shared.UnsupportedError),
        (-2, shared.UnsupportedError),
        (-3, shared.InvalidError),
        (-5, shared.DeviceError),
        (-7, shared.DeviceError),
        (-8, shared.ConflictError),
        (-10, shared.LimitError),
        (-11, ClockNotSetError),
        (-14, shared.NotFoundError),
        (-2000, shared.UnsupportedError),
        (-2001, shared.UnsupportedError),
        (-4002, shared.ConflictError),
        (-10000, shared.InvalidError),
        (-10002, shared.InvalidError),
        (-10008, UnsupportedDeviceError),
        (-12345, shared.DeviceError),
        (7, shared.DeviceError),
    ],
)
def test_codes(code: int, kind: type[AccordError]) -> None:
    err = error_for(code, "words of the device")
    assert type(err) is kind
    assert err.code == code
    assert err.placeholders["code"] == str(code)
    assert err.placeholders["text"] == "words of the device"
    assert not err.outcome_unknown


def test_without_text() -> None:
    assert str(error_for(-7)) == "error -7"
    assert str(error_for(-7, "unknown error")) == "error -7: unknown error"


@pytest.mark.parametrize("code", sorted(METHOD_MISSING | MODULE_MISSING))
def test_what_is_missing_is_unsupported(code: int) -> None:
    assert isinstance(error_for(code), shared.UnsupportedError)


def test_wrong_device_names_both_to_the_user_only() -> None:
    err = WrongDeviceError("02:00:5e:10:00:01", "02:00:5e:10:00:02")
    assert isinstance(err, shared.ConflictError)
    assert err.key == "wrong_device"
    assert err.placeholders["expected"] == "02:00:5e:10:00:01"
    assert err.placeholders["found"] == "02:00:5e:10:00:02"
    assert "02:00" not in str(err)


def test_unsupported_device_names_the_model() -> None:
    err = UnsupportedDeviceError("EC60(US)")
    assert isinstance(err, shared.UnsupportedError)
    assert err.key == "unsupported_device"
    assert err.placeholders["model"] == "EC60(US)"
    assert UnsupportedDeviceError().placeholders["model"] == "-"


def test_clock() -> None:
    assert ClockNotSetError.key == "clock_not_set"
    assert issubclass(ClockNotSetError, shared.ConflictError)
