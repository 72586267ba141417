"""The capture of network traffic: it grows with time and ends by itself."""

from dataclasses import dataclass
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

BYTES_PER_SECOND = 1000
_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
_FRAME = bytes(84)


@dataclass(frozen=True)
class Running:
    """A capture that was started: when, what of and until when."""

    start: float
    filter: str
    seconds: int | None
    size: int


class Capture:
    """One capture, running or kept for export."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Have none."""
        self._device = device
        self._running: Running | None = None
        self._kept = 0
        self._seconds = 0

    @property
    def running(self) -> bool:
        """Whether traffic is being captured now."""
        self._settle()
        return self._running is not None

    @property
    def file_size(self) -> int:
        """Bytes captured so far, or kept."""
        self._settle()
        return self._kept if self._running is None else self._so_far(self._running)

    def start(self, filter_: str, seconds: int | None, size: int) -> None:
        """Start; the one kept before is gone."""
        self._running = Running(self._device.clock.now(), filter_, seconds, size)
        self._kept = 0

    def stop(self) -> int:
        """Stop and return how many seconds it took."""
        self._settle()
        if self._running is not None:
            self._end(self._running, self._device.clock.now())
        return self._seconds

    def forget(self) -> None:
        """Lose everything, as a restart does."""
        self._running = None
        self._kept = self._seconds = 0

    def content(self) -> bytes | None:
        """Return the file, or None if there is nothing to export."""
        self._settle()
        if self._running is not None or not self._kept:
            return None
        packet = struct.pack("<IIII", 0, 0, len(_FRAME), len(_FRAME)) + _FRAME
        count = max(1, (self._kept - len(_HEADER)) // len(packet))
        return _HEADER + packet * count

    def _so_far(self, running: Running, until: float | None = None) -> int:
        now = self._device.clock.now() if until is None else until
        return min(running.size, len(_HEADER) + int((now - running.start) * BYTES_PER_SECOND))

    def _settle(self) -> None:
        running = self._running
        if running is None:
            return
        full = running.start + max(0, running.size - len(_HEADER)) / BYTES_PER_SECOND
        ends = [full] if running.seconds is None else [full, running.start + running.seconds]
        if self._device.clock.now() >= min(ends):
            self._end(running, min(ends))

    def _end(self, running: Running, moment: float) -> None:
        self._kept = self._so_far(running, moment)
        self._seconds = int(moment - running.start)
        self._running = None
