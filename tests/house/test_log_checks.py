"""What counts as a complaint in a log."""

import logging

import pytest

from tests.log_checks import assert_clean_log, complaint

LOGGER = logging.getLogger(__name__)


def record(level: int, text: str, error: Exception | None = None) -> logging.LogRecord:
    """Return a record as a logger makes it."""
    info = (type(error), error, None) if error else None
    return logging.LogRecord("name", level, __file__, 1, text, (), info)


@pytest.mark.parametrize(
    ("found", "strict", "lenient"),
    [
        (record(logging.INFO, "hello"), False, False),
        (record(logging.WARNING, "gone"), False, False),
        (record(logging.ERROR, "Error requesting"), True, False),
        (record(logging.ERROR, "bug", ValueError("x")), True, True),
        (record(logging.WARNING, "Detected that custom integration 'x' does y"), True, True),
        (record(logging.WARNING, "Detected blocking call to open"), True, True),
        (record(logging.DEBUG, "detail", ValueError("x")), False, False),
    ],
)
def test_complaints(found: logging.LogRecord, strict: bool, lenient: bool) -> None:
    """Errors may be expected; bugs and what is deprecated may not."""
    assert bool(complaint(found, allow_errors=False)) is strict
    assert bool(complaint(found, allow_errors=True)) is lenient


def test_whole_log(caplog: pytest.LogCaptureFixture) -> None:
    """The message shows the lines."""
    LOGGER.warning("fine")
    assert_clean_log(caplog)
    LOGGER.error("not fine")
    assert_clean_log(caplog, allow_errors=True)
    with pytest.raises(AssertionError, match="not fine"):
        assert_clean_log(caplog)
    caplog.clear()
