"""Moments, dates, actions and days: out and back."""

from datetime import date
from typing import Any

from hypothesis import given
import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa.models.rule_parts import (
    EVERY_DAY,
    NO_MOMENT,
    LightAction,
    Moment,
    MomentKind,
    RuleAction,
    RuleDate,
    action_from_wire,
    action_to_wire,
    days_from_wire,
    days_to_wire,
    repetition_to_wire,
)
from tests.protocol.kasa.models.garbage import objects

MOMENTS: list[tuple[Moment, dict[str, int]]] = [
    (NO_MOMENT, {"stime_opt": -1, "smin": 0}),
    (Moment(minute=950), {"stime_opt": 0, "smin": 950, "soffset": 0}),
    (
        Moment(kind=MomentKind.SUNRISE, offset=-30),
        {"stime_opt": 1, "smin": 0, "soffset": -30},
    ),
    (Moment(kind=MomentKind.SUNSET, offset=15), {"stime_opt": 2, "smin": 0, "soffset": 15}),
]


@pytest.mark.parametrize(("moment", "wire"), MOMENTS)
def test_moments(moment: Moment, wire: dict[str, int]) -> None:
    assert moment.to_wire("s", {}) == wire
    assert Moment.from_wire(wire, "s") == moment


def test_the_minute_that_the_device_computed_is_read_but_not_sent() -> None:
    moment = Moment.from_wire({"etime_opt": 2, "emin": 1150, "eoffset": -59}, "e")
    assert moment == Moment(kind=MomentKind.SUNSET, minute=1150, offset=-59)
    assert moment.to_wire("e", {}) == {"etime_opt": 2, "emin": 0, "eoffset": -59}


def test_an_unknown_kind_goes_back_as_it_came() -> None:
    raw = {"stime_opt": 7, "smin": 3}
    moment = Moment.from_wire(raw, "s")
    assert moment.kind is MomentKind.OTHER
    assert moment.to_wire("s", raw) == raw


@pytest.mark.parametrize(
    "moment",
    [
        Moment(minute=1440),
        Moment(minute=-1),
        Moment(kind=MomentKind.SUNSET, offset=1440),
        Moment(kind=MomentKind.SUNRISE, offset=-1440),
    ],
)
def test_moments_that_are_not(moment: Moment) -> None:
    with pytest.raises(InvalidError):
        moment.to_wire("s", {})


@pytest.mark.parametrize(
    ("action", "code"),
    [(RuleAction.NONE, -1), (RuleAction.OFF, 0), (RuleAction.ON, 1), (RuleAction.LIGHT, 2)],
)
def test_actions(action: RuleAction, code: int) -> None:
    assert action_to_wire(action, "e", {}) == {"eact": code}
    assert action_from_wire({"eact": code}, "e") is action


def test_other_actions() -> None:
    assert action_from_wire({}, "s") is RuleAction.NONE
    assert action_from_wire({"sact": 9}, "s") is RuleAction.OTHER
    assert action_to_wire(RuleAction.OTHER, "s", {"sact": 9}) == {"sact": 9}
    assert action_to_wire(RuleAction.OTHER, "s", {}) == {"sact": -1}


def test_light_actions() -> None:
    wire = {
        "on_off": 1,
        "mode": "customize_preset",
        "hue": 0,
        "saturation": 0,
        "color_temp": 2700,
        "brightness": 25,
        "transition_period": 1000,
        "strange": [1],
    }
    action = LightAction.from_wire(wire)
    assert action == LightAction(on=True, color_temp=2700, brightness=25, transition=1000)
    assert action.to_wire() == wire
    assert LightAction.off(300).to_wire() == {
        "on_off": 0,
        "mode": "last_status",
        "hue": 0,
        "saturation": 0,
        "color_temp": 0,
        "brightness": 0,
        "transition_period": 300,
    }


@pytest.mark.parametrize(
    "values",
    [{"hue": 361}, {"saturation": 101}, {"brightness": -1}, {"color_temp": -1}, {"transition": -1}],
)
def test_light_actions_out_of_range(values: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        LightAction(on=True, **values).to_wire()


@pytest.mark.parametrize(
    ("sent", "days"),
    [
        ([1, 0, 0, 0, 0, 0, 1], (True, False, False, False, False, False, True)),
        ([True] * 7, EVERY_DAY),
        ([1], (True, *[False] * 6)),
        ([1] * 9, EVERY_DAY),
        ("no", (False,) * 7),
        (None, (False,) * 7),
    ],
)
def test_days(sent: Any, days: tuple[bool, ...]) -> None:
    assert days_from_wire(sent) == days


def test_days_out() -> None:
    assert days_to_wire(EVERY_DAY) == [1] * 7
    with pytest.raises(InvalidError):
        days_to_wire((True,))


def test_repetition() -> None:
    assert repetition_to_wire(True, EVERY_DAY, None, False) == {"wday": [1] * 7, "repeat": 1}
    once = repetition_to_wire(False, EVERY_DAY, RuleDate(year=2026, month=11, day=21), False)
    assert once == {
        "wday": [0, 0, 0, 0, 0, 0, 1],
        "repeat": 0,
        "year": 2026,
        "month": 11,
        "day": 21,
    }
    assert repetition_to_wire(False, EVERY_DAY, None, True) == {"wday": [1] * 7, "repeat": 0}
    with pytest.raises(InvalidError, match="date is missing"):
        repetition_to_wire(False, EVERY_DAY, None, False)


def test_dates() -> None:
    assert RuleDate(year=2024, month=2, day=29).date() == date(2024, 2, 29)
    assert RuleDate.from_wire({"year": 0, "month": 0, "day": 0}) is None
    assert RuleDate.from_wire({}) is None
    for bad in (RuleDate(year=2023, month=2, day=29), RuleDate(year=2**70, month=1, day=1)):
        with pytest.raises(InvalidError):
            bad.date()


@given(objects("stime_opt", "smin", "soffset", "sact", "year", "month", "day", "on_off", "hue"))
def test_anything_can_be_read(data: dict[str, Any]) -> None:
    Moment.from_wire(data, "s")
    RuleDate.from_wire(data)
    LightAction.from_wire(data)
    action_from_wire(data, "s")
