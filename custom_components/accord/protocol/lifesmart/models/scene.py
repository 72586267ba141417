"""Scenes and groups. Source: LifeSmart's base document, ``scene`` and ``doscene``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import objects, text

GROUP_ON = 0x81
GROUP_OFF = 0x80
GROUP_COLOUR_ON = 0xFF
GROUP_COLOUR_OFF = 0xFE
SWITCHED = ("groupsw", "grouphw", "grouprgbw")
"""Classes of groups that are switched on and off; the others are run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A scene or group that was made in the LifeSmart app."""

    id: str
    name: str = ""
    description: str = ""
    cls: str = ""
    """``scene``, ``groupirc``, or one of ``SWITCHED``."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_group(self) -> bool:
        """Tell whether it is switched on and off."""
        return self.cls in SWITCHED

    @classmethod
    def list_from_wire(cls, message: object) -> tuple[Self, ...]:
        """Read the answer to GET ``scene``; those without an id are left out."""
        return tuple(
            cls(
                id=text(one["id"]),
                name=text(one.get("name")),
                description=text(one.get("desc")),
                cls=text(one.get("cls")),
                raw=one,
            )
            for one in objects(message, "id")
            if text(one.get("id"))
        )
