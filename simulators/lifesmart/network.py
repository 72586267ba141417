"""The network of a DEFED station: its interfaces, how they come up, and the SIM."""

from typing import TYPE_CHECKING, Any

from simulators.lifesmart.request import Args, Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation

type Json = dict[str, Any]

COMES_UP = 8.0
"""Seconds from a change to an address."""

_METRICS = frozenset({0, 50, 80, 100})
_OPERATORS = ("CUCC_WCDMA", "CTCC_CDMA2000", "CMCC_TD-SCDMA", "CMCC_GPRS")
_ENCRYPTIONS = ("WEP", "WPA", "WPA2", "WPA/WPA2", "WPA3")
_SUBNETS = {"eth0": 33, "wlan0": 34, "wwan0": 35, "usb0": 36, "ppp0": 37}


class Network:
    """All interfaces and what was sent by SMS."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Be plugged in by cable, with a SIM in place, and know no Wi-Fi."""
        self._station = station
        self.access_points = {"Accord": "wifi-2026", "Neighbour": "not-known"}
        """Who is in range, and with which key."""

        self.config: dict[str, Json] = {name: {"enable": False, "metric": 50} for name in _SUBNETS}
        self.config["eth0"] |= {"enable": True, "metric": 100, "C_IsRouter": False, "C_MTU": 1500}
        self.config["wlan0"] |= {"C_NetworkType": "STA", "C_AuthMode": "OPEN"}
        self._up_at = dict.fromkeys(_SUBNETS, 0.0)
        self.messages: list[tuple[str, str]] = []
        self.temporary_hotspot = True

    def must_be_there(self) -> None:
        """Refuse if this is another kind of station."""
        if not self._station.defed:
            raise Refusal("not on this station")

    def read(self, name: str, value: object) -> Json:
        """Return what `getifn` answers."""
        if name not in self.config:
            raise Refusal("no such interface")
        match value:
            case "WiFiList" if name == "wlan0":
                return {
                    name: [
                        {"ssid": ssid, "bssid": f"02:00:5E:70:00:{n:02X}", "level": -40 - 15 * n}
                        for n, ssid in enumerate(self.access_points)
                    ]
                }
            case bool():
                return {name: self._tell(name, route=value)}
            case 2 if name == "wlan0":
                ssid = self.config[name].get("C_SSID", "")
                return {name: {"ssid": ssid, "level": -40} if self.is_up(name) else {}}
            case _:
                raise Refusal("unknown value")

    def _tell(self, name: str, *, route: bool) -> Json:
        info: Json = {"ifstr": f"{name}: flags=4099<UP,BROADCAST,MULTICAST>  mtu {self.mtu(name)}"}
        if self.is_up(name):
            subnet = f"192.168.{_SUBNETS[name]}"
            info |= {"ip": f"{subnet}.69", "gw": f"{subnet}.1"}
        if route:
            info["route"] = f"Destination Gateway Genmask\n0.0.0.0 {info.get('gw', '*')} 0.0.0.0"
        return {**self.config[name], "_info": info}

    def mtu(self, name: str) -> int:
        """Return the MTU in use; 0 stands for the card's own."""
        return int(self.config[name].get("C_MTU", 0)) or 1500

    def is_up(self, name: str) -> bool:
        """Tell whether an interface has an address."""
        config = self.config[name]
        if not config["enable"] or self._station.clock.now() < self._up_at[name]:
            return False
        if name != "wlan0" or config.get("C_NetworkType") == "AP":
            return True
        ssid = config.get("C_SSID", "")
        return (
            ssid in self.access_points
            and config.get("C_WPAPSK") == self.access_points[ssid]
            and not config.get("C_BSSID")
        )

    def set(self, name: str, args: Args) -> None:
        """Take over settings of an interface; whether it comes up shows later."""
        changes: Json = {"enable": args.flag("enable")}
        if "metric" in args:
            changes["metric"] = args.number("metric", 0, 100)
            if changes["metric"] not in _METRICS:
                raise Refusal("metric is none of 0, 50, 80, 100")
        if "C_MTU" in args:
            changes["C_MTU"] = args.number("C_MTU", 0, 1500)
            if 0 < changes["C_MTU"] < 768 or name not in {"eth0", "wlan0", "wwan0"}:
                raise Refusal("MTU is out of range")
        mtu_alone = set(args) == {"ifname", "enable", "C_MTU"}
        if mtu_alone and not changes["enable"]:
            raise Refusal("enable has to be true")
        own = {"wlan0": _wifi, "eth0": _ethernet, "wwan0": _modem, "ppp0": _dial_up}.get(name)
        if own is not None and not mtu_alone:
            changes |= own(args, enable=changes["enable"])
        args.done()
        self.config[name] |= changes
        self._up_at[name] = self._station.clock.now() + COMES_UP


def _wifi(args: Args, *, enable: bool) -> Json:
    found: Json = {}
    if enable:
        found["C_NetworkType"] = args.word("C_NetworkType", "STA", "AP")
        found["C_AuthMode"] = args.word("C_AuthMode", "OPEN", "CLOSE")
        found["C_SSID"] = args.text("C_SSID")
    else:
        for name in ("C_NetworkType", "C_AuthMode", "C_SSID"):
            found |= {name: args.text(name)} if name in args else {}
    if "C_EncrypType" in args:
        found["C_EncrypType"] = args.word("C_EncrypType", *_ENCRYPTIONS)
        if found["C_EncrypType"] == "WPA3" and found.get("C_NetworkType") == "AP":
            raise Refusal("no WPA3 in a hotspot")
    for name in ("C_WPAPSK", "C_BSSID"):
        found |= {name: args.text(name)} if name in args else {}
    return found | ({"C_HWMode": args.any("C_HWMode")} if "C_HWMode" in args else {})


def _ethernet(args: Args, *, enable: bool) -> Json:
    found: Json = {}
    if "C_IsRouter" in args:
        found["C_IsRouter"] = args.flag("C_IsRouter")
    if "C_RouteIfName" in args:
        if not (enable and found.get("C_IsRouter")):
            raise Refusal("C_RouteIfName is for routers")
        found["C_RouteIfName"] = args.word("C_RouteIfName", "wlan0", "wwan0", "usb0", "")
    return found


def _modem(args: Args, *, enable: bool) -> Json:
    del enable
    names = ("C_apnname", "C_username", "C_password")
    found: Json = {name: args.text(name) for name in names if name in args}
    return found | ({"C_pref": args.number("C_pref", 0, 3)} if "C_pref" in args else {})


def _dial_up(args: Args, *, enable: bool) -> Json:
    if enable or "C_operator" in args:
        return {"C_operator": args.word("C_operator", *_OPERATORS)}
    return {}
