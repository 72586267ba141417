"""Nothing doubled, nothing lost, whichever ways uplinks come."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.accord.protocol.iotsquare import Received, StreamMark, Uplink, UplinkStream

EUI = "574abd9100390397"
START = datetime(2026, 1, 1, tzinfo=UTC)


def uplink(f_cnt: int, seconds: float, dev_eui: str = EUI, data: bytes = b"") -> Uplink:
    moment = START + timedelta(seconds=seconds)
    return Uplink(dev_eui=dev_eui, f_cnt=f_cnt, f_port=8, data=data, time=moment)


def fed(stream: UplinkStream, frames: Iterable[tuple[int, float]]) -> list[Received | None]:
    return [stream.add(uplink(f_cnt, seconds)) for f_cnt, seconds in frames]


def counters(found: Iterable[Received | None]) -> list[int]:
    return [one.uplink.f_cnt for one in found if one is not None]


def lost(stream: UplinkStream) -> int:
    mark = stream.mark(EUI)
    assert mark is not None
    return mark.lost


def test_the_same_frame_by_another_way() -> None:
    """Times differ by a little."""
    stream = UplinkStream()
    found = fed(stream, [(1, 0), (1, 0.03), (2, 60), (1, 0), (2, 59.9), (2, 60)])
    assert counters(found) == [1, 2]
    assert lost(stream) == 0
    assert stream.knows(EUI, 2)


def test_lost_frames_are_counted() -> None:
    stream = UplinkStream()
    found = fed(stream, [(1, 0), (4, 180), (5, 240)])
    assert [one.lost for one in found if one] == [0, 2, 0]
    assert lost(stream) == 2


def test_late_frames_fill_gaps() -> None:
    """A slower way brings what a faster one missed; newer values stay."""
    stream = UplinkStream()
    found = fed(stream, [(1, 0), (3, 120), (2, 60), (2, 60)])
    assert counters(found) == [1, 3, 2]
    assert [one.late for one in found if one] == [False, False, True]
    assert lost(stream) == 0
    assert stream.knows(EUI, 3)


def test_late_frames_within_a_moment() -> None:
    found = fed(UplinkStream(), [(1, 0), (3, 1), (2, 0.5)])
    assert [one.late for one in found if one] == [False, False, True]


def test_a_counter_that_falls_begins_anew() -> None:
    stream = UplinkStream()
    found = fed(stream, [(500, 0), (0, 60), (1, 120), (500, 0)])
    assert counters(found) == [500, 0, 1]
    assert [one.new_session for one in found if one] == [False, True, False]
    assert lost(stream) == 0


def test_a_device_that_always_begins_at_zero() -> None:
    """One that restarts before each frame."""
    found = fed(UplinkStream(), [(0, 0), (0, 60), (0, 60.1), (0, 120)])
    assert counters(found) == [0, 0, 0]


def test_a_device_that_restarts_within_a_moment() -> None:
    """What it says then is something else."""
    stream = UplinkStream()
    assert stream.add(uplink(0, 0, data=b"a")) is not None
    assert stream.add(uplink(0, 0.1, data=b"a")) is None
    again = stream.add(uplink(0, 1, data=b"b"))
    assert again is not None
    assert again.new_session


def test_a_join_before_its_first_frame() -> None:
    """Then even a higher counter is no gap."""
    stream = UplinkStream()
    fed(stream, [(3, 0)])
    stream.join(EUI, START + timedelta(seconds=60))
    found = fed(stream, [(3, 0), (9, 61), (10, 120)])
    assert counters(found) == [9, 10]
    assert [one.new_session for one in found if one] == [True, False]
    assert lost(stream) == 0


def test_a_join_after_its_first_frame() -> None:
    stream = UplinkStream()
    fed(stream, [(30, 0), (0, 60)])
    stream.join(EUI, START + timedelta(seconds=60.2))
    found = fed(stream, [(0, 60.01), (1, 120), (4, 240)])
    assert counters(found) == [1, 4]
    assert not [one for one in found if one and one.new_session]
    assert lost(stream) == 2


def test_a_join_of_a_device_that_nobody_knows() -> None:
    stream = UplinkStream()
    stream.join(EUI)
    assert stream.mark(EUI) is None


def test_marks_go_on_after_a_restart() -> None:
    stream = UplinkStream()
    fed(stream, [(1, 0), (4, 180)])
    again = UplinkStream(stream.marks())
    assert again.marks() == stream.marks()
    found = fed(again, [(4, 180.02), (1, 0), (5, 240)])
    assert counters(found) == [5]
    assert again.mark(EUI) == StreamMark(5, START + timedelta(seconds=240), 2, 3, 1)
    again.restore(EUI, StreamMark(0, START))
    assert again.knows(EUI, 5)
    again.forget(EUI)
    assert again.mark(EUI) is None


def test_listeners() -> None:
    """Of one device, or of all; one may leave while it is told."""
    stream = UplinkStream()
    mine: list[int] = []
    everything: list[str] = []

    def once(one: Received) -> None:
        mine.append(one.uplink.f_cnt)
        stop()

    stop = stream.listen(once, EUI)
    stop_all = stream.listen(lambda one: everything.append(one.uplink.dev_eui))
    for f_cnt in range(3):
        stream.add(uplink(f_cnt, f_cnt * 60))
    stream.add(uplink(0, 0, "other"))
    stop_all()
    stop_all()
    stream.add(uplink(3, 180))
    assert mine == [0]
    assert everything == [EUI, EUI, EUI, "other"]


@given(st.data())
def test_three_ways_are_as_good_as_one(data: st.DataObject) -> None:
    """Each frame comes by some ways, in its order on each, some frames by none."""
    frames = [(number, number * 30.0) for number in range(12)]
    sent: list[tuple[float, int, float]] = []
    for number, moment in frames:
        for way in data.draw(st.sets(st.sampled_from((0.0, 0.02, 0.05)))):
            delay = data.draw(st.floats(0, 100))
            sent.append((moment + delay, number, moment + way))
    stream = UplinkStream()
    found = fed(stream, [(number, moment) for _, number, moment in sorted(sent)])
    seen = counters(found)
    came = {number for _, number, _ in sent}
    assert len(seen) == len(set(seen))
    assert set(seen) <= came
    # What came before the very first one is history, not news.
    assert not seen or set(seen) == {number for number in came if number >= seen[0]}
    assert not [one for one in found if one and one.new_session]
    if seen:
        assert lost(stream) == max(seen) - seen[0] + 1 - len(seen)
