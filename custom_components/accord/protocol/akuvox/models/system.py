"""What a unit says about itself. Source: HTTP API Manual, "System"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import string
from typing import Any, Self

from ...errors import ProtocolError
from ..codec import to_int, to_obj, to_text
from .sip import SipAccountStatus, read_accounts

_HEX = frozenset(string.hexdigits)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemInfo:
    """Identity, network and accounts. Source: ``system/info``."""

    mac: str
    """Lower case with colons."""
    model: str = ""
    firmware: str = ""
    hardware: str = ""
    static_address: bool | None = None
    """None where the unit does not say; False means DHCP."""
    link: int | None = None
    """0 disconnected, 1 connected, 2 address conflict."""
    address: str = ""
    subnet_mask: str = ""
    gateway: str = ""
    dns: tuple[str, ...] = ()
    accounts: tuple[SipAccountStatus, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``system/info``. Raises ProtocolError without a MAC address."""
        status, lan = to_obj(data.get("Status")), to_obj(data.get("Lan"))
        mac = normalize_mac(status.get("MAC"))
        if mac is None:
            raise ProtocolError("answer names no MAC address")
        port = to_int(lan.get("PortType"))
        servers = (to_text(lan.get("DNS1")), to_text(lan.get("DNS2")))
        return cls(
            mac=mac,
            model=to_text(status.get("Model")),
            firmware=to_text(status.get("FirmwareVersion")),
            hardware=to_text(status.get("HardwareVersion")),
            static_address=None if port is None else port == 1,
            link=to_int(lan.get("LinkStatus")),
            address=to_text(lan.get("IPAddress")),
            subnet_mask=to_text(lan.get("SubnetMask")),
            gateway=to_text(lan.get("Gateway")),
            dns=tuple(server for server in servers if server),
            accounts=read_accounts(data),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemStatus:
    """Clock and uptime. Source: ``system/status``."""

    system_time: int | None = None
    """Seconds since 1970."""
    uptime: int | None = None
    """Seconds since the start."""

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """Read the answer to ``system/status``."""
        return cls(system_time=to_int(data.get("SystemTime")), uptime=to_int(data.get("UpTime")))


def normalize_mac(value: object) -> str | None:
    """Return ``0c:11:05:aa:bb:01`` for a MAC address in any spelling, None for anything else."""
    if not isinstance(value, str):
        return None
    digits = "".join(one for one in value if one not in ":-. ").lower()
    if len(digits) != 12 or not _HEX.issuperset(digits):
        return None
    return ":".join(digits[place : place + 2] for place in range(0, 12, 2))
