"""Lamps of their own kind: garden, quantum, night light."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart.classes.feature import Feature
from custom_components.accord.protocol.lifesmart.classes.lamps import CLASSES, NIGHT_LEVELS
from custom_components.accord.protocol.lifesmart.models.command import LightOn
from custom_components.accord.protocol.lifesmart.models.state import LightState
from tests.protocol.lifesmart.classes.rows import read, written


def row_of(name: str) -> Feature:
    return next(one.rows[0] for one in CLASSES if name in one.names)


def test_garden_lamp_keeps_colours_apart_from_effects() -> None:
    """White goes to 100 only: beyond 127 it would be an effect."""
    lamp = row_of("SL_LI_UG1")
    full = written(lamp, LightOn(rgbw=(255, 255, 255, 255), brightness=255), P1=0)
    assert full == [("P1", 255, 0x64FFFFFF)]
    assert read(lamp, P1={"type": 255, "val": 0x64FFFFFF}) == LightState(
        on=True, brightness=255, rgbw=(255, 255, 255, 255)
    )
    assert written(lamp, LightOn(rgbw=(0, 0, 255, 0)), P1={}) == [("P1", 255, 255)]


@pytest.mark.parametrize(
    ("brightness", "level"), [(1, 63), (95, 63), (96, 127), (161, 127), (226, 255)]
)
def test_night_light_has_steps(brightness: int, level: int) -> None:
    assert level in NIGHT_LEVELS
    assert written(row_of("SL_LI_IR"), LightOn(brightness=brightness), P3=0) == [
        ("P3", 0xCF, level)
    ]


def test_night_light_that_is_off() -> None:
    assert read(row_of("SL_LI_IR"), P3={"type": 207, "val": 0}) == LightState(on=False)


def test_quantum_lamp() -> None:
    lamp = row_of("OD_WE_QUAN")
    assert written(lamp, LightOn(brightness=1), P1=0, P2=0) == [("P1", 0xCF, 1)]
    assert written(lamp, LightOn(), P1=0, P2=0) == [("P1", 0x81, 1)]
    for command in (LightOn(brightness=256), LightOn(effect="disco"), LightOn(rgb=(0, 0, 999))):
        with pytest.raises(InvalidError):
            written(lamp, command, P1=0, P2=0)
