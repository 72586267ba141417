"""Which rows are read from which device."""

from dataclasses import replace

import pytest

from custom_components.accord.protocol.kasa import (
    Capabilities,
    Capability,
    Family,
    NextAction,
    Outlet,
    SysInfo,
)
from custom_components.accord_kasa.readings import (
    AWAY,
    BEHAVIOR,
    DIMMER,
    OUTLET_ENERGY,
    READINGS,
    SCHEDULE,
    STATION,
    TIMER,
    armed_timers,
    parts_of,
)

MAC = "02:00:5e:10:00:01"
ALL = Capabilities(firmware="1", found=dict.fromkeys(Capability, True))
NONE = Capabilities(firmware="1", found=dict.fromkeys(Capability, False))
OUTLETS = tuple(
    Outlet(id=name, index=number, alias=name, on=False, on_time=0, next_action=None)
    for number, name in enumerate("ab")
)
STRIP = SysInfo(family=Family.STRIP, mac=MAC, outlets=OUTLETS)


def test_keys_are_unique() -> None:
    assert len({reading.key for reading in READINGS}) == len(READINGS)


def test_parts() -> None:
    """Outlets have their own, the strip has not."""
    assert parts_of(TIMER, STRIP, ALL) == ["a", "b"]
    assert parts_of(STATION, STRIP, ALL) == [None]
    assert parts_of(OUTLET_ENERGY, STRIP, ALL) == []
    assert parts_of(TIMER, SysInfo(family=Family.PLUG, mac=MAC), ALL) == [None]


@pytest.mark.parametrize("family", [Family.BULB, Family.LIGHT_STRIP])
def test_lights_are_asked_for_nothing_they_may_lack(family: Family) -> None:
    info = SysInfo(family=family, mac=MAC)
    assert parts_of(TIMER, info, ALL) == []
    assert parts_of(BEHAVIOR, info, NONE) == [None]


def test_what_the_firmware_lacks_is_not_asked() -> None:
    info = SysInfo(family=Family.DIMMER, mac=MAC)
    assert parts_of(DIMMER, info, ALL) == [None]
    assert parts_of(DIMMER, info, NONE) == []
    assert parts_of(TIMER, info, NONE) == []


def test_rules_are_kept_per_outlet() -> None:
    assert parts_of(SCHEDULE, STRIP, ALL) == parts_of(AWAY, STRIP, ALL) == ["a", "b"]
    plug = SysInfo(family=Family.PLUG, mac=MAC)
    assert (parts_of(SCHEDULE, plug, NONE), parts_of(AWAY, plug, NONE)) == ([None], [])


@pytest.mark.parametrize("family", [Family.BULB, Family.LIGHT_STRIP, Family.PLUG])
def test_away_mode_is_asked_for_where_it_was_found(family: Family) -> None:
    info = SysInfo(family=family, mac=MAC)
    assert (parts_of(AWAY, info, ALL), parts_of(AWAY, info, NONE)) == ([None], [])


def countdown(kind: int = 2, *, on: bool = True) -> NextAction:
    return NextAction(type=kind, seconds=60, on=on)


def test_armed_timers() -> None:
    plug = SysInfo(family=Family.PLUG, mac=MAC)
    assert armed_timers(plug) == {}
    assert armed_timers(replace(plug, next_action=countdown(1))) == {}
    assert armed_timers(replace(plug, active_mode="count_down")) == {None: False}
    both = replace(plug, active_mode="count_down", next_action=countdown())
    assert armed_timers(both) == {None: True}
    first, last = OUTLETS
    strip = replace(STRIP, outlets=(first, replace(last, next_action=countdown(on=False))))
    assert armed_timers(strip) == {last.id: False}
