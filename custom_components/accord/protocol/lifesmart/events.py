"""What stations tell unasked: devices that change, come and go.

Source: LifeSmart's base document, NOTIFY. Real stations send the three members at the root, as
lists; older firmware may nest them, and send single objects or objects keyed by device.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .models.device import Device
from .models.fields import obj, objects, text

type Devices = Mapping[str, Device]
type Changes = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationEvent:
    """One NOTIFY; each element names its device as ``me``."""

    changed: Changes = ()
    added: Changes = ()
    removed: frozenset[str] = frozenset()
    station: str = ""
    """``agtid``; empty where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Devices after an event."""

    devices: Devices
    changed: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    """Devices that are new and came without their IOs."""
    removed: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    """Devices that changed but were not known."""

    @property
    def needs_read(self) -> bool:
        """Tell whether all devices should be read again."""
        return bool(self.added or self.unknown)


def parse_event(body: Mapping[str, Any]) -> StationEvent:
    """Read the body of a NOTIFY; what is no device is left out. Raises nothing."""
    station = text(body.get("agtid"))
    return StationEvent(
        changed=_elements(body, "chg"),
        added=_elements(body, "add"),
        removed=frozenset(text(one["me"]) for one in _elements(body, "del")),
        station="" if station == "mga" else station,
    )


def apply_event(devices: Devices, event: StationEvent) -> Applied:
    """Return the devices after an event; those that it does not name stay the same objects."""
    now = dict(devices)
    changed: set[str] = set()
    added: set[str] = set()
    unknown: set[str] = set()
    for one in event.added:
        me = text(one["me"])
        if me in now:
            now[me] = now[me].merged(one)
            changed.add(me)
        else:
            now[me] = Device.from_wire(one)
            added.add(me)
    for one in event.changed:
        me = text(one["me"])
        if me not in now:
            unknown.add(me)
            continue
        now[me] = now[me].merged(one)
        changed.add(me)
    removed = event.removed & set(now)
    for me in removed:
        del now[me]
    return Applied(
        devices=now,
        changed=frozenset(changed - added - removed),
        added=frozenset(added - removed),
        removed=removed,
        unknown=frozenset(unknown - event.removed),
    )


def _elements(body: Mapping[str, Any], member: str) -> Changes:
    return tuple(
        one
        for place in (body, obj(body.get("msg")))
        for one in _listed(place.get(member))
        if text(one.get("me"))
    )


def _listed(value: object) -> list[Mapping[str, Any]]:
    """Return elements, of ``del`` also where only ids stand."""
    if isinstance(value, str):
        return [{"me": value}]
    if isinstance(value, list):
        return [{"me": one} if isinstance(one, str) else one for one in value if _is_element(one)]
    return objects(value, "me")


def _is_element(value: object) -> bool:
    return isinstance(value, str | Mapping)
