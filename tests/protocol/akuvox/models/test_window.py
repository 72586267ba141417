"""Days and hours of a key."""

import pytest

from custom_components.accord.protocol.akuvox.models.window import EVERY_DAY, Window
from custom_components.accord.protocol.errors import InvalidError

ROW = {
    "Mon": "1", "Tue": "0", "Wed": "1", "Thur": "0", "Fri": "1", "Sat": "0", "Sun": "0",
    "TimeStart": "08:00", "TimeEnd": "12:30",
}  # fmt: skip


def test_a_row_and_back() -> None:
    window = Window.from_wire(ROW)
    assert window == Window((0, 2, 4), "08:00", "12:30")
    assert window.to_wire() == ROW
    assert not window.always


def test_a_row_without_days_is_for_every_day() -> None:
    assert Window.from_wire({}) == Window(EVERY_DAY, "00:00", "00:00")
    assert Window.from_wire({}).always


@pytest.mark.parametrize(
    "window", [Window(()), Window((7,)), Window(EVERY_DAY, "8:00"), Window(EVERY_DAY, end="24:00")]
)
def test_what_does_not_exist(window: Window) -> None:
    with pytest.raises(InvalidError):
        window.check()
