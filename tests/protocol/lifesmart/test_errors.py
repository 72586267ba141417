"""Codes of stations."""

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    DeviceError,
    UnsupportedError,
)
from custom_components.accord.protocol.lifesmart import NoAnswerError, SignatureRefusedError
from custom_components.accord.protocol.lifesmart.errors import error_for


def test_refused_signature() -> None:
    error = error_for(101, "ep")
    assert isinstance(error, SignatureRefusedError)
    assert isinstance(error, AuthenticationError)
    assert error.key == "signature_refused"


def test_what_cannot_be_measured() -> None:
    assert isinstance(error_for(102, "rssi"), UnsupportedError)


def test_others() -> None:
    error = error_for(7, "doorlock openlock", "locked out")
    assert type(error) is DeviceError
    assert (str(error), error.code, error.text) == ("doorlock openlock: code 7", 7, "locked out")


def test_silence_is_a_lack_of_connection() -> None:
    assert issubclass(NoAnswerError, ConnectionFailedError)
    assert NoAnswerError.key == "station_silent"
