"""Switches, bits and numbers of set-up words."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart.classes.setting import (
    number,
    switch,
    switches,
    word_number,
    word_switch,
)
from custom_components.accord.protocol.lifesmart.models.command import Off, SetNumber, SwitchOn
from tests.protocol.lifesmart.classes.rows import read, written

WORD = word_number("time", "P1", low_bit=8, bits=8, factor=4, minimum=4, largest=100)


def test_pulse() -> None:
    row = switch("switch", "P1", pulse=True)
    assert written(row, SwitchOn(0.5), P1=0) == [("P1", 0x89, 5)]
    assert written(row, SwitchOn(), P1=0) == [("P1", 0x81, 1)]
    with pytest.raises(InvalidError):
        written(row, SwitchOn(0), P1=0)


def test_plain_switch_has_no_pulse() -> None:
    with pytest.raises(UnsupportedError):
        written(switch("switch", "P1"), SwitchOn(1), P1=0)


def test_several() -> None:
    assert [row.id for row in switches(3, "L?")] == ["switch_1", "switch_2", "switch_3"]


def test_other_bits_stay() -> None:
    word = {"type": 0x7F, "val": 0xFFFF10FF}
    assert read(WORD, P1=word) == 64
    assert written(WORD, SetNumber(8), P1=word) == [("P1", 0xFF, 0xFFFF02FF)]
    row = word_switch("lock", ("P1",), 31)
    assert read(row, P1=word) is True
    assert written(row, Off(), P1=word) == [("P1", 0xFF, 0x7FFF10FF)]
    assert written(row, SwitchOn(), P1={"type": 0x7E, "val": 1}) == [("P1", 0xFE, 0x80000001)]


def test_a_word_that_is_not_known_is_not_written() -> None:
    for row, command in ((WORD, SetNumber(8)), (word_switch("lock", ("P1",), 0), SwitchOn())):
        assert read(row, P1={}) is None
        with pytest.raises(UnsupportedError, match="not known"):
            written(row, command, P1={})


@pytest.mark.parametrize("value", [0, 3.9, 401])
def test_limits(value: float) -> None:
    assert (WORD.minimum, WORD.maximum, WORD.step) == (4, 400, 4)
    with pytest.raises(InvalidError):
        written(WORD, SetNumber(value), P1={"val": 0})


def test_number() -> None:
    row = number("limit", "P4", minimum=1, maximum=300)
    assert written(row, SetNumber(200), P4={"type": 0x4F, "val": 1}) == [("P4", 0xCF, 200)]
    assert written(row, SetNumber(200), P4={"type": 0x4E, "val": 1}) == [("P4", 0xCE, 200)]
    with pytest.raises(InvalidError):
        written(row, SetNumber(301), P4=0)
    with pytest.raises(UnsupportedError):
        written(row, Off(), P4=0)
