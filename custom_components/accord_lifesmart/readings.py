"""What stations are asked for besides their devices, and how often."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..accord.protocol.errors import DeviceError, UnsupportedError
from ..accord.protocol.lifesmart import (
    Device,
    Interface,
    InterfaceName,
    LifeSmartClient,
    LockGeneration,
    OtaCandidate,
    OtaTask,
    SwifteMode,
)
from ..accord.protocol.lifesmart.catalog import features_of
from ..accord.protocol.lifesmart.classes.feature import Kind
from ..accord.protocol.lifesmart.classes.locks import is_lock
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


@dataclass(frozen=True, slots=True)
class LockSettings:
    """The settings of a SWIFTE lock, as it told them."""

    mode: SwifteMode
    drift: int
    """Seconds by which the lock's clock was ahead of the station's."""


def generation_of(device: Device) -> LockGeneration | None:
    """Return how a device keeps its users; None for one that is no lock."""
    return LockGeneration.of(device.devtype, device.fulltype) if is_lock(device) else None


def _locks(generation: LockGeneration) -> Parts:
    """Return which devices are asked: locks of a generation that the station hears."""
    return lambda devices: [
        me
        for me, device in devices.items()
        if device.available and generation_of(device) is generation
    ]


async def _lock_settings(client: LifeSmartClient, me: str | None) -> LockSettings:
    mode = await client.swifte.get_mode(str(me))
    return LockSettings(mode, mode.time - client.clock.timestamp())


async def _remote_keys(client: LifeSmartClient) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of each remote of the app, by its id."""
    found = {}
    for remote in await client.spotremote.get_list():
        with suppress(DeviceError):
            found[remote.id] = tuple(sorted(await client.spotremote.get_keys(remote.id)))
    return found


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
REMOTE_KEYS = LifeSmartReading(
    key="remote_keys",
    every=timedelta(hours=6),
    read_fn=lambda client, _: _remote_keys(client),
    at_start=False,
    parts_fn=REMOTES.parts_fn,
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

LOCK_USERS = LifeSmartReading(
    key="lock_users",
    every=timedelta(hours=1),
    read_fn=lambda client, me: client.doorlock.get_users(str(me)),
    at_start=False,
    parts_fn=_locks(LockGeneration.ORDINARY),
)
V3_INFO = LifeSmartReading(
    key="v3_info",
    every=timedelta(hours=1),
    read_fn=lambda client, me: client.v3.info(str(me)),
    at_start=False,
    parts_fn=_locks(LockGeneration.V3),
)
SWIFTE_INFO = LifeSmartReading(
    key="swifte_info",
    every=timedelta(hours=6),
    read_fn=lambda client, me: client.lock_users.swifte_info(str(me)),
    at_start=False,
    parts_fn=_locks(LockGeneration.SWIFTE),
)
SWIFTE_MODE = LifeSmartReading(
    key="swifte_mode",
    every=timedelta(hours=6),
    read_fn=_lock_settings,
    at_start=False,
    parts_fn=_locks(LockGeneration.SWIFTE),
)
SWIFTE_VERSIONS = LifeSmartReading(
    key="swifte_versions",
    every=timedelta(hours=24),
    read_fn=lambda client, me: client.swifte.hw_info(str(me)),
    at_start=False,
    parts_fn=_locks(LockGeneration.SWIFTE),
)

READINGS: tuple[LifeSmartReading[Any], ...] = (
    *(VERSION, SCENES, REMOTES, ZONE),
    *(REMOTE_KEYS, NETWORK, FIRMWARE, CLOCK),
    *(LOCK_USERS, V3_INFO, SWIFTE_INFO, SWIFTE_MODE, SWIFTE_VERSIONS),
)
