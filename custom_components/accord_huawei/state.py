"""What is known of an application's devices, and how news of them is taken in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..accord.protocol.huawei.northbound import (
    CallBudget,
    Connection,
    Device,
    takes_cached_commands,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All devices together."""

    total: int = 0
    online: int = 0
    abnormal: int = 0
    offline: int = 0
    never: int = 0
    pages: int = 0
    """Calls of the last scan."""
    calls: int = 0
    """Calls of the last minute."""
    throttled: int = 0
    """How often the platform asked for patience."""


def summary_of(devices: Iterable[Device], pages: int, budget: CallBudget) -> Summary:
    """Count devices and calls."""
    found = Counter(device.info.connection for device in devices)
    return Summary(
        total=found.total(),
        online=found[Connection.ONLINE],
        abnormal=found[Connection.ABNORMAL],
        offline=found[Connection.OFFLINE],
        never=found[Connection.NEVER],
        pages=pages,
        calls=budget.calls_last_minute,
        throttled=budget.throttled,
    )


def newer(known: Device | None, row: Device) -> Device:
    """Return a device after a reading; reports that came meanwhile stay.

    The same object as before where nothing changed.
    """
    if known is None:
        return row
    services = {one.service_id: one for one in row.services}
    for one in known.services:
        read = services.get(one.service_id)
        if read is None or (
            one.event_time is not None
            and read.event_time is not None
            and one.event_time > read.event_time
        ):
            services[one.service_id] = one
    merged = replace(row, services=tuple(services.values()))
    return known if merged == known else merged


def sleeps(device: Device) -> bool:
    """Tell whether a device is connected only now and then: its last values go on counting."""
    return takes_cached_commands(device.info.protocol_type)


def has_shadow(device: Device) -> bool:
    """Tell whether the platform keeps wishes for a device."""
    return device.info.protocol_type.strip().casefold() == "lwm2m"


def is_there(device: Device) -> bool:
    """Tell whether what a device reported last still counts."""
    return sleeps(device) or device.info.connected is not False
