"""What stations are asked for besides their devices, and how often."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..accord.protocol.lifesmart import Device, LifeSmartClient
from ..accord.protocol.lifesmart.catalog import features_of
from ..accord.protocol.lifesmart.classes.feature import Kind
from ..accord.readings import Reading

type Parts = Callable[[Mapping[str, Device]], Iterable[str | None]]


@dataclass(frozen=True, kw_only=True, eq=False)
class LifeSmartReading[T](Reading[LifeSmartClient, T]):
    """Row of the table of readings; parts are ids of devices, None the station itself."""

    parts_fn: Parts = lambda devices: (None,)


def _sends_infrared(device: Device) -> bool:
    return any(feature.kind is Kind.REMOTE for feature in features_of(device))


VERSION = LifeSmartReading(
    key="version",
    every=timedelta(hours=6),
    read_fn=lambda client, _: client.config.get_version(),
)
SCENES = LifeSmartReading(
    key="scenes",
    every=timedelta(minutes=30),
    read_fn=lambda client, _: client.scene.list(),
)

REMOTES = LifeSmartReading(
    key="remotes",
    every=timedelta(minutes=30),
    read_fn=lambda client, _: client.spotremote.get_list(),
    parts_fn=lambda devices: (None,) if any(map(_sends_infrared, devices.values())) else (),
)
ZONE = LifeSmartReading(
    key="time_zone",
    every=timedelta(hours=1),
    read_fn=lambda client, _: client.config.timezone(),
)

READINGS: tuple[LifeSmartReading[Any], ...] = (VERSION, SCENES, REMOTES, ZONE)
