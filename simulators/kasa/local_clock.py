"""The clock inside a device: it may be wrong, drift, or not know the time at all."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from simulators.clock import Clock
from simulators.kasa.zones import ZONES, row_of

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = 86400.0


class LocalClock:
    """Time and zone as the device knows them; without a battery they are lost in a power cut."""

    def __init__(self, clock: Clock, zone: tzinfo) -> None:
        """Be right, as a device is that reached a time server."""
        self._clock = clock
        self._zone = zone
        self.index = row_of(zone)
        self.known = True
        self.drift = 0.0
        """Seconds gained in a day."""
        self._offset = 0.0
        self._since = clock.now()

    def now(self) -> datetime:
        """Return the time the device believes it is, in its zone."""
        passed = self._clock.now() - self._since
        if not self.known:
            return (_EPOCH + timedelta(seconds=passed)).astimezone(self._zone)
        wrong = self._offset + passed * self.drift / _DAY
        return (self._clock.wall() + timedelta(seconds=wrong)).astimezone(self._zone)

    def set(self, local: datetime) -> None:
        """Be set to a local time."""
        moment = local.replace(tzinfo=self._zone)
        self._offset = (moment - self._clock.wall()).total_seconds()
        self._since = self._clock.now()
        self.known = True

    def set_zone(self, index: int) -> None:
        """Move to another zone; the moment stays."""
        self.index = index
        self._zone = ZoneInfo(ZONES[index])

    def go_wrong(self, seconds: float) -> None:
        """Be off by some seconds more."""
        self._offset += seconds

    def forget(self) -> None:
        """Lose the time, as without a time server after a power cut."""
        self.known = False
        self._since = self._clock.now()
