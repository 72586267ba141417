"""How far the station's clock is ahead of ours."""

import math

import pytest

from custom_components.accord.protocol.lifesmart import StationClock


class Times:
    """Our clocks, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.passed = 0.0


def clock_of(times: Times) -> StationClock:
    return StationClock(now=lambda: times.now, monotonic=lambda: times.passed)


def test_nothing_is_known_at_first() -> None:
    clock = clock_of(Times())
    assert clock.offset is None
    assert clock.age == math.inf
    assert clock.timestamp() == 1_000_000
    assert clock.now() == 1_000_000.0


def test_the_middle_of_the_way_counts() -> None:
    times = Times()
    clock = clock_of(times)
    clock.learn(1_000_100, sent=1_000_000.0, received=1_000_001.0)
    assert clock.offset == 100.0
    times.now = 1_000_010.7
    assert clock.timestamp() == 1_000_110


def test_the_quickest_of_five_answers_counts() -> None:
    clock = clock_of(Times())
    clock.learn(1_000_100, 1_000_000.0, 1_000_000.2)
    for _ in range(4):
        clock.learn(1_000_100, 1_000_000.0, 1_000_001.0)
    assert clock.offset == pytest.approx(100.4)
    clock.learn(1_000_100, 1_000_000.0, 1_000_001.0)
    assert clock.offset == 100.0


def test_age_is_that_of_the_last_answer() -> None:
    times = Times()
    clock = clock_of(times)
    clock.learn(1_000_000, 1_000_000.0, 1_000_000.1)
    times.passed = 301.0
    assert clock.age == 301.0
    clock.learn(1_000_000, 1_000_000.0, 1_000_000.1)
    assert clock.age == 0.0


def test_a_clock_that_was_set_is_learned_at_once() -> None:
    """Otherwise door locks would refuse everything for ten minutes."""
    clock = clock_of(Times())
    clock.learn(1_000_000, 1_000_000.0, 1_000_000.1)
    clock.learn(1_003_600, 1_000_000.0, 1_000_003.0)
    assert clock.offset == 3_599.0


def test_answers_that_agree_are_kept() -> None:
    """Whole seconds blur by one, the way there and back by half of its length."""
    clock = clock_of(Times())
    clock.learn(1_000_000, 1_000_000.0, 1_000_000.2)
    clock.learn(1_000_002, 1_000_000.0, 1_000_002.0)
    assert clock.offset == pytest.approx(0.4)


def test_forgetting() -> None:
    clock = clock_of(Times())
    clock.learn(1_000_100, 1_000_000.0, 1_000_001.0)
    clock.forget()
    assert clock.offset is None
