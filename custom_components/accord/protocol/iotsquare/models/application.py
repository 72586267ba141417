"""Applications. Source: OpenAPI document, 2.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ..codec import NOTHING, Wire, as_str


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Devices that belong together, and where what they say goes."""

    app_id: int
    name: str
    push_urls: tuple[str, ...] = ()
    """Bases of the links; the server appends ``/uplink`` and so on."""
    mqtt: bool = False
    """What devices say goes out by MQTT instead of to the links."""
    devices: int | None = None
    created: datetime | None = None
    updated: datetime | None = None
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    """Sent with each push; secret. None in lists, which do not tell."""
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """As the server sent it."""

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row of the list or the status."""
        return cls(
            app_id=row.integer("appID") or 0,
            name=row.text("appName") or "",
            push_urls=row.texts("pushUrls", "pushURL"),
            mqtt=row.flag("enableMQTT") or False,
            devices=row.integer("deviceNums"),
            created=row.time("createtime"),
            updated=row.time("updatetime"),
            headers=read_headers(row),
            wire=row.raw,
        )


def read_headers(row: Wire) -> Mapping[str, str] | None:
    """Return the headers of pushes; None where the answer does not tell."""
    if "headers" not in row:
        return None
    found = row.value("headers")
    many = found if isinstance(found, Mapping) else NOTHING
    return {str(name): as_str(value) or "" for name, value in many.items()}
