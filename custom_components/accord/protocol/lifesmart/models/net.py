"""Network interfaces of DEFED stations. Source: advanced interface description, 2.3.2 to 2.3.9."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from ...errors import InvalidError
from .fields import check_one_of, check_range, check_text, flag, integer, obj, text

METRICS = (0, 50, 80, 100)
MTU_DEFAULT = 0
"""Gives an interface its own default back."""
_SMALLEST_MTU, LARGEST_MTU = 768, 1500


class WlanMode(StrEnum):
    """Whether a station joins a Wi-Fi network or opens one."""

    STATION = "STA"
    ACCESS_POINT = "AP"


class WlanAuth(StrEnum):
    """What the document calls "whether to encrypt or not"; its example of WPA2 says OPEN."""

    OPEN = "OPEN"
    CLOSE = "CLOSE"


class WlanEncryption(StrEnum):
    """How a Wi-Fi network is encrypted."""

    WEP = "WEP"
    WPA = "WPA"
    WPA2 = "WPA2"
    WPA_WPA2 = "WPA/WPA2"
    WPA3 = "WPA3"


class MobileInterface(StrEnum):
    """What holds the SIM card."""

    CAT4 = "wwan0"
    CAT1 = "usb0"
    TWO_G = "ppp0"


class MobileOperator(StrEnum):
    """How 2G dials."""

    CUCC_WCDMA = "CUCC_WCDMA"
    CTCC_CDMA2000 = "CTCC_CDMA2000"
    CMCC_TD_SCDMA = "CMCC_TD-SCDMA"
    CMCC_GPRS = "CMCC_GPRS"


class SmsInterface(StrEnum):
    """What can send text messages."""

    CAT4 = "wwan0"
    CAT1 = "usb0"


class MtuInterface(StrEnum):
    """What has an MTU to set."""

    ETHERNET = "eth0"
    WLAN = "wlan0"
    CAT4 = "wwan0"


class InterfaceName(StrEnum):
    """All interfaces of a station."""

    ETHERNET = "eth0"
    WLAN = "wlan0"
    CAT4 = "wwan0"
    CAT1 = "usb0"
    TWO_G = "ppp0"


class InterfaceDetail(StrEnum):
    """What is asked about an interface."""

    STATUS = "status"
    ROUTES = "routes"
    """The station's routing table besides."""
    ACCESS_POINT = "access_point"
    """The connection of ``wlan0``."""
    WIFI_LIST = "wifi_list"
    """The networks that ``wlan0`` hears."""

    @property
    def wire(self) -> bool | int | str:
        """Return the argument ``value``."""
        return _DETAILS[self]


_DETAILS: Mapping[InterfaceDetail, bool | int | str] = {
    InterfaceDetail.STATUS: False,
    InterfaceDetail.ROUTES: True,
    InterfaceDetail.ACCESS_POINT: 2,
    InterfaceDetail.WIFI_LIST: "WiFiList",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WlanSettings:
    """Wi-Fi; None is left out and keeps what the station has."""

    enable: bool
    metric: int | None = None
    """Priority: 0, 50, 80 or 100."""
    mode: WlanMode | None = None
    """Needed with ``enable``, like the next and ``ssid``."""
    auth: WlanAuth | None = None
    encryption: WlanEncryption | None = None
    ssid: str | None = field(default=None, repr=False)
    key: str | None = field(default=None, repr=False)
    five_ghz: bool | None = None
    """Of an access point."""
    bssid: str | None = field(default=None, repr=False)
    """The one access point to join; empty for any."""
    mtu: int | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return ``cmdargs``. Raises InvalidError."""
        if self.enable and (self.mode is None or self.auth is None or not self.ssid):
            raise InvalidError("parameters mode, auth and ssid are needed to enable Wi-Fi")
        if self.encryption is WlanEncryption.WPA3 and self.mode is not WlanMode.STATION:
            raise InvalidError("parameter encryption can be WPA3 with mode STA only")
        return {
            **_head("wlan0", self.enable, self.metric, self.mtu),
            **_given(
                C_NetworkType=self.mode,
                C_AuthMode=self.auth,
                C_EncrypType=self.encryption,
                C_SSID=self.ssid,
                C_WPAPSK=self.key,
                C_HWMode=self.five_ghz,
                C_BSSID=self.bssid,
            ),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MobileSettings:
    """The SIM card; None is left out. All but ``operator`` belong to 4G Cat4."""

    interface: MobileInterface
    enable: bool
    metric: int | None = None
    apn: str | None = field(default=None, repr=False)
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    auth: int | None = None
    """0 none, 1 PAP, 2 CHAP, 3 either."""
    operator: MobileOperator | None = None
    """2G only, and needed there."""
    mtu: int | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return ``cmdargs``. Raises InvalidError."""
        account = _given(
            C_apnname=self.apn,
            C_username=self.username,
            C_password=self.password,
            C_pref=self.auth,
        )
        if self.auth is not None:
            check_range("auth", self.auth, 0, 3)
        if (account or self.mtu is not None) and self.interface is not MobileInterface.CAT4:
            raise InvalidError("parameters of an account and mtu belong to interface wwan0")
        if (self.operator is not None) is not (self.interface is MobileInterface.TWO_G):
            raise InvalidError("parameter operator belongs to interface ppp0")
        return {
            **_head(self.interface, self.enable, self.metric, self.mtu),
            **account,
            **_given(C_operator=self.operator),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EthernetSettings:
    """The cable; None is left out."""

    enable: bool = True
    metric: int | None = None
    is_router: bool | None = None
    """Whether others get their addresses from the station."""
    route_interface: str | None = None
    """Of a router: ``wlan0``, ``wwan0``, ``usb0``, or empty."""
    mtu: int | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return ``cmdargs``. Raises InvalidError."""
        if self.route_interface is not None:
            if not self.is_router:
                raise InvalidError("parameter route_interface needs is_router")
            check_one_of("route_interface", self.route_interface, ("", "wlan0", "wwan0", "usb0"))
        return {
            **_head("eth0", self.enable, self.metric, self.mtu),
            **_given(C_IsRouter=self.is_router, C_RouteIfName=self.route_interface),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """What a station says of an interface."""

    name: str
    enable: bool | None = None
    metric: int | None = None
    mtu: int | None = None
    """Largest packet in bytes; 0 is the interface's own default, None is not told."""
    ip: str = field(default="", repr=False)
    """With an address the interface is up."""
    gateway: str = field(default="", repr=False)
    ssid: str = field(default="", repr=False)
    mode: str = ""
    auth: str = ""
    encryption: str = ""
    raw: Any = field(default=None, compare=False, repr=False)
    """All that came, with passwords; the form of details other than the status is not known."""

    @property
    def up(self) -> bool:
        """Tell whether it has an address."""
        return bool(self.ip)

    @classmethod
    def from_wire(cls, name: str, message: object) -> Self:
        """Read the answer to ``getifn``."""
        data = obj(obj(message).get(name))
        info = obj(data.get("_info"))
        return cls(
            name=name,
            enable=flag(data.get("enable")),
            metric=integer(data.get("metric")),
            mtu=integer(data.get("C_MTU")),
            ip=text(info.get("ip")),
            gateway=text(info.get("gw")),
            ssid=text(data.get("C_SSID")),
            mode=text(data.get("C_NetworkType")),
            auth=text(data.get("C_AuthMode")),
            encryption=text(data.get("C_EncrypType")),
            raw=message,
        )


def mtu_to_wire(interface: MtuInterface, mtu: int) -> dict[str, Any]:
    """Return ``cmdargs`` that set nothing but the MTU. Raises InvalidError."""
    return _head(interface, True, None, mtu)


def sms_to_wire(interface: SmsInterface, tel: str, message: str) -> dict[str, Any]:
    """Return ``cmdargs`` of a text message. Raises InvalidError."""
    return {
        "ifname": interface.value,
        "netcmd": "SMS",
        "tel": check_text("tel", tel),
        "msg": check_text("message", message),
    }


def _head(name: str, enable: bool, metric: int | None, mtu: int | None) -> dict[str, Any]:
    if metric is not None:
        check_one_of("metric", metric, METRICS)
    if mtu is not None and mtu != MTU_DEFAULT:
        check_range("mtu", mtu, _SMALLEST_MTU, LARGEST_MTU)
    return {"ifname": str(name), "enable": enable, **_given(metric=metric, C_MTU=mtu)}


def _given(**members: Any) -> dict[str, Any]:
    return {
        name: value.value if isinstance(value, StrEnum) else value
        for name, value in members.items()
        if value is not None
    }
