"""What pushes say, and when they are to be relied on."""

from datetime import timedelta

from homeassistant.util import dt as dt_util
from multidict import MultiDict
import pytest

from custom_components.accord.pushes import Pace, Push, PushState, flat_values

FAST, RELAXED = timedelta(seconds=10), timedelta(seconds=60)


def push(body: bytes = b"", **query: str) -> Push:
    return Push("POST", "", MultiDict(query), {}, body, "text/html", "192.0.2.9")


@pytest.mark.parametrize(
    "body",
    [
        b'{"Name": "Ann", "CODE": 12, "open": true, "other": "x", "list": [1], "none": null}',
        b"Name=Ann&CODE=12&open=true&other=x",
        b'\n {"name":"Ann","code":"12","open":"true","code ":1}',
    ],
)
def test_values(body: bytes) -> None:
    names = ("name", "code", "open", "list", "none")
    assert flat_values(push(body), names) == {"name": "Ann", "code": "12", "open": "true"}


def test_query_wins() -> None:
    found = flat_values(push(b"e=body&m=body", E="query"), ("e", "m"))
    assert found == {"e": "query", "m": "body"}


def test_long_odd_and_unfilled_values() -> None:
    values = push(name="A\x00nn\n" + "x" * 100, user="$userid", time=" 12:00 ")
    found = flat_values(values, ("name", "user", "time"), longest=10, unfilled="$")
    assert found == {"name": "Annxxxxxxx", "time": "12:00"}
    assert flat_values(push(user="$userid"), ["user"]) == {"user": "$userid"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[1]", b'{"a": ' * 5000, b"\xff\xfe\x00", b"&".join([b"name=1"] * 300), b"name"],
)
def test_bodies_that_say_nothing(body: bytes) -> None:
    assert flat_values(push(body), ("name", "a")) == {}


def test_a_push_shows_nothing_private() -> None:
    shown = repr(push(b"4711", code="4712"))
    assert "4711" not in shown
    assert "4712" not in shown


class Timer:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_push_relaxes() -> None:
    state = PushState(Pace(fast=FAST, relaxed=RELAXED), Timer())
    assert (state.proven, state.interval, state.last_seen) == (False, FAST, None)
    before = dt_util.utcnow()
    state.seen()
    assert (state.proven, state.interval, state.count) == (True, RELAXED, 1)
    assert state.last_seen is not None
    assert state.last_seen >= before


def test_failure_is_cured_by_the_next_push() -> None:
    state = PushState(Pace(fast=FAST, relaxed=RELAXED), Timer())
    state.seen()
    state.failed()
    assert state.interval == FAST
    state.seen()
    assert state.interval == RELAXED


def test_missed_pushes() -> None:
    clock = Timer()
    state = PushState(Pace(fast=FAST, relaxed=RELAXED), clock)
    state.missed()
    assert not state.proven
    state.seen()
    clock.now += 59
    state.missed()
    assert state.proven
    clock.now += 2
    state.missed()
    assert not state.proven


def test_silence() -> None:
    clock = Timer()
    state = PushState(Pace(fast=FAST, relaxed=RELAXED, silence=timedelta(hours=1)), clock)
    endless = PushState(Pace(fast=FAST, relaxed=RELAXED), clock)
    state.seen()
    endless.seen()
    clock.now += 3601
    assert (state.interval, endless.interval) == (FAST, RELAXED)
