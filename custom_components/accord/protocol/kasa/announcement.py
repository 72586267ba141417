"""How devices announce that they speak KLAP: a probe to UDP port 20002 or 20004. Pure functions.

Source: captures of devices; API.md knows no transport.
"""

from dataclasses import dataclass
from typing import Any, Self

from ..errors import ProtocolError
from .codec import loads
from .models.fields import flag, integer, obj, text
from .models.sysinfo import normalize_mac

PORTS = (20002, 20004)
PROBE = bytes.fromhex("020000010000000000000000463cb5d3")
"""The short form, which needs no key: version, op code, no body, its own check sum."""

_HEADER = 16
_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a device says of itself before anybody has logged in."""

    mac: str
    model: str
    supported: bool
    """It is one of these devices and speaks KLAP."""
    port: int
    """Of its HTTP server."""
    owner: str = ""
    """Hash of the account's name, upper case; empty for a device without account."""

    @classmethod
    def from_wire(cls, answer: dict[str, Any]) -> Self | None:
        """Read the answer's JSON; None without a MAC address."""
        result = obj(answer.get("result"))
        scheme = obj(result.get("mgt_encrypt_schm"))
        mac = normalize_mac(text(result.get("mac")))
        if mac is None:
            return None
        kind = text(result.get("device_type")) or ""
        plain = not flag(scheme.get("is_support_https"))
        owner = text(result.get("owner")) or ""
        return cls(
            mac=mac,
            model=text(result.get("device_model")) or "",
            supported=kind.startswith("IOT.") and scheme.get("encrypt_type") == "KLAP" and plain,
            port=integer(scheme.get("http_port")) or 80,
            owner=owner.upper() if owner.strip("0") else "",
        )


def is_announcement(data: bytes) -> bool:
    """Tell such an answer from one that is encrypted by XOR: that never starts like this."""
    return data[:1] == bytes((_VERSION,))


def parse_announcement(data: bytes) -> Announcement | None:
    """Read a datagram; None for anything but a whole answer."""
    try:
        return Announcement.from_wire(loads(data[_HEADER:]))
    except ProtocolError:
        return None
