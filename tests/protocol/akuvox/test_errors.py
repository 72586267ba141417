"""What units answer, as errors."""

import pytest

from custom_components.accord.protocol.akuvox.errors import (
    ApiClosedError,
    NotSafeError,
    RowsRefusedError,
    WantsHttpsError,
    WrongChecksumError,
    error_for,
    error_for_status,
    succeeded,
)
from custom_components.accord.protocol.errors import (
    AccordError,
    AuthenticationError,
    BusyError,
    ConnectionFailedError,
    DeviceError,
    InvalidError,
    ProtocolError,
    UnsupportedError,
)


@pytest.mark.parametrize(
    ("retcode", "message", "success"),
    [
        (0, "OK", True),
        (1, "OK", True),
        (12, "", True),
        (-1, "OK", False),
        (200, "Api unsupported", False),
        (200, "API UNSUPPORTED", False),
        (0, "No handlers for this request", False),
        (0, "No hanlders for this request", False),
        (0, "unsupport action", False),
    ],
)
def test_success(retcode: int, message: str, success: bool) -> None:
    assert succeeded(retcode, message) is success


@pytest.mark.parametrize(
    ("retcode", "message", "kind"),
    [
        (-1, "unsupport action", UnsupportedError),
        (-1, "unsupported action", UnsupportedError),
        (200, "Api unsupported", UnsupportedError),
        (-1, "Failed", DeviceError),
        (-1, "Export Failed.", DeviceError),
        (-1, "Wrong MD5", WrongChecksumError),
        (-4, "Not Safe", NotSafeError),
        (-100, "param error", InvalidError),
    ],
)
def test_retcodes(retcode: int, message: str, kind: type[AccordError]) -> None:
    error = error_for("user/add", retcode, message)
    assert type(error) is kind
    assert (error.code, error.text) == (retcode, message)
    assert "user/add" in str(error)


def test_long_messages_are_cut() -> None:
    assert error_for("user/add", -1, "x" * 5000).text == "x" * 80


@pytest.mark.parametrize(
    ("status", "location", "kind"),
    [
        (301, "https://192.0.2.21/", WantsHttpsError),
        (308, "", WantsHttpsError),
        (302, "http://192.0.2.21/login", ProtocolError),
        (302, "/login", ProtocolError),
        (400, "", ProtocolError),
        (401, "", AuthenticationError),
        (403, "", ApiClosedError),
        (404, "", UnsupportedError),
        (405, "", UnsupportedError),
        (500, "", DeviceError),
        (503, "", BusyError),
    ],
)
def test_statuses(status: int, location: str, kind: type[AccordError]) -> None:
    error = error_for_status("relay/get", status, location)
    assert type(error) is kind
    assert error.code == status


def test_good_status() -> None:
    assert error_for_status("relay/get", 200) is None


def test_rows_that_were_refused() -> None:
    """Whoever asks learns which rows are there now, and whether that is sure."""
    refused = RowsRefusedError({"#2": DeviceError("no")}, 2, ["7"])
    assert (refused.key, refused.done, refused.outcome_unknown) == ("batch_failed", ("7",), False)
    lost = ConnectionFailedError("gone", outcome_unknown=True)
    assert RowsRefusedError({"#2": lost}, 2).outcome_unknown
