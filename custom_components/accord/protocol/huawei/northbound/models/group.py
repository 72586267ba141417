"""Groups of devices. Source: 1.9."""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Any, Self

from ....errors import InvalidError
from .fields import count, text, texts

_NAME = re.compile(r"[A-Za-z0-9]{1,50}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group; a device may be in several."""

    group_id: str
    name: str = ""
    description: str = ""
    app_id: str = ""
    most: int = 0
    """Devices that it may hold; 0 for any number."""
    size: int = 0
    creator: str = ""
    device_ids: tuple[str, ...] = ()
    """Only in the answer to its creation."""

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an answer or a row."""
        return cls(
            group_id=text(body.get("id")),
            name=text(body.get("name")),
            description=text(body.get("description")),
            app_id=text(body.get("appId")),
            most=count(body.get("maxDevNum")),
            size=count(body.get("curDevNum")),
            creator=text(body.get("creator")),
            device_ids=texts(body.get("deviceIds")),
        )


def check_group_name(name: str) -> str:
    """Return ``name``. Raises InvalidError for anything but 1 to 50 letters and digits."""
    if _NAME.fullmatch(name) is None:
        raise InvalidError("parameter name must be 1 to 50 letters and digits")
    return name
