"""The built-in effects are complete and within what strips take."""

import pytest

from custom_components.accord.protocol.kasa.models.builtin_effects import BUILTIN_EFFECTS
from custom_components.accord.protocol.kasa.models.effect import LightingEffect

RAINBOW = {
    "custom": 0,
    "id": "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT",
    "brightness": 100,
    "name": "Rainbow",
    "enable": 1,
    "type": "sequence",
    "segments": [0],
    "expansion_strategy": 1,
    "duration": 0,
    "transition": 1500,
    "sequence": [[0, 100, 100], [100, 100, 100], [200, 100, 100], [300, 100, 100]],
    "repeat_times": 0,
    "spread": 12,
    "direction": 1,
}


def test_one_in_full() -> None:
    assert BUILTIN_EFFECTS["Rainbow"].to_wire() == RAINBOW


def test_all_are_there() -> None:
    assert len(BUILTIN_EFFECTS) == len({effect.id for effect in BUILTIN_EFFECTS.values()}) == 14
    assert list(BUILTIN_EFFECTS) == sorted(BUILTIN_EFFECTS)


@pytest.mark.parametrize("effect", BUILTIN_EFFECTS.values(), ids=lambda effect: effect.name)
def test_ranges(effect: LightingEffect) -> None:
    assert (len(effect.id), effect.custom, effect.enable) == (32, False, True)
    assert all(0 <= segment <= 80 for segment in effect.segments)
    colors = (effect.sequence or ()) + (effect.init_states or ()) + (effect.backgrounds or ())
    assert colors
    assert all(h <= 360 and s <= 100 and v <= 100 for h, s, v in colors)
    if effect.type == "sequence":
        assert effect.direction in {1, 2, 3, 4}
        assert effect.spread in range(1, 17)
    else:
        for values in (effect.hue_range, effect.saturation_range, effect.brightness_range):
            assert values is not None
            assert values[0] <= values[1]
        assert not (effect.transition_range and effect.transition)
    assert LightingEffect.from_wire(effect.to_wire()) == effect
