"""Ventilation: what modes mean depends on the version."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.classes.feature import Feature
from custom_components.accord.protocol.lifesmart.models.command import FanOn, SwitchOn
from custom_components.accord.protocol.lifesmart.models.device import Device
from custom_components.accord.protocol.lifesmart.models.state import FanState


def fans(devtype: str, version: Any = None, **data: Any) -> tuple[Device, list[Feature]]:
    device = Device.from_wire({"me": "1", "devtype": devtype, "epver": version, "data": data})
    return device, [one for one in catalog.features_of(device) if one.kind == "fan"]


@pytest.mark.parametrize(
    ("version", "presets"),
    [(8, 4), ("0.0.16", 4), ("9", 0), ("x", 0), ("²", 0), (None, 0)],
)
def test_presets(version: object, presets: int) -> None:
    device, (row,) = fans("V_FRESH_P", version, O=1, MODE={"val": 1}, F={"val": 15})
    assert len(row.presets) == presets
    state = row.read(device)
    assert isinstance(state, FanState)
    assert state.preset == ("auto" if presets else None)
    if not presets:
        with pytest.raises(InvalidError):
            row.write(device, FanOn(preset="auto"))


def test_second_fan() -> None:
    _, found = fans("V_FRESH_P", O=1, F={"val": 0}, F2={"val": 45}, O1=1)
    assert [row.id for row in found] == ["fan", "exhaust_fan"]
    _, found = fans("V_FRESH_P", O=1, F1={"val": 0})
    assert [row.id for row in found] == ["fan"]
    device, found = fans("V_FRESH_P", O=1, F={"val": 45}, F1={"val": 15}, F2={"val": 75}, O1=1)
    assert [row.id for row in found] == ["fan", "supply_fan", "exhaust_fan"]
    assert [getattr(row.read(device), "speed", None) for row in found] == ["medium", "low", "high"]
    assert [one.idx for one in found[1].write(device, FanOn(speed="high"))] == ["F1"]


def test_speed_that_stands() -> None:
    device, (row,) = fans("V_FRESH_P", O=0, F={"val": 0})
    assert row.read(device) == FanState(on=False)


def test_speed_without_a_switch() -> None:
    """The second fan has its speed only: 0 is off."""
    device, found = fans("V_FRESH_P", O=1, F2={"val": 80})
    assert found[1].read(device) == FanState(on=True, speed="high")


@pytest.mark.parametrize("devtype", ["V_FRESH_P", "OD_MFRESH_M8088"])
def test_what_is_refused(devtype: str) -> None:
    device, (row, *_) = fans(devtype, O=1, RM={"val": 2}, F={"val": 1})
    with pytest.raises(InvalidError):
        row.write(device, FanOn(speed="turbo"))
    with pytest.raises(InvalidError):
        row.write(device, FanOn(preset="turbo"))
    with pytest.raises(UnsupportedError):
        row.write(device, SwitchOn())
