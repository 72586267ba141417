"""Presets and what is printed on the box."""

from typing import Any

from hypothesis import given

from custom_components.accord.protocol.kasa.models.preset import LightDetails, Preset
from tests.protocol.kasa.fakes import sysinfo
from tests.protocol.kasa.models.garbage import objects
from tests.protocol.kasa.vendor import answered

MODULE = "smartlife.iot.smartbulb.lightingservice"


def test_the_vendors_samples() -> None:
    states = answered(f"{MODULE}.get_preferred_state")["states"]
    assert Preset.list_from_wire(states) == (
        Preset(index=0, hue=0, saturation=0, color_temp=2700, brightness=50),
    )
    assert LightDetails.from_wire(answered(f"{MODULE}.get_light_details")) == LightDetails(
        beam_angle=180,
        min_voltage=100,
        max_voltage=120,
        wattage=10,
        incandescent_equivalent=60,
        max_lumens=800,
        color_rendering_index=80,
    )


def test_presets_of_a_dimmer_and_effects() -> None:
    presets = Preset.list_from_wire(sysinfo("dimmer")["preferred_state"])
    assert [preset.brightness for preset in presets] == [100, 75, 50, 25]
    effect = {"index": 0, "mode": 2, "id": "X", "custom": 0, "brightness": 70}
    assert Preset.list_from_wire([effect]) == (Preset(index=0, brightness=70, effect_id="X"),)
    assert [one.index for one in Preset.list_from_wire([{"index": 2}, {"index": 0}])] == [0, 2]


@given(objects("index", "hue", "id", "brightness"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    Preset.list_from_wire(data)
    Preset.list_from_wire([data, data])
    LightDetails.from_wire(data)
