"""Regions, subnets, data rates and how much fits into a frame.

LoRaWAN 1.0.2 rev B and 1.0.3 rev A, and the second window of the platform.
"""

from dataclasses import dataclass
import re

from simulators.iotsquare.codes import Code
from simulators.iotsquare.message import Refusal

LARGEST = 242
"""Bytes of application payload in any frame."""

_LADDER = (51, 51, 51, 115, 242, 242, 242, 242)
_SUBNET = re.compile(r"ch_(\d{1,2})-(\d{1,2})(?:_(\d{1,2}))?")


@dataclass(frozen=True)
class Region:
    """One channel plan: `channels` of 125 kHz from `base` MHz on, `step` MHz apart."""

    channels: int
    base: float
    step: float = 0.2
    wide: bool = False
    """Has eight channels of 500 kHz besides, 64 and on."""

    second: tuple[float, int, int] = (0.0, 0, 51)
    """The second window, which is that of class C too: MHz, data rate, bytes."""

    ping: int = 51
    """Bytes in a ping slot of class B."""

    first_factor: int = 12
    """Spreading factor of data rate 0."""

    top: int = 5
    """The fastest data rate that ADR goes to."""


REGIONS: dict[str, Region] = {
    "cn470": Region(96, 470.3, second=(505.3, 0, 51)),
    "cn470prequel": Region(96, 470.3, second=(471.3, 3, 115), ping=115),
    "eu868": Region(16, 867.1, second=(869.525, 0, 51), ping=115),
    "as923": Region(16, 923.2, second=(923.2, 2, 51), ping=115),
    "us915": Region(64, 902.3, wide=True, second=(923.3, 8, 53), ping=53, first_factor=10, top=3),
    "eu433": Region(16, 433.175, second=(434.665, 0, 51), ping=115),
    "au915": Region(64, 915.2, wide=True, second=(923.3, 8, 53), ping=53),
    "in865": Region(16, 865.0625, second=(866.55, 2, 51), ping=242),
    **{
        name: Region(16, 920.0)
        for name in (
            *("kz865", "cn470alid", "cn470alis", "id920", "kr920", "ru864"),
            *(f"as923_{number}" for number in range(1, 6)),
            *("as923ind", "as923ind2", "wp923"),
        )
    },
}


def check_subnet(region: str, subnet: str, *, auto: bool) -> None:
    """Refuse a region or channels that there are not; `auto` belongs to automatic ones only."""
    known = REGIONS.get(region)
    if known is None:
        raise Refusal(Code.SUBNET_NOT_EXIST)
    if (subnet == "auto") is not auto:
        raise Refusal(Code.PARAM_ERROR)
    if auto:
        return
    found = _SUBNET.fullmatch(subnet)
    if found is None:
        raise Refusal(Code.SUBNET_NOT_EXIST)
    first, last = int(found[1]), int(found[2])
    if first % 8 or last != first + 7:
        raise Refusal(Code.SUBNET_NOT_EXIST)
    wide = found[3]
    if last >= known.channels or (wide is not None and not known.wide):
        raise Refusal(Code.SUBNET_NOT_SUPPORTED)
    if wide is not None and int(wide) != 64 + first // 8:
        raise Refusal(Code.SUBNET_NOT_EXIST)


def modulation(region: str, data_rate: int) -> str:
    """Return a data rate of uplinks as the platform writes it, such as `SF12BW125`."""
    known = REGIONS[region]
    if known.wide and data_rate == known.top + (1 if known.first_factor == 10 else 0):
        return "SF8BW500"
    factor = known.first_factor - data_rate
    return f"SF{factor}BW125" if factor >= 7 else "SF7BW250"


def frequency(region: str, subnet: str, number: int) -> float:
    """Return the MHz of the so-manieth uplink."""
    found = _SUBNET.fullmatch(subnet)
    first = int(found[1]) if found else 0
    known = REGIONS[region]
    return round(known.base + known.step * (first + number % 8), 3)


def fits(region: str, class_: str, data_rate: int | None) -> int:
    """Return how many bytes a downlink can have: in the better window of class A."""
    known = REGIONS[region]
    if class_ == "B":
        return known.ping
    limit = known.second[2]
    if class_ == "C" or data_rate is None:
        return limit
    return max(limit, _first_window(region, data_rate))


def _first_window(region: str, data_rate: int) -> int:
    if region == "us915":
        return (242, 242, 242, 242, 242)[data_rate]
    if region == "au915":
        return (53, 129, 242, 242, 242, 242, 242)[data_rate]
    return _LADDER[data_rate]
