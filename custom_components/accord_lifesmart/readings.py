"""What stations are asked for besides their devices, and how often."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..accord.protocol.errors import DeviceError, UnsupportedError
from ..accord.protocol.lifesmart import (
    Device,
    Interface,
    InterfaceName,
    LifeSmartClient,
    OtaCandidate,
    OtaTask,
)
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


@dataclass(frozen=True, slots=True)
class Firmware:
    """What the station's files offer its devices, and which are being sent."""

    candidates: tuple[OtaCandidate, ...] = ()
    tasks: tuple[OtaTask, ...] = ()


async def _network(client: LifeSmartClient) -> Mapping[InterfaceName, Interface]:
    """Return all interfaces; the cable comes first: only DEFED stations tell of it."""
    found = {}
    for name in InterfaceName:
        try:
            found[name] = await client.net.get_interface(name)
        except DeviceError, UnsupportedError:
            if name is InterfaceName.ETHERNET:
                raise
    return found


async def _firmware(client: LifeSmartClient) -> Firmware:
    candidates = await client.otamanage.get_available_eps()
    return Firmware(candidates, await client.otamanage.query_tasks())


async def _clock(client: LifeSmartClient) -> int | None:
    """Return what answers told of the station's clock; nothing is sent for it."""
    offset = client.clock.offset
    return None if offset is None else round(offset)


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
NETWORK = LifeSmartReading(
    key="network",
    every=timedelta(minutes=30),
    read_fn=lambda client, _: _network(client),
    at_start=False,
)
FIRMWARE = LifeSmartReading(
    key="firmware",
    every=timedelta(hours=1),
    read_fn=lambda client, _: _firmware(client),
    at_start=False,
)
CLOCK = LifeSmartReading(
    key="clock",
    every=timedelta(),
    read_fn=lambda client, _: _clock(client),
)

READINGS: tuple[LifeSmartReading[Any], ...] = (
    *(VERSION, SCENES, REMOTES, ZONE),
    *(NETWORK, FIRMWARE, CLOCK),
)
