"""Thermostats: speeds, modes by set-up, words of which only some bits change."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError, UnsupportedError
from custom_components.accord.protocol.lifesmart import catalog
from custom_components.accord.protocol.lifesmart.classes.climates import Bits, speed
from custom_components.accord.protocol.lifesmart.classes.feature import Feature, Kind
from custom_components.accord.protocol.lifesmart.models.command import Off, SetClimate
from custom_components.accord.protocol.lifesmart.models.device import Device, Io


def climate(devtype: str, **data: Any) -> tuple[Device, Feature]:
    device = Device.from_wire({"me": "1", "devtype": devtype, "data": data})
    (found,) = (one for one in catalog.features_of(device) if one.kind is Kind.CLIMATE)
    return device, found


@pytest.mark.parametrize(
    ("value", "three", "five"),
    [
        (0, "low", "stop"),
        (15, "low", "low"),
        (29, "low", "low"),
        (30, "medium", "medium"),
        (64, "medium", "medium"),
        (65, "high", "high"),
        (99, "high", "high"),
        (105, "high", "auto"),
    ],
)
def test_speeds(value: int, three: str, five: str) -> None:
    assert speed(Io(val=value)) == three
    assert speed(Io(val=value), stops=True) == five
    assert speed(Io()) is None


@pytest.mark.parametrize(
    ("system", "modes"),
    [
        (0, ()),
        (1, ("fan", "cool", "heat")),
        (2, ()),
        (3, ("fan", "cool", "heat", "floor", "heat_floor")),
        (4, ("auto", "fan", "cool", "heat")),
        (5, ("fan", "floor")),
        (6, ("fan", "cool", "heat")),
    ],
)
def test_modes_of_panels(system: int, modes: tuple[str, ...]) -> None:
    data = {"P1": {"v": 1}, "P5": {"val": 6}, "P6": {"val": system << 6 | 0b111000111111}}
    assert climate("SL_NATURE", **data)[1].options == modes


def test_modes_of_an_unknown_set_up() -> None:
    assert len(climate("SL_FCU", O={"v": 1})[1].options) == 7


@pytest.mark.parametrize(
    ("change", "val"),
    [
        (SetClimate(mode="cool"), 0xFFFF9FFF),
        (SetClimate(mode="heat"), 0xFFFFBFFF),
        (SetClimate(mode="fan"), 0xFFFFDFFF),
        (SetClimate(fan="auto"), 0xFFFE7FFF),
        (SetClimate(fan="high", mode="cool"), 0xFFFF9FFF),
        (SetClimate(fan="low", mode="heat"), 0xFFFEBFFF),
    ],
)
def test_other_bits_of_a_word_stay(change: SetClimate, val: int) -> None:
    device, row = climate("SL_CP_AIR", P1={"type": 0x7F, "val": 0xFFFFFFFF})
    assert [(one.idx, one.type, one.val) for one in row.write(device, change)] == [
        ("P1", 0xFF, val)
    ]


def test_an_unknown_word_is_not_written() -> None:
    device, row = climate("SL_CP_AIR", P1={})
    with pytest.raises(UnsupportedError):
        row.write(device, SetClimate(mode="heat"))
    for on, kind in ((True, 0x81), (False, 0x80)):
        (change,) = row.write(device, SetClimate(on=on))
        assert (change.type, change.val) == (kind, int(on))


@pytest.mark.parametrize(
    "command",
    [
        SetClimate(mode="dry"),
        SetClimate(fan="turbo"),
        SetClimate(preset="eco"),
        SetClimate(target=4.9),
        SetClimate(target=36),
    ],
)
def test_what_is_refused(command: SetClimate) -> None:
    word = {"type": 0x7F, "val": 0}
    for devtype in ("SL_CP_DN", "SL_CP_AIR"):
        device, row = climate(devtype, P1=word, P3={}, P4={})
        with pytest.raises(InvalidError):
            row.write(device, command)
    if command.mode is None:
        device, row = climate("V_AIR_P", O={}, MODE={}, tT={}, F={})
        with pytest.raises(InvalidError):
            row.write(device, command)


def test_other_commands() -> None:
    for devtype in ("V_AIR_P", "SL_CP_DN"):
        device, row = climate(devtype, O={}, P1={})
        with pytest.raises(UnsupportedError):
            row.write(device, Off())


def test_bits() -> None:
    place = Bits(4, 2, {"a": 0, "b": 3})
    assert place.mask == 0x30
    assert [place.name(word) for word in (0, 0x30, 0x10, None)] == ["a", "b", None, None]
