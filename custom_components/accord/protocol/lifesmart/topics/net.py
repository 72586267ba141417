"""Network of DEFED stations. Source: advanced interface description, 2.3.2 to 2.3.9.

That a station takes settings does not mean that a connection works: look whether the interface
gets an address. What is set may cut the station off; nothing is ever sent twice.
"""

from typing import Any

from ...operation import Effect, operation
from ..models.net import (
    EthernetSettings,
    Interface,
    InterfaceDetail,
    InterfaceName,
    MobileSettings,
    MtuInterface,
    SmsInterface,
    WlanSettings,
    mtu_to_wire,
    sms_to_wire,
)
from ..session import StationSession

_SMS_TIMEOUT = 60.0
_SCAN_TIMEOUT = 30.0
_SET_TIMEOUT = 15.0


class NetTopic:
    """Interfaces by their Linux names."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("config.net.setifn.wlan0", effect=Effect.DESTRUCTIVE)
    async def set_wlan(self, settings: WlanSettings) -> None:
        """Set up Wi-Fi."""
        await self._call("setifn", settings.to_wire(), timeout=_SET_TIMEOUT)

    @operation("config.net.setifn.mobile", effect=Effect.DESTRUCTIVE)
    async def set_mobile(self, settings: MobileSettings) -> None:
        """Set up the SIM card."""
        await self._call("setifn", settings.to_wire(), timeout=_SET_TIMEOUT)

    @operation("config.net.setifn.eth0", effect=Effect.DESTRUCTIVE)
    async def set_ethernet(self, settings: EthernetSettings) -> None:
        """Set up the cable."""
        await self._call("setifn", settings.to_wire(), timeout=_SET_TIMEOUT)

    @operation("config.net.setifn.mtu", effect=Effect.DESTRUCTIVE)
    async def set_mtu(self, interface: MtuInterface, mtu: int) -> None:
        """Set the largest packet, 768 to 1500 bytes; 0 is the interface's own default."""
        await self._call("setifn", mtu_to_wire(interface, mtu), timeout=_SET_TIMEOUT)

    @operation("config.net.getifn", effect=Effect.SECRET)
    async def get_interface(
        self, name: InterfaceName, detail: InterfaceDetail = InterfaceDetail.STATUS
    ) -> Interface:
        """Return settings and state of an interface, with passwords in ``raw``."""
        scan = detail is InterfaceDetail.WIFI_LIST
        options = {"timeout": _SCAN_TIMEOUT} if scan else {}
        args = {"ifname": name.value, "value": detail.wire}
        found = await self._call("getifn", args, repeatable=True, reads=True, **options)
        return Interface.from_wire(name.value, found)

    @operation("config.net.netcmd.SMS", effect=Effect.PHYSICAL)
    async def send_sms(
        self, tel: str, message: str, interface: SmsInterface = SmsInterface.CAT4
    ) -> None:
        """Send a text message; it costs what the card's contract says."""
        await self._call("netcmd", sms_to_wire(interface, tel, message), timeout=_SMS_TIMEOUT)

    @operation("config.net.netcmd.CancelTemp", effect=Effect.WRITE)
    async def cancel_temporary(self) -> None:
        """Close the temporary access point."""
        await self._call("netcmd", {"ifname": "wlan0", "netcmd": "CancelTemp"})

    async def _call(self, cmd: str, cmdargs: dict[str, Any], **options: Any) -> Any:
        args = {"cfg": "net", "cmd": cmd, "cmdargs": cmdargs}
        return await self._session.set("config", args, nested="cmdargs", **options)
