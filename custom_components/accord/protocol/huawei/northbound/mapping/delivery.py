"""How a command is sent: created and maybe kept, or called at once. The rule for locks is hard."""

from dataclasses import dataclass

from ....errors import InvalidError
from ..catalog import takes_cached_commands
from .feature import Feature, Kind
from .words import opens_something

SLEEPERS = 3600
"""Seconds for which a setting waits for a device that sleeps."""

_PATIENT = frozenset({Kind.NUMBER, Kind.SELECT, Kind.TEXT, Kind.DATETIME, Kind.NOTIFY})


@dataclass(frozen=True, slots=True)
class Delivery:
    """The manner of one command."""

    created: bool
    """By 1.7.1; else by 1.7.7, which never waits."""
    expire_time: int = 0
    """Seconds for which it may wait; 0 for at once or never."""
    acknowledged: bool = True


def delivery_of(feature: Feature, protocol_type: str, wait: int | None = None) -> Delivery:
    """Return how a feature's command is sent; ``wait`` is what the owner allows, in seconds.

    Switches and whatever lets somebody in are never kept: nobody wants a door to open hours
    later.
    """
    created = takes_cached_commands(protocol_type)
    if not created or feature.access:
        return Delivery(created)
    patient = feature.kind in _PATIENT
    seconds = wait if wait is not None else SLEEPERS
    return Delivery(created, max(0, seconds) if patient else 0)


def check_delivery(
    service_id: str,
    method: str,
    expire_time: int,
    *,
    acknowledged: bool = True,
    device_type: str = "",
    parameters: tuple[str, ...] = (),
) -> None:
    """Raise InvalidError for a command that lets somebody in and would wait, or be sent blindly.

    For commands that people write themselves: those of features follow the rule anyway.
    """
    access = any(opens_something(service_id, name, device_type) for name in (method, *parameters))
    if access and (expire_time != 0 or not acknowledged):
        raise InvalidError("a command to a lock or a door is sent at once, acknowledged, or never")
