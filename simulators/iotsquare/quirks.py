"""Where servers behave unlike others, or nobody knows how they do, as named switches."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
import json
from typing import Any

type Json = dict[str, Any]

_TOP = "^"
"""The parent of what stands in the envelope itself."""


class Shape(StrEnum):
    """How a member of an answer comes, other than usual."""

    TEXT = "text"
    NUMBER = "number"
    LIST = "list"
    SINGLE = "single"
    """The first of a list, or empty text."""

    EMPTY = "empty"
    """Empty text."""

    NULL = "null"
    ABSENT = "absent"
    CAPITAL = "capital"
    """Its name begins with a capital letter."""


CONTRADICTIONS: dict[int, dict[str, Shape]] = {
    1: {"app/list:pushURL": Shape.ABSENT, "app/status:pushURL": Shape.ABSENT},
    3: {"msg": Shape.NUMBER},
    5: {"device/list:subnet": Shape.ABSENT, "device/list:status": Shape.ABSENT},
    7: {"device/status:createtime": Shape.ABSENT},
    8: {
        **{f"device/latestDeviceUplink:{name}": Shape.CAPITAL
           for name in ("gwID", "rssi", "freq", "dr", "fCnt", "data")},
        "device/latestDeviceUplink:snr": Shape.NUMBER,
        "device/latestDeviceUplink:gws.snr": Shape.TEXT,
    },
    11: {"gateway/list:subnet": Shape.ABSENT, "gateway/list:mqtt": Shape.ABSENT},
    12: {"statInterval": Shape.TEXT},
    15: {"groupID": Shape.TEXT, "mcgroup/list:pushURL": Shape.SINGLE,
         "mcgroup/status:pushURL": Shape.SINGLE},
    17: {"mcgroup/status:pingSlotPeriod": Shape.ABSENT, "mcgroup/status:headers": Shape.ABSENT},
    20: {"nbFragReceived": Shape.TEXT, "error_message": Shape.NUMBER},
}  # fmt: skip
"""Rows of the register of contradictions that show in answers: as they are not by default."""


@dataclass(frozen=True, kw_only=True)
class Quirks:
    """Behaviour of one server; the defaults follow the samples of the vendor's document."""

    shapes: Mapping[str, Shape] = field(default_factory=dict)
    """By member, perhaps with `operation:` before it and `parent.` of nested ones, `^.` of those
    that stand beside `data`."""

    error_status: bool = False
    """Errors have an HTTP status of their own."""

    empty_msg: bool = False
    """`msg` of a success is empty, as `gateway/status/online` always has it."""

    null_lists: bool = False
    """An empty list is null."""

    both_downlink_paths: bool = False
    queue_size_beside: bool = False
    """`queueSize` stands beside the code."""

    uplink_parameter: str = "devEui"
    online_parameter: str = "gatewayId"
    never_heard: Json | None = None
    """What `latestDeviceUplink` has as data of a device that was never heard."""

    update_resets_omitted: bool = False
    """`app/update` puts what is not sent back to its default."""

    push_urls_writable: bool = True
    """Several links can be written to applications (since 3.4.18)."""

    group_links_as_text: bool = False
    """`pushURL` of groups is refused as a list."""

    port_200: bool = False
    """Downlinks to port 200 are taken."""

    largest_page: int | None = None
    dev_addr_blanks: bool = False
    """`devAddr` of a device that has not joined is eight blanks."""

    query_in_any_case: bool = False
    concatenates_links: bool = False
    """Pushes go to link and path as one text, whatever the link ends with."""

    multicast_eui_inside: bool = False
    """`mcEUI` of the `/multicast` push is in `data` only."""

    old_gateway_pushes: bool = False
    """Members as in the table beside the sample: `memUsage`, `rootDiskUsage`, `uptime` …"""

    push_time_as_text: bool = False
    mqtt_all_kinds: bool = False
    """Joins, acknowledgements and status go over MQTT too."""

    most_at_once: int | None = None
    """More requests than that at once are answered by 1009."""

    def contradicting(self, *rows: int) -> Quirks:
        """Return the same with some rows of the register the other way round."""
        shapes = dict(self.shapes)
        for row in rows:
            shapes |= CONTRADICTIONS[row]
        return replace(self, shapes=shapes)


def shaped(shapes: Mapping[str, Shape], operation: str, envelope: Json) -> Json:
    """Return an answer with some members in other shapes."""
    if not shapes:
        return envelope
    return _object(shapes, operation, _TOP, envelope)


def _object(shapes: Mapping[str, Shape], operation: str, parent: str, members: Json) -> Json:
    made: Json = {}
    for name, value in members.items():
        found = _found(shapes, operation, parent, name)
        if Shape.ABSENT in found:
            continue
        shown = _inside(shapes, operation, "" if name == "data" else name, value)
        for shape in found:
            if shape is not Shape.CAPITAL:
                shown = _turned(shown, shape)
        made[name[:1].upper() + name[1:] if Shape.CAPITAL in found else name] = shown
    return made


def _inside(shapes: Mapping[str, Shape], operation: str, parent: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _object(shapes, operation, parent, value)
    if isinstance(value, list):
        return [_inside(shapes, operation, parent, one) for one in value]
    return value


def _found(shapes: Mapping[str, Shape], operation: str, parent: str, name: str) -> list[Shape]:
    path = f"{parent}.{name}" if parent else name
    keys = (path, f"{operation}:{path}") if name == "data" else (name, path, f"{operation}:{path}")
    return list(dict.fromkeys(shapes[key] for key in keys if key in shapes))


def _turned(value: Any, shape: Shape) -> Any:
    match shape:
        case Shape.TEXT:
            return value if isinstance(value, str) else json.dumps(value)
        case Shape.NUMBER:
            return _number(value)
        case Shape.LIST:
            return value if isinstance(value, list) else [value] if value else []
        case Shape.SINGLE:
            return (value[0] if value else "") if isinstance(value, list) else value
        case Shape.EMPTY:
            return ""
        case _:
            return None


def _number(value: Any) -> Any:
    try:
        return float(value) if "." in str(value) else int(value)
    except TypeError, ValueError:
        return 0
