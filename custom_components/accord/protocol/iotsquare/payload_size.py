"""How many bytes a downlink may have, by region, class and data rate.

Source: LoRaWAN Regional Parameters 1.0.2 rev. B, 1.0.3 rev. A and RP002-1.0.1, sizes without
options in the frame and without repeaters; RX2 and ping slots as the platform sets them.
"""

from dataclasses import dataclass
from typing import override

from ..errors import InvalidError, LimitError

LONGEST = 242
"""Bytes; no region carries more."""
_NEWER = ("1.0.4", "1.1")
"""MAC versions that come with the newer channel plan of cn470."""

type Sizes = tuple[int | None, ...]
"""Bytes by data rate, None where a region has no such rate."""

_PLAIN: Sizes = (51, 51, 51, 115, 242, 242)
_DOWN: Sizes = (None, 53, 129, 242, 242, 242, 242)
"""us915 and au915 from DR7 on; DR8 to DR13 are for downlinks only."""
_SIZES: dict[str, Sizes] = {
    "cn470": _PLAIN,
    "cn470prequel": _PLAIN,
    "eu868": (*_PLAIN, 242, 242),
    "eu433": (*_PLAIN, 242, 242),
    "in865": (*_PLAIN, None, 242),
    "as923": (*_PLAIN, 242, 242),
    "us915": (11, 53, 125, 242, 242, None, None, *_DOWN),
    "au915": (*_PLAIN, 242, *_DOWN),
}
_CN470_NEWER: Sizes = (0, 23, 86, 184, 242, 242, 242, 242)
_DWELL: dict[str, Sizes] = {
    "as923": (0, 0, 11, 53, 125, 242, 242, 242),
    "au915": (0, 0, 11, 53, 125, 242, 242, *_DOWN),
}
"""With at most 400 ms on air."""


@dataclass(frozen=True, slots=True)
class _Slots:
    """Data rate and bytes of the second window, and of ping slots."""

    second_rate: int
    second: int
    ping_rate: int
    ping: int


_SLOTS: dict[str, _Slots] = {
    "cn470": _Slots(0, 51, 2, 51),
    "cn470prequel": _Slots(3, 115, 3, 115),
    "eu868": _Slots(0, 51, 3, 115),
    "eu433": _Slots(0, 51, 3, 115),
    "as923": _Slots(2, 51, 3, 115),
    "us915": _Slots(8, 53, 8, 53),
    # The platform documents DR10 (242 bytes), the standard DR8: the smaller size fits both.
    "au915": _Slots(8, 53, 8, 53),
    "in865": _Slots(2, 51, 4, 242),
}
_KNOWN_TO_THE_PLATFORM = frozenset(
    (
        *("kz865", "cn470alid", "cn470alis", "id920", "kr920", "ru864", "wp923"),
        *("as923_1", "as923_2", "as923_3", "as923_4", "as923_5", "as923ind", "as923ind2"),
    )
)
"""Regions whose sizes are not published: their slowest rate counts."""
_SMALLEST = 51


class PayloadSizeError(LimitError):
    """The payload does not fit into a frame; ``limit`` says what would."""

    key = "payload_too_long"

    def __init__(self, size: int, limit: Limit) -> None:
        """Keep what was asked for and what is possible."""
        super().__init__(f"{size} bytes, {limit.size} are possible in {limit.region or '-'}")
        self.size = size
        self.limit = limit

    @property
    @override
    def placeholders(self) -> dict[str, str]:
        """Return size, limit, region, class and data rate."""
        rate = self.limit.data_rate
        return {
            **super().placeholders,
            "size": str(self.size),
            "limit": str(self.limit.size),
            "region": self.limit.region or "-",
            "device_class": self.limit.device_class,
            "data_rate": "-" if rate is None else f"DR{rate}",
        }


@dataclass(frozen=True, slots=True)
class Limit:
    """How many bytes fit, and what decides it."""

    size: int
    region: str
    device_class: str
    """``A``, ``B``, ``C``, or ``group``."""
    data_rate: int | None = None
    """None where nothing but the limit of all regions is known."""


def largest_payload(
    region: str, data_rate: int, *, mac_version: str = "1.0.2", dwell_time: bool = False
) -> int | None:
    """Return the bytes that fit at a data rate; None where region or rate is unknown.

    ``dwell_time`` tells that frames may be 400 ms long at most, where a region has such a rule.
    """
    sizes = _SIZES.get(region.lower())
    if region.lower() == "cn470" and mac_version.startswith(_NEWER):
        sizes = _CN470_NEWER
    if dwell_time:
        sizes = _DWELL.get(region.lower(), sizes)
    if sizes is None or not 0 <= data_rate < len(sizes):
        return None
    return sizes[data_rate]


def first_window_rate(region: str, uplink_rate: int, *, dwell_time: bool = False) -> int:
    """Return the data rate of the answer right after an uplink."""
    region = region.lower()
    if region == "us915":
        return min(uplink_rate + 10, 13)
    if region == "au915":
        return min(uplink_rate + 8, 13)
    if region == "as923":
        return max(min(uplink_rate, 5), 2 if dwell_time else 0)
    return uplink_rate


def limit_of(
    region: str,
    device_class: str,
    uplink_rate: int | None = None,
    *,
    mac_version: str = "1.0.2",
    dwell_time: bool = False,
) -> Limit:
    """Return the limit for a downlink to a device, or to a ``group``.

    ``uplink_rate`` is the data rate of the newest uplink, None when none is known. Devices of
    class A listen in two windows: the larger one counts.
    """
    region = region.lower()
    slots = _SLOTS.get(region)
    if slots is None:
        size = _SMALLEST if region in _KNOWN_TO_THE_PLATFORM else LONGEST
        return Limit(size, region, device_class)
    if device_class == "B":
        return Limit(slots.ping, region, device_class, slots.ping_rate)
    second = Limit(slots.second, region, device_class, slots.second_rate)
    if device_class != "A" or uplink_rate is None:
        return second
    rate = first_window_rate(region, uplink_rate, dwell_time=dwell_time)
    first = largest_payload(region, rate, mac_version=mac_version, dwell_time=dwell_time)
    if first is None or first <= second.size:
        return second
    return Limit(first, region, device_class, rate)


# --- Before a downlink is sent ---------------------------------------------------------------

_MULTICAST_SETUP = 200
_STANDARD_PORTS = frozenset((201, 202, 203))


def check_port(port: int) -> int:
    """Return ``port``. Raises InvalidError unless it is 1 to 199 or 201 to 223."""
    if not 1 <= port <= 223 or port == _MULTICAST_SETUP:
        raise InvalidError("port must be from 1 to 199 or from 201 to 223")
    return port


def is_standard_port(port: int) -> bool:
    """Tell whether devices take what comes on a port for fragments, time or firmware."""
    return port in _STANDARD_PORTS


def check_downlink(
    payload: bytes,
    port: int,
    *,
    region: str,
    device_class: str = "A",
    uplink_rate: int | None = None,
    mac_version: str = "1.0.2",
    ignore_limit: bool = False,
) -> Limit:
    """Return the limit that the payload keeps.

    Raises InvalidError for an empty payload or a port that cannot be, PayloadSizeError for a
    payload that is too long; ``ignore_limit`` leaves the limit of all regions only.
    """
    check_port(port)
    if not payload:
        raise InvalidError("the payload is empty")
    limit = limit_of(region, device_class, uplink_rate, mac_version=mac_version)
    if ignore_limit:
        limit = Limit(LONGEST, limit.region, device_class)
    if len(payload) > limit.size:
        raise PayloadSizeError(len(payload), limit)
    return limit
