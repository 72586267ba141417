"""Daily times of codes."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart import Window

SAMPLE = ("0 30 8 ? * 1,3,5 *", "0 30 18 ? * 1,3,5 *")


def test_the_vendors_sample_both_ways() -> None:
    window = Window(start="08:30", end="18:30", days=(1, 3, 5))
    assert Window.from_wire(*SAMPLE) == window
    assert window.to_wire() == SAMPLE


def test_every_day_is_always_spelt_out() -> None:
    assert Window(start="00:00", end="23:59:59").to_wire() == (
        "0 0 0 ? * 1,2,3,4,5,6,7 *",
        "59 59 23 ? * 1,2,3,4,5,6,7 *",
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("0, 30, 8? * *", "0, 30, 18? * *"),
        ("0 30 8 ? * *", "0 30 18 ? *"),
        (" 0 30 8 ?", "0  30  18"),
    ],
)
def test_loosely_written(start: str, end: str) -> None:
    assert Window.from_wire(start, end) == Window(start="08:30", end="18:30")


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (None, SAMPLE[1]), ("", ""), ("0 99 8 ?", "x"), ("8 ?", "9 ?")]
)
def test_what_is_no_window(start: object, end: object) -> None:
    assert Window.from_wire(start, end) is None


@pytest.mark.parametrize(
    "window",
    [
        Window(start="8:30", end="18:30"),
        Window(start="08:30", end="24:00"),
        Window(start="08:30", end="18:30", days=()),
        Window(start="08:30", end="18:30", days=(0,)),
    ],
)
def test_what_is_not_sent(window: Window) -> None:
    with pytest.raises(InvalidError):
        window.to_wire()
