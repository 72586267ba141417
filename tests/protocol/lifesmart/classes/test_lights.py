"""Colours, brightness, effects beyond what the samples of classes show."""

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart.classes.lights import (
    COLOR_INDICATORS,
    LEVEL_INDICATORS,
    WHITE,
    dimmed,
    dimmer,
    full,
    indicator_level,
    onoff,
    parts,
    rgb,
    rgbw,
    word,
)
from custom_components.accord.protocol.lifesmart.models.command import LightOn, Off, Stop, SwitchOn
from custom_components.accord.protocol.lifesmart.models.state import LightState, Rgbw
from tests.protocol.lifesmart.classes.rows import made, read, written

BYTE = st.integers(0, 255)
COLORS = st.tuples(BYTE, BYTE, BYTE, BYTE)


@given(color=COLORS)
def test_words(color: Rgbw) -> None:
    assert parts(word(color)) == color


@given(color=COLORS.filter(any))
def test_brightness_and_colour_are_the_word(color: Rgbw) -> None:
    """What is read can be written back: no part is off by more than a step."""
    again = dimmed(full(color), max(color))
    assert all(abs(one - other) <= 1 for one, other in zip(again, color, strict=True))


def test_byte_order() -> None:
    assert word((0x11, 0x22, 0x33, 0x44)) == 0x44112233
    with pytest.raises(InvalidError):
        word((256, 0, 0, 0))


def test_effect_needs_dyn() -> None:
    lamp = {"RGBW": {"type": 255, "val": 255}}
    assert made(rgbw(), **lamp)[1].options == ()
    with pytest.raises(UnsupportedError):
        written(rgbw(), LightOn(effect="grass"), **lamp)
    with pytest.raises(InvalidError):
        written(rgbw(), LightOn(effect="disco"), DYN=0, **lamp)


def test_plain_on_ends_no_effect_that_is_unknown() -> None:
    """Where the effect is on, or nothing is known of it, it is switched off with the colour."""
    lamp = {"RGBW": {"type": 254, "val": 255}}
    on = written(rgbw(), LightOn(), DYN={"type": 129, "val": 1}, **lamp)
    assert on == [("RGBW", 255, 255), ("DYN", 128, 0)]
    assert written(rgbw(), LightOn(), DYN={}, **lamp) == on


def test_lamp_that_tells_only_whether_it_is_on() -> None:
    assert read(rgbw(), RGBW={"type": 129}) == LightState(on=True)
    assert read(rgb("light", "RGB"), RGB={"type": 129}) == LightState(on=True)
    assert read(dimmer("light", "L"), L={"type": 128}) == LightState(on=False)


def test_unknown_effect() -> None:
    assert read(rgb("light", "RGB"), RGB={"type": 255, "val": 0xF0000000}) == LightState(
        on=True, brightness=255
    )


def test_lamp_without_colour_is_white() -> None:
    assert written(rgb("light", "RGB"), LightOn(), RGB={"type": 254, "val": 0}) == [
        ("RGB", 255, 0xFFFFFF)
    ]


@pytest.mark.parametrize("brightness", [0, 256])
def test_limits(brightness: int) -> None:
    for row in (dimmer("light", "P1"), WHITE, indicator_level("dark", "P1")):
        with pytest.raises(InvalidError):
            written(row, LightOn(brightness=brightness), P1=0, P2=0)
    with pytest.raises(InvalidError):
        written(WHITE, LightOn(color_temp=300), P1=0, P2=0)


def test_lamp_that_is_on_or_off() -> None:
    assert read(onoff("light", "P1"), P1={"v": 1}) == LightState(on=True)
    assert written(onoff("light", "P1"), LightOn(), P1=0) == [("P1", 129, 1)]


def test_other_commands() -> None:
    rows = (rgb("light", "P1"), dimmer("light", "P1"), onoff("light", "P1"), WHITE)
    for row in rows:
        with pytest.raises(UnsupportedError):
            written(row, SwitchOn(), P1=0)
        assert written(row, Off(), P1=0) == [("P1", 128, 0)]
    with pytest.raises(UnsupportedError):
        written(rgbw(), SwitchOn(), RGBW=0)
    with pytest.raises(UnsupportedError):
        written(rgbw(), Stop(), RGBW=0)


def test_white_without_warmth() -> None:
    assert written(WHITE, LightOn(brightness=9), P1=0) == [("P1", 0xCF, 9)]
    with pytest.raises(UnsupportedError):
        written(WHITE, LightOn(color_temp=9), P1=0)


def test_indicators_are_for_the_curious() -> None:
    ids = {"dark", "bright", "dark_1", "bright_1", "dark_2", "bright_2", "dark_3", "bright_3"}
    for rows in (LEVEL_INDICATORS, COLOR_INDICATORS):
        assert {row.id for row in rows} == ids
        assert not any(row.enabled for row in rows)
