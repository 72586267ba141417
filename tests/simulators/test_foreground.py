"""Simulated devices in the foreground of a terminal."""

import pytest

from simulators.foreground import run


async def end_with(error: BaseException | None) -> None:
    """Be devices that run for a moment."""
    if error is not None:
        raise error


@pytest.mark.parametrize("error", [None, KeyboardInterrupt()])
def test_end(error: BaseException | None) -> None:
    """Ctrl-C is no failure."""
    run(end_with(error))


@pytest.mark.parametrize("kind", [OSError, ValueError])
def test_devices_that_cannot_start(kind: type[Exception]) -> None:
    """One line says why, and where."""
    error = kind("address in use")
    error.add_note("127.0.0.1:80")
    with pytest.raises(SystemExit) as caught:
        run(end_with(error))
    assert caught.value.code == "cannot start: address in use 127.0.0.1:80"
