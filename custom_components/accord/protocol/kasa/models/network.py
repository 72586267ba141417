"""Wi-Fi. Source: API.md, ``netif``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import flag, integer, objects, text


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPoint:
    """A network that the device hears."""

    ssid: str
    key_type: int | None = None
    """0 open, 1 WEP, 2 WPA, 3 WPA2."""
    rssi: int | None = None
    """dBm; not all devices say."""
    wpa3: bool | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read one of ``ap_list``."""
        return cls(
            ssid=text(data.get("ssid")) or "",
            key_type=integer(data.get("key_type")),
            rssi=integer(data.get("rssi")),
            wpa3=flag(data.get("wpa3_supported", data.get("wpa3_support"))),
            raw=data,
        )

    @classmethod
    def list_from_wire(cls, data: Mapping[str, Any]) -> tuple[Self, ...]:
        """Read the answer to ``get_scaninfo``."""
        return tuple(cls.from_wire(one) for one in objects(data.get("ap_list")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The network that the device is in."""

    ssid: str
    key_type: int | None = None
    """0 open, 1 WEP, 2 WPA, 3 WPA2."""
    rssi: int | None = None
    """dBm."""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``get_stainfo``."""
        return cls(
            ssid=text(data.get("ssid")) or "",
            key_type=integer(data.get("key_type")),
            rssi=integer(data.get("rssi")),
            raw=data,
        )
