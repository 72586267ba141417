"""Controllers by their mode, sirens by their word."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.classes.controllers import mode
from custom_components.accord.protocol.lifesmart.classes.feature import Feature
from custom_components.accord.protocol.lifesmart.models.command import SirenOn, Stop
from custom_components.accord.protocol.lifesmart.models.device import Device


def device_of(devtype: str, **data: Any) -> Device:
    return Device.from_wire({"me": "1", "devtype": devtype, "data": data})


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        (0, {"switch": 6, "binary_sensor": 3, "number": 1}),
        (2, {"cover": 1}),
        (4, {"cover": 1}),
        (6, {"cover": 1}),
        (8, {"switch": 6, "number": 1}),
        (10, {"switch": 6, "number": 1}),
    ],
)
def test_modes(kind: int, kinds: dict[str, int]) -> None:
    ios = {f"P{index}": {"type": 128, "val": 0} for index in range(2, 8)}
    for momentary in (0, 1):
        device = device_of("SL_P", P1={"type": 126, "val": (kind | momentary) << 24}, **ios)
        found = [str(one.kind) for one in catalog.features_of(device)]
        assert mode(device) == kind
        assert {one: found.count(one) for one in found} == kinds


def siren(devtype: str, **data: Any) -> tuple[Device, Feature]:
    device = device_of(devtype, **data)
    return device, next(one for one in catalog.features_of(device) if one.kind == "siren")


def test_longest_and_loudest() -> None:
    device, row = siren("SL_DF_SR", P1={}, SR={})
    (change,) = row.write(device, SirenOn(seconds=6553.5, volume=100, sound="alarm"))
    assert change.val == 0xFFFFFF02
    (change,) = row.write(device, SirenOn(seconds=0.1, volume=1, sound="information"))
    assert change.val == 0x00018901


@pytest.mark.parametrize(
    "command", [SirenOn(seconds=6553.6), SirenOn(volume=101), SirenOn(sound="song")]
)
def test_what_is_refused(command: SirenOn) -> None:
    device, row = siren("SL_DF_SR", P1={})
    with pytest.raises(InvalidError):
        row.write(device, command)


def test_alarm_without_a_state_of_its_own() -> None:
    device, row = siren("SL_DF_SR", P1={"type": 255, "val": 1})
    assert row.read(device) is True


@pytest.mark.parametrize(
    ("io", "sounding"),
    [({"v": 0}, True), ({"v": 1}, False), ({"type": 129, "val": 3}, True), ({}, None)],
)
def test_station_is_silent_while_one(io: dict[str, int], sounding: bool | None) -> None:
    device, row = siren("LSSSMINIV1", P1=io)
    assert row.read(device) is sounding


def test_station_sounds_as_it_was_told() -> None:
    device, row = siren("LSSSMINIV1", P1={"v": 1})
    assert row.read(device.assumed(row.write(device, SirenOn()))) is True


def test_nothing_sounds_twice_by_itself() -> None:
    for devtype in ("SL_DF_SR", "LSSSMINIV1", "SL_ALM"):
        device, row = siren(devtype, P1={"v": 1})
        assert not row.is_absolute(SirenOn())
        with pytest.raises(UnsupportedError):
            row.write(device, Stop())


def test_station_and_plain_siren_have_no_time() -> None:
    for devtype in ("LSSSMINIV1", "SL_ALM"):
        device, row = siren(devtype, P1={"v": 1})
        with pytest.raises(UnsupportedError):
            row.write(device, SirenOn(seconds=3))
