"""Families, their module names, and colour temperatures."""

import pytest

from custom_components.accord.protocol.kasa.catalog import (
    LIGHTS,
    TRAITS,
    Family,
    answer_size,
    color_temp_range,
    request_limit,
)


def test_every_family_has_traits() -> None:
    assert set(TRAITS) == set(Family)


@pytest.mark.parametrize("family", Family)
def test_module_names(family: Family) -> None:
    traits = TRAITS[family]
    common = "smartlife.iot.common."
    if family in LIGHTS:
        assert traits.system == f"{common}system"
        assert traits.energy == f"{common}emeter"
        assert traits.schedule == f"{common}schedule"
        assert traits.away == f"{common}anti_theft"
        assert traits.clock == f"{common}timesetting"
        assert traits.cloud == f"{common}cloud"
        assert traits.countdown is None
        assert traits.answer_limit == 4096
    else:
        assert (traits.system, traits.energy, traits.schedule) == ("system", "emeter", "schedule")
        assert (traits.away, traits.clock, traits.cloud) == ("anti_theft", "time", "cnCloud")
        assert traits.countdown == "count_down"
        assert traits.answer_limit == 8192


def test_lights() -> None:
    bulb, strip = TRAITS[Family.BULB], TRAITS[Family.LIGHT_STRIP]
    assert bulb.light == "smartlife.iot.smartbulb.lightingservice"
    assert (bulb.set_light, bulb.fade) == ("transition_light_state", "transition_period")
    assert strip.light == "smartlife.iot.lightStrip"
    assert (strip.set_light, strip.fade) == ("set_light_state", "transition")
    assert TRAITS[Family.DIMMER].light == "smartlife.iot.dimmer"


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("LB120(US)", (2700, 6500)),
        ("LB130(EU)", (2500, 9000)),
        ("KL125(US)", (2500, 6500)),
        ("KL120(EU)", (2700, 6500)),
        ("KL120(US)", (2700, 5000)),
        ("KL120(AU)", (2700, 5000)),
        ("KL400L5(US)", (2500, 9000)),
        ("KL430", (2500, 9000)),
        ("KL999(US)", (2700, 5000)),
        ("", (2700, 5000)),
    ],
)
def test_color_temperatures(model: str, expected: tuple[int, int]) -> None:
    assert color_temp_range(model) == expected


def test_answer_sizes() -> None:
    assert answer_size("get_sysinfo") == 1024
    assert answer_size("get_daystat") == 2048
    assert answer_size("get_realtime") == 256


def test_request_limits() -> None:
    assert request_limit("schedule") == 512
    assert request_limit("smartlife.iot.lighting_effect") == 2048
    assert request_limit("smartlife.iot.common.schedule") == 700
