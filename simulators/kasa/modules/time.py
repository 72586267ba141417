"""`time`: the device's own clock and zone."""

from datetime import UTC, datetime
from typing import Any

from simulators.kasa.modules.registry import Call, answers
from simulators.kasa.zones import ZONES

type Json = dict[str, Any]

_ON_LIGHTS = ("smartlife.iot.common.timesetting",)


@answers("time.get_time", on_lights=_ON_LIGHTS)
def get_time(call: Call) -> Json:
    """Return the local time."""
    now = call.device.local_time()
    return {
        "year": now.year,
        "month": now.month,
        "mday": now.day,
        "hour": now.hour,
        "min": now.minute,
        "sec": now.second,
    }


@answers("time.get_timezone", on_lights=_ON_LIGHTS)
def get_timezone(call: Call) -> Json:
    """Return the zone's index."""
    return {"index": call.device.time.index}


@answers("time.set_time", on_lights=_ON_LIGHTS)
def set_time(call: Call) -> Json:
    """Set the clock; some firmware refuses it."""
    if call.device.quirks.refuses_set_time:
        raise call.arguments.invalid()
    call.device.set_time(_read_time(call))
    return {}


@answers("time.set_timezone", on_lights=_ON_LIGHTS)
def set_timezone(call: Call) -> Json:
    """Set zone and clock."""
    index, local = call.arguments.integer("index", 0, len(ZONES) - 1), _read_time(call)
    call.device.time.set_zone(index)
    call.device.set_time(local)
    return {}


def _read_time(call: Call) -> datetime:
    read = call.arguments.integer
    date = read("year", 2000, 2099), read("month", 1, 12), read("mday", 1, 31)
    time = read("hour", 0, 23), read("min", 0, 59), read("sec", 0, 59)
    try:
        return datetime(*date, *time, tzinfo=UTC)
    except ValueError:
        raise call.arguments.invalid() from None
