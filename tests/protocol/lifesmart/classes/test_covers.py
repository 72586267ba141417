"""Motors with contacts and motors that know where they are."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart.classes.covers import (
    ZIGBEE_COVER,
    contacts,
    positioned,
)
from custom_components.accord.protocol.lifesmart.models.command import Move, Off, Stop
from custom_components.accord.protocol.lifesmart.models.state import CoverState
from tests.protocol.lifesmart.classes.rows import read, written

MOTOR = positioned("cover", "P1", "P2", "curtain")


@pytest.mark.parametrize(
    ("io", "state"),
    [
        ({"type": 0x4F, "val": 0x80 | 100}, CoverState(position=100, opening=True, closing=False)),
        ({"type": 0x4F, "val": 0}, CoverState(position=0, opening=False, closing=True)),
        ({"type": 0x4E, "val": 0x80 | 30}, CoverState(position=30, opening=False, closing=False)),
        ({"type": 0x4E, "val": 101}, CoverState(opening=False, closing=False)),
        ({"v": 30}, CoverState(position=30)),
        ({}, CoverState()),
    ],
)
def test_state(io: dict[str, int], state: CoverState) -> None:
    assert read(MOTOR, P1=io) == state


def test_zigbee_tells_the_target() -> None:
    assert read(ZIGBEE_COVER, tD={"val": 128}) == CoverState()
    assert read(ZIGBEE_COVER, tD1={"v": 55}) == CoverState(position=55)
    assert written(ZIGBEE_COVER, Stop(), tD1=5) == [("tD1", 0xCE, 0x80)]


@pytest.mark.parametrize("position", [-1, 101])
def test_limits(position: int) -> None:
    for row in (MOTOR, contacts(("P1",), ("P2",), ("P3",))):
        with pytest.raises(InvalidError):
            written(row, Move(position), P1=0)


def test_other_commands() -> None:
    for row in (MOTOR, contacts(("P1",), ("P2",), ("P3",))):
        with pytest.raises(UnsupportedError):
            written(row, Off(), P1=0)
