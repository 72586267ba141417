"""Where on a strip an outlet is. Source: API.md, ``smartlife.iot.smartpowerstrip.manage``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from .fields import integer, objects, text
from .outlet import outlet_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """An outlet and its place."""

    outlet: str
    """The outlet's whole id."""
    slot: int
    """From 0, as built."""

    @classmethod
    def list_from_wire(cls, data: Mapping[str, Any], device_id: str) -> tuple[Self, ...]:
        """Read the answer to ``get_relationship``, in the order of slots."""
        found = [
            cls(outlet=outlet_id(device_id, sent), slot=slot)
            for one in objects(data.get("data"))
            if (sent := text(one.get("child_id")))
            and (slot := integer(one.get("hw_slot"))) is not None
        ]
        return tuple(sorted(found, key=lambda one: one.slot))
