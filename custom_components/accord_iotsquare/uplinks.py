"""Uplinks from all ways in, each once: what was heard of every device, kept over restarts.

``feed`` takes uplinks of polls, pushes and MQTT alike; those that came before are dropped. New
ones go to the listeners of their device, then to those who listen to all.
"""

from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.storage import Store

from ..accord.protocol.iotsquare import (
    Device,
    GatewayReception,
    Received,
    StreamMark,
    Uplink,
    UplinkStream,
    Way,
)
from .const import DOMAIN

OVERDUE = 3
"""Times the usual interval that a device may be silent."""
GAPS = 16
"""Intervals that the usual one is learned from."""
FEWEST_GAPS = 3
SAME = timedelta(seconds=5)
"""Times of one uplink in lists and elsewhere may differ by so much."""
SAVE_DELAY = 300
VERSION = 1

type Listener = Callable[[Received], None]


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a device from its uplinks."""

    uplink: Uplink | None = None
    """The newest one."""
    payload: Uplink | None = None
    """The newest one that had something for applications."""
    lost: int = 0
    """Frames that the counter says were sent and that nobody heard."""
    interval: float | None = None
    """Seconds that usually pass between two; None until that is known."""
    battery: float | None = None
    """Percent, as the device told the network; only pushes tell."""
    allowed: float | None = None
    """Seconds of silence that the owner allows; None while that is learned."""

    @property
    def limit(self) -> float | None:
        """Return after how many seconds of silence a device is overdue; None until it is known."""
        if self.allowed is not None:
            return self.allowed
        return None if self.interval is None else OVERDUE * self.interval

    def as_diagnostics(self) -> dict[str, Any]:
        """Return what a bug report may contain."""
        uplink = self.uplink
        return {
            "time": uplink and uplink.time.isoformat(),
            "counter": uplink and uplink.f_cnt,
            "port": uplink and uplink.f_port,
            "bytes": uplink and len(uplink.data),
            "way": uplink and str(uplink.way),
            "lost": self.lost,
            "interval": self.interval,
        }


NOTHING = Heard()


@dataclass(slots=True)
class _Memory:
    """What is kept of a device."""

    heard: Heard = NOTHING
    gaps: deque[float] = field(default_factory=lambda: deque(maxlen=GAPS))
    listed: tuple[int, datetime | None] | None = None
    """Counter and time in the list when its newest uplink was read."""
    asked: int = 0
    """When that was, in a row with others."""


class Uplinks:
    """One stream of uplinks of all devices of an account."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Know nothing before ``async_load``."""
        # Thousands of devices take long to write down: another thread does it, from what is
        # replaced, never changed.
        self._store: Store[dict[str, Any]] = Store(
            hass, VERSION, f"{DOMAIN}.{entry_id}.uplinks", serialize_in_event_loop=False
        )
        self._stream = UplinkStream()
        self._memory: dict[str, _Memory] = {}
        self._listeners: dict[str, list[Listener]] = {}
        self._all: list[Listener] = []
        self._asked = 0
        self.on_heard: Callable[[str], None] = lambda name: None
        """Called with a device's EUI after each new uplink, before the listeners."""

    # --- Over restarts -------------------------------------------------------------------------

    async def async_load(self) -> None:
        """Remember what was heard before the restart."""
        for name, kept in (await self._store.async_load() or {}).items():
            self._memory[name] = memory = _restored(kept)
            if (uplink := memory.heard.uplink) is not None:
                self._stream.restore(name, StreamMark(uplink.f_cnt, uplink.time, memory.heard.lost))

    async def async_save(self) -> None:
        """Keep it now."""
        await self._store.async_save(self._kept())

    async def async_remove(self) -> None:
        """Forget it for good."""
        await self._store.async_remove()

    @callback
    def _kept(self) -> dict[str, Any]:
        return {name: _stored(memory) for name, memory in tuple(self._memory.items())}

    # --- Coming in -----------------------------------------------------------------------------

    @callback
    def feed(self, uplink: Uplink) -> bool:
        """Take an uplink, however it came; returns whether it is new."""
        received = self._stream.add(uplink)
        if received is None:
            return False
        name = uplink.dev_eui
        memory = self._of(name)
        if not received.late:
            self._learn(memory, uplink)
            payload = uplink if uplink.data else memory.heard.payload
            memory.heard = replace(memory.heard, uplink=uplink, payload=payload)
        mark = self._stream.mark(name)
        memory.heard = replace(memory.heard, lost=0 if mark is None else mark.lost)
        self._store.async_delay_save(self._kept, SAVE_DELAY)
        self.on_heard(name)
        for listener in (*self._listeners.get(name, ()), *self._all):
            listener(received)
        return True

    @staticmethod
    def _learn(memory: _Memory, uplink: Uplink) -> None:
        """Learn how often a device sends; frames that were lost count as sent."""
        before = memory.heard.uplink
        if before is None or uplink.f_cnt <= before.f_cnt:
            return
        gap = (uplink.time - before.time).total_seconds() / (uplink.f_cnt - before.f_cnt)
        if gap <= 0:
            return
        memory.gaps.append(gap)
        if len(memory.gaps) >= FEWEST_GAPS:
            memory.heard = replace(memory.heard, interval=median(memory.gaps))

    @callback
    def joined(self, name: str, time: datetime | None = None) -> None:
        """Note that a device began a new session: its counter starts again."""
        self._stream.join(name, time)

    @callback
    def polled(self, device: Device, uplink: Uplink | None) -> None:
        """Take what a poll found to be the newest uplink of a device in the list."""
        memory = self._of(device.dev_eui)
        self._asked += 1
        memory.asked = self._asked
        memory.listed = device.f_cnt, device.last_seen
        if uplink is not None:
            self.feed(uplink)

    def behind(self, devices: Iterable[Device]) -> list[str]:
        """Return the devices whose newest uplink is not known yet, the longest waiting first."""
        found = [one.dev_eui for one in devices if self._is_behind(one)]
        return sorted(found, key=lambda name: self._of(name).asked)

    def _is_behind(self, device: Device) -> bool:
        if device.last_seen is None:
            return False
        memory = self._of(device.dev_eui)
        if memory.listed == (device.f_cnt, device.last_seen):
            return False
        uplink = memory.heard.uplink
        if uplink is None or uplink.f_cnt != device.f_cnt:
            return True
        return device.last_seen - uplink.time > SAME

    @callback
    def note_battery(self, name: str, percent: float | None) -> None:
        """Take over what a device told of its battery; None for one that cannot be measured."""
        memory = self._of(name)
        if percent is not None and percent != memory.heard.battery:
            memory.heard = replace(memory.heard, battery=percent)
            self._store.async_delay_save(self._kept, SAVE_DELAY)
            self.on_heard(name)

    # --- What is known -------------------------------------------------------------------------

    def heard(self, name: str) -> Heard:
        """Return what is known of a device."""
        memory = self._memory.get(name)
        return NOTHING if memory is None else memory.heard

    def is_overdue(self, device: Device, now: datetime) -> bool:
        """Tell whether a device is silent for much longer than it uses to be."""
        heard = self.heard(device.dev_eui)
        times = [device.last_seen, None if heard.uplink is None else heard.uplink.time]
        last = max((one for one in times if one is not None), default=None)
        if last is None or heard.limit is None:
            return False
        return (now - last).total_seconds() > heard.limit

    @callback
    def allow_silence(self, name: str, seconds: float | None) -> None:
        """Set after which silence a device is overdue; None to learn it."""
        memory = self._of(name)
        memory.heard = replace(memory.heard, allowed=seconds)
        self._store.async_delay_save(self._kept, SAVE_DELAY)
        self.on_heard(name)

    @callback
    def listen(self, name: str, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` with each new uplink of a device."""
        listeners = self._listeners.setdefault(name, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    @callback
    def listen_to_all(self, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` with each new uplink of any device."""
        self._all.append(listener)
        return lambda: self._all.remove(listener)

    @callback
    def forget(self, name: str) -> None:
        """Keep nothing of a device that the server does not list any more."""
        self._memory.pop(name, None)
        self._stream.forget(name)

    def _of(self, name: str) -> _Memory:
        return self._memory.setdefault(name, _Memory())


# --- On the disk -----------------------------------------------------------------------------


def _stored(memory: _Memory) -> dict[str, Any]:
    heard = memory.heard
    return {
        "uplink": heard.uplink and _as_dict(heard.uplink),
        "payload": heard.payload and _as_dict(heard.payload),
        "lost": heard.lost,
        "battery": heard.battery,
        "allowed": heard.allowed,
        "gaps": [round(gap, 1) for gap in tuple(memory.gaps)],
    }


def _restored(kept: Mapping[str, Any]) -> _Memory:
    gaps = deque((float(gap) for gap in kept["gaps"]), maxlen=GAPS)
    heard = Heard(
        uplink=_from_dict(kept["uplink"]),
        payload=_from_dict(kept["payload"]),
        lost=kept["lost"],
        interval=median(gaps) if len(gaps) >= FEWEST_GAPS else None,
        battery=kept.get("battery"),
        allowed=kept.get("allowed"),
    )
    return _Memory(heard, gaps)


_PLAIN = (
    *("dev_eui", "f_cnt", "f_port", "rssi", "snr", "frequency", "data_rate", "adr"),
    *("device_class", "confirmed", "modulation", "app_id"),
)


def _as_dict(uplink: Uplink) -> dict[str, Any]:
    return {
        **{name: getattr(uplink, name) for name in _PLAIN},
        "data": b64encode(uplink.data).decode(),
        "time": uplink.time.isoformat(),
        "gateways": [[one.gw_id, one.rssi, one.snr] for one in uplink.gateways],
        "way": str(uplink.way),
    }


def _from_dict(kept: Mapping[str, Any] | None) -> Uplink | None:
    if kept is None:
        return None
    return Uplink(
        **{name: kept[name] for name in _PLAIN},
        data=b64decode(kept["data"]),
        time=datetime.fromisoformat(kept["time"]),
        gateways=tuple(GatewayReception(*one) for one in kept["gateways"]),
        way=Way(kept["way"]),
    )
