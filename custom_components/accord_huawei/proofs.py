"""Whether pushes are to be relied on: of each device one has to have come, and none be missing."""

from datetime import datetime, timedelta

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..accord.protocol.huawei.northbound import Device
from .coordinator import HuaweiCoordinator

LATE = timedelta(minutes=1)
"""A report that is older when a reading finds it should have been pushed."""


class PushProofs:
    """Compares what was pushed with what is read."""

    def __init__(self, coordinator: HuaweiCoordinator) -> None:
        """Count what is known now as told."""
        self._coordinator = coordinator
        self._told = {
            device_id: newest
            for device_id, device in coordinator.devices.items()
            if (newest := newest_of(device)) is not None
        }
        self._proven: set[str] = set()
        self.missed = 0
        """Reports that were read and not pushed, since the last push."""

    @property
    def proven(self) -> bool:
        """Tell whether every device that is there and reports has pushed."""
        known = self._coordinator.devices
        return bool(self._proven) and all(
            device_id in self._proven for device_id, device in known.items() if _has_to_push(device)
        )

    @callback
    def told(self, device_id: str, moment: datetime | None = None) -> None:
        """Note that a push of a device came; ``moment`` is when it says that it was."""
        self._proven.add(device_id)
        self.missed = 0
        known = self._told.get(device_id)
        if moment is not None and (known is None or moment > known):
            self._told[device_id] = moment

    @callback
    def look(self, device_id: str) -> None:
        """Look at a device that changed: what no push told was read."""
        device = self._coordinator.devices.get(device_id)
        newest = None if device is None else newest_of(device)
        if newest is None:
            return
        known = self._told.get(device_id)
        if known is not None and newest <= known:
            return
        self._told[device_id] = newest
        if dt_util.utcnow() - newest > LATE:
            self._proven.discard(device_id)
            self.missed += 1

    @callback
    def forget(self) -> None:
        """Rely on nothing any more."""
        self._proven.clear()
        self.missed = 0


def newest_of(device: Device) -> datetime | None:
    """Return when a device reported last."""
    return max((one.event_time for one in device.services if one.event_time), default=None)


def _has_to_push(device: Device) -> bool:
    """Tell whether a device is one that reports and is connected."""
    info = device.info
    return info.connected is True and not info.frozen and newest_of(device) is not None
