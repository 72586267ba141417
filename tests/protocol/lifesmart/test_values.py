"""Values of IOs: the table of types, what is raw, what is converted."""

import pytest

from custom_components.accord.protocol.lifesmart import values
from custom_components.accord.protocol.lifesmart.models.device import Io


@pytest.mark.parametrize(
    ("io", "value"),
    [
        (Io(type=0x02, val=1024913643), pytest.approx(0.03685085, abs=1e-8)),
        (Io(type=0x83, val=1095237632, v=1), 12.5),
        (Io(type=0x02, val=0x7FC00000, v=3), 3),
        (Io(type=0x08, val=250), 25.0),
        (Io(type=0x88, val=250, v=1), 25.0),
        (Io(type=0x89, val=-5), -0.5),
        (Io(type=0x08, val=0xFFFB), -0.5),
        (Io(type=0x0A, val=1234), 12.34),
        (Io(type=0x0C, val=1234), 1.234),
        (Io(type=0x0E, val=1234), 0.1234),
        (Io(type=0x4E, val=200, v=1), 200),
        (Io(type=0x4F, val=-1), 255),
        (Io(type=0xDE, val=-1), 65535),
        (Io(type=0x7E, val=4294967295), 4294967295),
        (Io(type=0xCE, val=2500), 2500),
        (Io(type=0x1E, val=5), None),
        (Io(type=0x9F, val=5, v=2), 2),
        (Io(type=0x00, val=7, v=8), 8),
        (Io(type=0x81, val=7), 7),
        (Io(v=0.5), 0.5),
        (Io(val=3), 3),
        (Io(), None),
    ],
)
def test_number(io: Io, value: float | None) -> None:
    assert values.number(io) == value


@pytest.mark.parametrize(
    ("io", "celsius"),
    [
        (Io(v=24.5), 24.5),
        (Io(v=245), 24.5),
        (Io(val=245), 24.5),
        (Io(type=0x4E, val=75, v=7.5), 7.5),
        (Io(type=0x08, val=75, v=75), 7.5),
        (Io(type=0x08, val=950), 95.0),
        (Io(v=-200), -20),
        (Io(type=0x08, val=210, v=30).merged(Io(v=22)), 22),
        (Io(), None),
    ],
)
def test_temperature(io: Io, celsius: float | None) -> None:
    assert values.temperature(io) == celsius


@pytest.mark.parametrize(
    ("io", "percent"), [(Io(v=52), 52), (Io(val=523), 52.3), (Io(v=100), 100), (Io(), None)]
)
def test_humidity(io: Io, percent: float | None) -> None:
    assert values.humidity(io) == percent


def test_battery_is_never_the_voltage() -> None:
    assert values.battery(Io(type=0x4E, val=300, v=88).merged(Io(type=0x4E, val=290))) == 88
    assert values.battery(Io(val=300)) is None
    assert values.battery(Io(v=130)) == 100
    assert values.battery(Io(v=-1)) == 0


@pytest.mark.parametrize(
    ("io", "on"),
    [
        (Io(type=129, val=0), True),
        (Io(type=128, val=1, v=1), False),
        (Io(v=1), True),
        (Io(val=0), False),
        (Io(type=129, val=1).merged(Io(v=0)), False),
        (Io(type=128, val=1, v=0).merged(Io(type=129)), True),
        (Io(), None),
    ],
)
def test_is_on(io: Io, on: bool | None) -> None:
    assert values.is_on(io) is on


@pytest.mark.parametrize(
    ("io", "state"),
    [
        (Io(type=129, val=0), False),
        (Io(type=128, v=1), True),
        (Io(type=129), True),
        (Io(type=1, val=1, v=1).merged(Io(val=0)), False),
        (Io(), None),
    ],
)
def test_is_set(io: Io, state: bool | None) -> None:
    assert values.is_set(io) is state


def test_raw() -> None:
    assert values.raw(Io(val=-1)) == 0xFFFFFFFF
    assert values.raw(Io(v=3.9)) == 3
    assert values.raw(Io(val=4, v=5).merged(Io(v=6))) == 6
    assert values.raw(Io()) is None


@pytest.mark.parametrize(
    ("kind", "bits"), [(0x4E, 8), (0xDF, 16), (0x6E, 24), (0x7F, 32), (0x40, 1), (0x08, None)]
)
def test_width(kind: int, bits: int | None) -> None:
    assert values.width(kind) == bits


def test_scale() -> None:
    assert values.tells_scale(0x88)
    assert values.tells_scale(0x03)
    assert not values.tells_scale(0x4E)
    assert values.scaled(Io(type=0x4E, val=120, v=0.12)) == 0.12
    assert values.scaled(Io(type=0x4E, val=120)) == 120
