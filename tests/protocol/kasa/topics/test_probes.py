"""Nobody is asked for what the family cannot have."""

import pytest

from custom_components.accord.protocol.kasa import Capability, Family
from custom_components.accord.protocol.kasa.topics.probes import probes

RELAY = {Capability.COUNT_DOWN, Capability.ANTI_THEFT, Capability.DEBUG}
MOTION = {Capability.PIR, Capability.LAS, Capability.SENSOR_TRIGGER}


@pytest.mark.parametrize(
    ("family", "motion", "expected"),
    [
        (Family.PLUG, False, RELAY),
        (Family.STRIP, False, RELAY),
        (Family.SWITCH, True, RELAY | MOTION),
        (Family.DIMMER, False, RELAY | {Capability.DIMMER}),
        (Family.DIMMER, True, RELAY | MOTION | {Capability.DIMMER}),
        (Family.BULB, True, {Capability.ANTI_THEFT}),
        (Family.LIGHT_STRIP, False, {Capability.ANTI_THEFT}),
    ],
)
def test_probes(family: Family, motion: bool, expected: set[Capability]) -> None:
    assert set(probes(family, motion)) == expected
    assert all("homekit" not in call.module for call in probes(family, motion).values())
