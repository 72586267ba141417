"""One stream of uplinks, whichever ways they come: nothing doubled, losses counted.

A frame is known by device, counter, content and the time when the server received it, which
differs by a few milliseconds between ways. Counters begin anew when a device joins, and when somebody resets
them; then a counter falls, or comes again much later.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .models.uplink import Uplink

SAME_MOMENT = timedelta(seconds=2)
"""Times of one frame differ by less, times of two with the same counter by more: a join alone
takes five seconds."""
REMEMBERED = 64
"""Frames of a device that are recognised when they come again."""
LATEST_LATE = 16
"""Counters by which a frame may come after its followers within the same moment."""


@dataclass(frozen=True, slots=True)
class StreamMark:
    """Where a device's stream stands, to go on after a restart."""

    f_cnt: int
    time: datetime
    lost: int = 0
    received: int = 0
    sessions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A frame that nobody has seen before."""

    uplink: Uplink
    lost: int = 0
    """Frames missing between this one and the one before."""
    late: bool = False
    """Newer ones came before: this one must not replace what they said."""
    new_session: bool = False
    """The counter began anew."""


type Listener = Callable[[Received], None]


@dataclass(frozen=True, slots=True)
class _Frame:
    f_cnt: int
    time: datetime
    content: tuple[int, bytes] | None
    """Port and payload; None where only a mark is known."""

    def is_same(self, uplink: Uplink) -> bool:
        """Tell whether that is this frame, by another way."""
        return (
            self.f_cnt == uplink.f_cnt
            and abs(uplink.time - self.time) <= SAME_MOMENT
            and self.content in (None, (uplink.f_port, uplink.data))
        )


@dataclass(slots=True)
class _Track:
    newest: tuple[int, datetime]
    began: datetime
    """The first frame of the session."""
    recent: deque[_Frame] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    lost: int = 0
    received: int = 0
    sessions: int = 1
    joined: datetime | None = None
    """A join whose first frame has not come."""


class UplinkStream:
    """All devices of an account."""

    def __init__(self, marks: Mapping[str, StreamMark] | None = None) -> None:
        """Go on where ``marks`` say, by device."""
        self._tracks: dict[str, _Track] = {}
        self._listeners: dict[str | None, list[Listener]] = {}
        for dev_eui, mark in (marks or {}).items():
            self.restore(dev_eui, mark)

    def listen(self, listener: Listener, dev_eui: str | None = None) -> Callable[[], None]:
        """Call ``listener`` for each new frame, of one device or of all; return how to end it."""
        listeners = self._listeners.setdefault(dev_eui, [])
        listeners.append(listener)

        def stop() -> None:
            if listener in listeners:
                listeners.remove(listener)
            if not listeners and self._listeners.get(dev_eui) is listeners:
                del self._listeners[dev_eui]

        return stop

    def add(self, uplink: Uplink) -> Received | None:
        """Take a frame in and tell the listeners; None for one that is known already."""
        track = self._tracks.get(uplink.dev_eui)
        received = _first(uplink) if track is None else _next(track, uplink)
        if received is None:
            return None
        if track is None:
            track = self._tracks[uplink.dev_eui] = _Track((uplink.f_cnt, uplink.time), uplink.time)
        _take_in(track, received)
        for key in (uplink.dev_eui, None):
            for listener in tuple(self._listeners.get(key, ())):
                listener(received)
        return received

    def join(self, dev_eui: str, time: datetime | None = None) -> None:
        """Note that a device has joined: what it says from then on counts from 0.

        Servers tell it after the first frame, which may have come already.
        """
        track = self._tracks.get(dev_eui)
        if track is None:
            return
        moment = time or track.newest[1]
        if track.began < moment - SAME_MOMENT:
            track.joined = moment

    def knows(self, dev_eui: str, f_cnt: int) -> bool:
        """Tell whether the newest frame of a device has that counter."""
        track = self._tracks.get(dev_eui)
        return track is not None and track.newest[0] == f_cnt

    def mark(self, dev_eui: str) -> StreamMark | None:
        """Return where a device's stream stands; None before its first frame."""
        track = self._tracks.get(dev_eui)
        if track is None:
            return None
        return StreamMark(*track.newest, track.lost, track.received, track.sessions)

    def marks(self) -> dict[str, StreamMark]:
        """Return where all streams stand."""
        return {eui: mark for eui in self._tracks if (mark := self.mark(eui)) is not None}

    def restore(self, dev_eui: str, mark: StreamMark) -> None:
        """Go on where a device's stream stood, unless it has begun already."""
        if dev_eui in self._tracks:
            return
        newest = (mark.f_cnt, mark.time)
        track = _Track(
            newest, mark.time, lost=mark.lost, received=mark.received, sessions=mark.sessions
        )
        track.recent.append(_Frame(*newest, None))
        self._tracks[dev_eui] = track

    def forget(self, dev_eui: str) -> None:
        """Forget a device that is gone."""
        self._tracks.pop(dev_eui, None)


def _first(uplink: Uplink) -> Received:
    return Received(uplink=uplink)


def _next(track: _Track, uplink: Uplink) -> Received | None:
    """Return what a frame is to those before; None for one of them."""
    f_cnt, moment = uplink.f_cnt, uplink.time
    if any(frame.is_same(uplink) for frame in track.recent):
        return None
    newest, latest = track.newest
    if moment < latest - SAME_MOMENT:
        return _late(track, uplink)
    if track.joined is not None and moment >= track.joined - SAME_MOMENT:
        return Received(uplink=uplink, new_session=True)
    if f_cnt > newest:
        return Received(uplink=uplink, lost=f_cnt - newest - 1)
    if moment <= latest + SAME_MOMENT and 0 < newest - f_cnt <= LATEST_LATE:
        return _late(track, uplink)
    return Received(uplink=uplink, new_session=True)


def _late(track: _Track, uplink: Uplink) -> Received | None:
    """Return a frame that fills a gap; None for one from before all that is remembered."""
    oldest = min(frame.time for frame in track.recent)
    if uplink.time < oldest:
        return None
    return Received(uplink=uplink, late=True)


def _take_in(track: _Track, received: Received) -> None:
    uplink = received.uplink
    track.received += 1
    content = (uplink.f_port, uplink.data)
    track.recent.append(_Frame(uplink.f_cnt, uplink.time, content))
    if received.late:
        if uplink.f_cnt < track.newest[0]:
            track.lost = max(0, track.lost - 1)
        return
    track.newest = (uplink.f_cnt, uplink.time)
    track.lost += received.lost
    if received.new_session:
        track.sessions += 1
        track.began = uplink.time
        track.joined = None
