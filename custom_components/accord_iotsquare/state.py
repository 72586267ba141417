"""What is known about an account: its parts, and how one of them looks from all sides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from ..accord.protocol.iotsquare import (
    Application,
    Device,
    DeviceStatus,
    Gateway,
    GatewayNetwork,
    GatewayOnline,
    GatewayStatus,
    GatewaySystem,
    GroupMember,
    MulticastGroup,
    Uplink,
)
from ..accord.readings import Values
from .readings import (
    APPLICATION,
    GATEWAY,
    GROUP,
    MEMBERS,
    NETWORK,
    ONLINE,
    QUEUE,
    STATUS,
    SYSTEM,
    IoTSquareReading,
)
from .transfers import Transfer
from .uplinks import SAME, Heard


class Kind(StrEnum):
    """What parts of an account there are; each hangs on one of those before it."""

    ACCOUNT = "account"
    APPLICATION = "app"
    GATEWAY = "gw"
    GROUP = "mc"
    DEVICE = "device"


class Part(NamedTuple):
    """One thing that is a device to Home Assistant; ``id`` is the server's, as text."""

    kind: Kind
    id: str = ""


ACCOUNT = Part(Kind.ACCOUNT)


@dataclass(frozen=True, slots=True)
class AccountState:
    """Everything that was read from the server."""

    applications: Mapping[str, Application] = field(default_factory=dict)
    """All of them, also those that are not followed."""
    devices: Mapping[str, Device] = field(default_factory=dict)
    """Of the followed applications, by their EUI."""
    application_of: Mapping[str, str] = field(default_factory=dict)
    """By a device's EUI."""
    gateways: Mapping[str, Gateway] = field(default_factory=dict)
    groups: Mapping[str, MulticastGroup] = field(default_factory=dict)
    transfers: Mapping[str, Transfer] = field(default_factory=dict)
    """The newest file transfer of each group that has one."""
    overdue: frozenset[str] = frozenset()
    """Devices that are silent for much longer than they use to be."""
    values: Values = field(default_factory=dict)

    def get[T](self, reading: IoTSquareReading[T], part: str) -> T | None:
        """Return what was read last; None for what the server cannot tell."""
        return self.values.get((reading.key, part))

    def with_value[T](self, reading: IoTSquareReading[T], part: str, value: T) -> AccountState:
        """Return the state after something that is read seldom was set."""
        return replace(self, values={**self.values, (reading.key, part): value})

    def parts(self) -> Iterator[Part]:
        """Yield everything that is a device to Home Assistant, what others hang on first."""
        yield ACCOUNT
        for kind, things in self.things().items():
            yield from (Part(kind, name) for name in things)

    def things(self) -> dict[Kind, Mapping[str, Any]]:
        """Return what was listed, by its kind."""
        return {
            Kind.APPLICATION: self.applications,
            Kind.GATEWAY: self.gateways,
            Kind.GROUP: self.groups,
            Kind.DEVICE: self.devices,
        }


def changed_parts(before: AccountState | None, after: AccountState) -> list[Part]:
    """Return the parts that came, went, or look different, what others hang on first."""
    if before is None:
        return list(after.parts())
    found: set[Part] = {ACCOUNT}
    old = before.things()
    for kind, things in after.things().items():
        found |= {Part(kind, name) for name in _differing(old[kind], things)}
    found |= {Part(Kind.DEVICE, name) for name in before.overdue ^ after.overdue}
    found |= {Part(Kind.GROUP, name) for name in _differing(before.transfers, after.transfers)}
    found |= {
        Part(KIND_OF[key], part or "") for key, part in _differing(before.values, after.values)
    }
    order = list(Kind)
    return sorted(found, key=lambda part: order.index(part.kind))


def _differing[KeyT](before: Mapping[KeyT, Any], after: Mapping[KeyT, Any]) -> set[KeyT]:
    if before is after:
        return set()
    found = before.keys() ^ after.keys()
    found |= {
        key
        for key, value in after.items()
        if key in before and (old := before[key]) is not value and old != value
    }
    return found


KIND_OF: Mapping[str, Kind] = {
    APPLICATION.key: Kind.APPLICATION,
    STATUS.key: Kind.DEVICE,
    QUEUE.key: Kind.DEVICE,
    GATEWAY.key: Kind.GATEWAY,
    ONLINE.key: Kind.GATEWAY,
    NETWORK.key: Kind.GATEWAY,
    SYSTEM.key: Kind.GATEWAY,
    GROUP.key: Kind.GROUP,
    MEMBERS.key: Kind.GROUP,
}
"""Which kind of part a reading is about."""


# --- Parts from all sides --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account as a whole."""

    state: AccountState


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """An application."""

    application: Application
    status: Application | None
    """With its headers and links."""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A LoRaWAN device."""

    device: Device
    application: str
    heard: Heard
    overdue: bool
    status: DeviceStatus | None
    queue: int | None

    @property
    def last_seen(self) -> datetime | None:
        """Return when it was heard, from the list or from an uplink that came since."""
        uplink = self._newest
        return self.device.last_seen if uplink is None else uplink.time

    @property
    def f_cnt(self) -> int | None:
        """Return the counter of the newest uplink."""
        uplink = self._newest
        if uplink is not None:
            return uplink.f_cnt
        return self.device.f_cnt if self.device.last_seen else None

    @property
    def f_port(self) -> int | None:
        """Return the port of the newest uplink that had a payload."""
        payload = self.heard.payload
        if self._newest is not None and payload is not None:
            return payload.f_port
        return self.device.f_port or None

    @property
    def _newest(self) -> Uplink | None:
        """Return the newest uplink, None where the list knows of one that is newer."""
        uplink, listed = self.heard.uplink, self.device.last_seen
        if uplink is None or (listed is not None and listed - uplink.time > SAME):
            return None
        return uplink


@dataclass(frozen=True, slots=True)
class GatewayView:
    """A gateway."""

    gateway: Gateway
    status: GatewayStatus | None
    online: GatewayOnline | None
    network: GatewayNetwork | None
    system: GatewaySystem | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A multicast group."""

    group: MulticastGroup
    status: MulticastGroup | None
    members: tuple[GroupMember, ...] | None
    transfer: Transfer | None


type View = AccountView | ApplicationView | DeviceView | GatewayView | GroupView


def view_of(state: AccountState, part: Part, heard: Heard) -> View | None:
    """Return how a part looks now, None where the server does not list it."""
    name = part.id
    match part.kind:
        case Kind.ACCOUNT:
            return AccountView(state)
        case Kind.APPLICATION:
            return _application_view(state, name)
        case Kind.DEVICE:
            return _device_view(state, name, heard)
        case Kind.GATEWAY:
            return _gateway_view(state, name)
        case Kind.GROUP:
            return _group_view(state, name)


def _application_view(state: AccountState, name: str) -> ApplicationView | None:
    if (application := state.applications.get(name)) is None:
        return None
    return ApplicationView(application, state.get(APPLICATION, name))


def _device_view(state: AccountState, name: str, heard: Heard) -> DeviceView | None:
    if (device := state.devices.get(name)) is None:
        return None
    return DeviceView(
        device,
        state.application_of[name],
        heard,
        name in state.overdue,
        state.get(STATUS, name),
        state.get(QUEUE, name),
    )


def _gateway_view(state: AccountState, name: str) -> GatewayView | None:
    if (gateway := state.gateways.get(name)) is None:
        return None
    return GatewayView(
        gateway,
        state.get(GATEWAY, name),
        state.get(ONLINE, name),
        state.get(NETWORK, name),
        state.get(SYSTEM, name),
    )


def _group_view(state: AccountState, name: str) -> GroupView | None:
    if (group := state.groups.get(name)) is None:
        return None
    return GroupView(
        group, state.get(GROUP, name), state.get(MEMBERS, name), state.transfers.get(name)
    )
