"""The LED of DEFED stations."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart import LedEffect, effect_value, rgb_value
from custom_components.accord.protocol.lifesmart.models.led import check_value


def test_colours() -> None:
    assert rgb_value(255, 128, 1) == 0xFF8001
    with pytest.raises(InvalidError, match="green"):
        rgb_value(0, 256, 0)


@pytest.mark.parametrize(
    ("effect", "value"),
    [
        (LedEffect.PLATEAU, 2149108736),
        (LedEffect.PIZZA, 2165885952),
        (LedEffect.RASPBERRY, 2249772032),
        (LedEffect.FRUIT_JUICE, 2316880896),
    ],
)
def test_the_vendors_samples(effect: LedEffect, value: int) -> None:
    assert effect_value(effect) == value


def test_21_effects() -> None:
    assert len(LedEffect) == 21
    assert effect_value(LedEffect.HEAVEN, rate=1, saturation=2, step=3) == 0xA3010203
    with pytest.raises(InvalidError, match="rate"):
        effect_value(LedEffect.HEAVEN, rate=256)


@pytest.mark.parametrize("value", [-1, 0x80000000, 0x100000000])
def test_values_that_mean_nothing(value: int) -> None:
    with pytest.raises(InvalidError):
        check_value(value)


@pytest.mark.parametrize("value", [0, 0xFFFFFF, 0x80000001, 0xFFFFFFFF])
def test_values(value: int) -> None:
    assert check_value(value) == value
