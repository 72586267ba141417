"""One family of errors: keys, placeholders, who must act."""

import inspect

import pytest

from custom_components.accord.protocol import errors
from custom_components.accord.protocol.errors import (
    AccordError,
    BatchError,
    BusyError,
    ConnectionFailedError,
    DeadlineError,
    DeviceError,
    InvalidError,
    RequestRefusedError,
)

CLASSES = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, AccordError) and found is not AccordError
]


def test_every_class_has_a_text_of_its_own() -> None:
    keys = [found.key for found in CLASSES]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("kind", [found for found in CLASSES if found is not BatchError])
def test_the_message_falls_back_to_the_vendors_text_and_the_key(kind: type[AccordError]) -> None:
    assert str(kind()) == kind.key
    assert str(kind(text="table is full")) == "table is full"
    assert str(kind("own words", text="table is full")) == "own words"


def test_placeholders_name_code_and_text() -> None:
    err = DeviceError("error -10", code=-10, text="table is full")
    assert err.placeholders == {"code": "-10", "text": "table is full"}
    assert DeviceError("plain").placeholders == {"code": "-", "text": "plain"}
    assert not err.outcome_unknown


@pytest.mark.parametrize("kind", [RequestRefusedError, DeadlineError, errors.TlsError])
def test_all_network_trouble_is_one_kind(kind: type[AccordError]) -> None:
    assert issubclass(kind, ConnectionFailedError)
    assert kind(outcome_unknown=True).outcome_unknown


def test_busy_says_how_long() -> None:
    err = BusyError(retry_after=30, code=429)
    assert (err.retry_after, err.code, str(err)) == (30, 429, "busy")


def test_batch_names_each_failure() -> None:
    err = BatchError({"7": InvalidError("name too long"), "9": DeviceError()}, total=5)
    assert str(err) == "2 of 5 failed"
    assert set(err.items) == {"7", "9"}
    assert err.placeholders == {
        "code": "-",
        "text": "2 of 5 failed",
        "failed": "2",
        "total": "5",
        "items": "7: name too long, 9: device_error",
    }
