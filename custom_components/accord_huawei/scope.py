"""Which of an application's devices are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from ..accord.protocol.huawei.northbound import Device, Group, HuaweiClient
from .const import CONF_SCOPE, CONF_SCOPE_IDS

SHOWN_FREELY = 200
"""Devices that are added without a word."""
MOST_SHOWN = 2000
"""Devices that are added without saying yes to so many."""
MEMBERS_PER_PAGE = 1000


class ScopeKind(StrEnum):
    """By what devices are chosen."""

    ALL = "all"
    GATEWAYS = "gateways"
    TYPES = "types"
    GROUPS = "groups"
    DEVICES = "devices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the platform is asked for; None for everything."""

    gateway_id: str | None = None
    device_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an entry shows."""

    kind: ScopeKind = ScopeKind.ALL
    ids: tuple[str, ...] = ()

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Read the options of an entry."""
        return cls(
            kind=ScopeKind(options.get(CONF_SCOPE, ScopeKind.ALL)),
            ids=tuple(options.get(CONF_SCOPE_IDS) or ()),
        )

    def to_options(self) -> dict[str, Any]:
        """Return the options of an entry."""
        return {CONF_SCOPE: self.kind.value, CONF_SCOPE_IDS: list(self.ids)}

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Return by what the platform is asked: one scan each."""
        match self.kind:
            case ScopeKind.GATEWAYS:
                return tuple(Filter(gateway_id=name) for name in self.ids)
            case ScopeKind.TYPES:
                return tuple(Filter(device_type=name) for name in self.ids)
            case _:
                return (Filter(),)

    def holds(self, device: Device, members: Iterable[str] = ()) -> bool:
        """Tell whether a device is shown; ``members`` are the devices of the groups."""
        match self.kind:
            case ScopeKind.ALL:
                return True
            case ScopeKind.GATEWAYS:
                return device.gateway_id in self.ids or device.device_id in self.ids
            case ScopeKind.TYPES:
                return device.info.device_type in self.ids
            case ScopeKind.GROUPS:
                return device.device_id in members
            case ScopeKind.DEVICES:
                return device.device_id in self.ids


async def read_members(client: HuaweiClient, groups: Iterable[str]) -> frozenset[str]:
    """Return the devices of groups. Raises AccordError."""
    found: set[str] = set()
    for group in groups:
        number, last = 0, False
        while not last:
            page = await client.groups.members(group, number, MEMBERS_PER_PAGE)
            found.update(page.items)
            number += 1
            last = len(page.items) < (page.size or MEMBERS_PER_PAGE)
    return frozenset(found)


async def read_groups(client: HuaweiClient) -> tuple[Group, ...]:
    """Return the groups of the application. Raises AccordError."""
    return (await client.groups.list(page_size=MEMBERS_PER_PAGE)).items
