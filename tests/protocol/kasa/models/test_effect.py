"""Whole effects, in any form a strip may return."""

from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.effect import CUSTOM_ID, LightingEffect
from tests.protocol.kasa.models.garbage import objects

SEQUENCE = {
    "custom": 1,
    "id": CUSTOM_ID,
    "brightness": 80,
    "name": "Mine",
    "enable": 1,
    "type": "sequence",
    "segments": [0],
    "expansion_strategy": 1,
    "duration": 500,
    "transition": 100,
    "sequence": [[0, 100, 100], [120, 100, 100]],
    "repeat_times": 0,
    "spread": 4,
    "direction": 2,
}


def test_round_trip_with_unknown_members() -> None:
    wire = {**SEQUENCE, "strange": {"a": 1}}
    effect = LightingEffect.from_wire({**wire, "err_code": 0})
    assert effect.to_wire() == wire
    assert effect.sequence == ((0, 100, 100), (120, 100, 100))
    assert (effect.init_states, effect.hue_range) == (None, None)


def test_made_by_hand() -> None:
    effect = LightingEffect(
        name="Mine",
        brightness=80,
        duration=500,
        transition=100,
        sequence=((0, 100, 100), (120, 100, 100)),
        repeat_times=0,
        spread=4,
        direction=2,
    )
    assert effect.to_wire() == SEQUENCE
    with pytest.raises(InvalidError):
        LightingEffect(name="x", brightness=101).to_wire()


@given(objects("segments", "sequence", "hue_range", "name", "brightness", "duration", "enable"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    LightingEffect.from_wire(data)
