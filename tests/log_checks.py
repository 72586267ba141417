"""What a log may never contain, for tests of integrations.

As a fixture in a ``conftest.py``::

    @pytest.fixture(autouse=True)
    def clean_log(caplog: pytest.LogCaptureFixture) -> Generator[None]:
        yield
        assert_clean_log(caplog, allow_errors=True)
"""

import logging

import pytest

FORBIDDEN = (
    "Detected that custom integration",  # something deprecated was used
    "Detected blocking call",
    "Task exception was never retrieved",
    "Unable to resolve dependencies",
    "does not generate unique IDs",
)


def assert_clean_log(caplog: pytest.LogCaptureFixture, *, allow_errors: bool = False) -> None:
    """Fail if a test's log has what Home Assistant complains about, or an error.

    ``allow_errors`` is for tests that provoke them: then errors may be there, but no traceback
    and no complaint.
    """
    records = [
        record for when in ("setup", "call", "teardown") for record in caplog.get_records(when)
    ]
    found = [line for record in records if (line := complaint(record, allow_errors=allow_errors))]
    assert not found, "The log should not have:\n  " + "\n  ".join(found)


def complaint(record: logging.LogRecord, *, allow_errors: bool) -> str | None:
    """Return what is wrong with a record, None if nothing is."""
    text = record.getMessage()
    line = f"{record.levelname} {record.name}: {text}"
    if any(phrase in text for phrase in FORBIDDEN):
        return line
    if record.exc_info and record.exc_info[0] is not None and record.levelno >= logging.WARNING:
        return f"{line} (traceback: {record.exc_info[0].__name__}: {record.exc_info[1]})"
    if record.levelno >= logging.ERROR and not allow_errors:
        return line
    return None
