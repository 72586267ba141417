"""The vendor's cloud as a device sees it. Source: API.md, ``cnCloud``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, objects, text


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudInfo:
    """Whose the device is in the cloud, and whether it gets there."""

    bound: bool
    connected: bool | None = None
    """To the cloud now."""
    session: bool | None = None
    """The cloud's session works."""
    server: str = ""
    """Host name."""
    username: str = field(default="", repr=False)
    """The account's e-mail address: private."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_info``."""
        return cls(
            bound=flag(data.get("binded")) or False,
            connected=flag(data.get("cld_connection")),
            session=flag(data.get("tcspStatus")),
            server=text(data.get("server")) or "",
            username=text(data.get("username")) or "",
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmware:
    """A firmware that the cloud offers for the device."""

    version: str
    url: str = ""
    title: str = ""
    release_date: str = ""
    """YYYY-MM-DD."""
    release_notes: str = ""
    release_notes_url: str = ""
    type: int | None = None
    """0, 1 or 2; meaning unknown."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one of ``fw_list``."""
        return cls(
            version=text(data.get("fwVer")) or "",
            url=text(data.get("fwUrl")) or "",
            title=text(data.get("fwTitle")) or "",
            release_date=text(data.get("fwReleaseDate")) or "",
            release_notes=text(data.get("fwReleaseLog")) or "",
            release_notes_url=text(data.get("fwReleaseLogUrl")) or "",
            type=integer(data.get("fwType")),
            raw=data,
        )

    @classmethod
    def list_from_wire(cls, data: Mapping[str, Any]) -> tuple[Self, ...]:
        """Read the answer to ``get_intl_fw_list``."""
        return tuple(cls.from_wire(one) for one in objects(data.get("fw_list")))
