"""What the device's own clock shows, compared with the true time."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo

from homeassistant.util import dt as dt_util

from ..accord.protocol.kasa import KasaClient

WRONG = timedelta(minutes=2)
"""Rules that run so much too early or late are noticed."""


@dataclass(frozen=True, slots=True)
class ClockState:
    """The device's zone, and how far its clock is off in it."""

    zone_name: str | None
    """By the names of the IANA; None for a zone that is not in the vendor's table."""
    zone: tzinfo
    """Home Assistant's where the device's is not known."""
    offset: timedelta
    """Positive when the device is ahead."""

    @property
    def wrong(self) -> bool:
        """Tell whether the device's rules run at other times than people think."""
        now = dt_util.utcnow()
        home = dt_util.get_default_time_zone()
        elsewhere = now.astimezone(self.zone).utcoffset() != now.astimezone(home).utcoffset()
        return elsewhere or abs(self.offset) > WRONG


async def async_read_clock(client: KasaClient, _: str | None) -> ClockState:
    """Ask for zone and time. Raises AccordError."""
    name = (await client.time.get_timezone()).iana
    found = None if name is None else await dt_util.async_get_time_zone(name)
    zone = found or dt_util.get_default_time_zone()
    shown = (await client.time.get_time()).naive()
    return ClockState(name, zone, shown - dt_util.now(zone).replace(tzinfo=None))
