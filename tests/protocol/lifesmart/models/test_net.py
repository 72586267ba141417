"""Network interfaces of DEFED stations."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart import (
    EthernetSettings,
    Interface,
    InterfaceDetail,
    MobileInterface,
    MobileOperator,
    MobileSettings,
    MtuInterface,
    SmsInterface,
    WlanAuth,
    WlanEncryption,
    WlanMode,
    WlanSettings,
)
from custom_components.accord.protocol.lifesmart.models.net import mtu_to_wire, sms_to_wire

WLAN = WlanSettings(
    enable=True,
    metric=50,
    mode=WlanMode.STATION,
    auth=WlanAuth.OPEN,
    encryption=WlanEncryption.WPA2,
    ssid="SSID",
    key="password",
)
ANSWER = {
    "wlan0": {
        "enable": True,
        "metric": 50,
        "C_NetworkType": "STA",
        "C_AuthMode": "OPEN",
        "C_EncrypType": "WPA2",
        "C_SSID": "SSID",
        "C_WPAPSK": "password",
        "_info": {"ip": "192.168.33.69", "gw": "192.168.33.1"},
    }
}


def test_the_vendors_wifi() -> None:
    assert WLAN.to_wire() == {
        "ifname": "wlan0",
        "enable": True,
        "metric": 50,
        "C_NetworkType": "STA",
        "C_AuthMode": "OPEN",
        "C_EncrypType": "WPA2",
        "C_SSID": "SSID",
        "C_WPAPSK": "password",
    }
    assert "password" not in repr(WLAN)
    assert type(WLAN.to_wire()["C_NetworkType"]) is str


def test_further_members() -> None:
    off = WlanSettings(enable=False, bssid="", five_ghz=False, mtu=0)
    assert off.to_wire() == {
        "ifname": "wlan0",
        "enable": False,
        "C_MTU": 0,
        "C_HWMode": False,
        "C_BSSID": "",
    }


def test_the_vendors_sim_card() -> None:
    settings = MobileSettings(
        interface=MobileInterface.CAT4,
        enable=True,
        metric=50,
        apn="",
        username="u",
        password="secret",
        auth=0,
    )
    assert settings.to_wire() == {
        "ifname": "wwan0",
        "enable": True,
        "metric": 50,
        "C_apnname": "",
        "C_username": "u",
        "C_password": "secret",
        "C_pref": 0,
    }
    assert "secret" not in repr(settings)


def test_other_sim_cards() -> None:
    old = MobileSettings(
        interface=MobileInterface.TWO_G, enable=True, operator=MobileOperator.CMCC_TD_SCDMA
    )
    assert old.to_wire() == {"ifname": "ppp0", "enable": True, "C_operator": "CMCC_TD-SCDMA"}
    china = MobileSettings(interface=MobileInterface.CAT1, enable=False)
    assert china.to_wire() == {"ifname": "usb0", "enable": False}


def test_cable() -> None:
    router = EthernetSettings(is_router=True, route_interface="wwan0", mtu=1400)
    assert router.to_wire() == {
        "ifname": "eth0",
        "enable": True,
        "C_MTU": 1400,
        "C_IsRouter": True,
        "C_RouteIfName": "wwan0",
    }
    assert EthernetSettings().to_wire() == {"ifname": "eth0", "enable": True}


@pytest.mark.parametrize(
    "settings",
    [
        WlanSettings(enable=True),
        WlanSettings(enable=True, mode=WlanMode.STATION, auth=WlanAuth.OPEN, ssid=""),
        WlanSettings(
            enable=True,
            mode=WlanMode.ACCESS_POINT,
            auth=WlanAuth.OPEN,
            ssid="x",
            encryption=WlanEncryption.WPA3,
        ),
        WlanSettings(enable=False, metric=1),
        WlanSettings(enable=False, mtu=700),
        MobileSettings(interface=MobileInterface.CAT4, enable=True, auth=4),
        MobileSettings(interface=MobileInterface.CAT1, enable=True, apn="x"),
        MobileSettings(interface=MobileInterface.CAT1, enable=True, mtu=1400),
        MobileSettings(interface=MobileInterface.TWO_G, enable=True),
        MobileSettings(
            interface=MobileInterface.CAT4, enable=True, operator=MobileOperator.CMCC_GPRS
        ),
        EthernetSettings(route_interface="wlan0"),
        EthernetSettings(is_router=True, route_interface="ppp0"),
    ],
)
def test_what_is_not_sent(
    settings: WlanSettings | MobileSettings | EthernetSettings,
) -> None:
    with pytest.raises(InvalidError):
        settings.to_wire()


def test_mtu_and_text_messages() -> None:
    assert mtu_to_wire(MtuInterface.ETHERNET, 1500) == {
        "ifname": "eth0",
        "enable": True,
        "C_MTU": 1500,
    }
    assert sms_to_wire(SmsInterface.CAT1, "10086", "hi") == {
        "ifname": "usb0",
        "netcmd": "SMS",
        "tel": "10086",
        "msg": "hi",
    }
    with pytest.raises(InvalidError):
        sms_to_wire(SmsInterface.CAT1, "", "hi")


def test_the_vendors_answer() -> None:
    found = Interface.from_wire("wlan0", ANSWER)
    assert (found.enable, found.metric, found.up) == (True, 50, True)
    assert (found.ip, found.gateway, found.ssid) == ("192.168.33.69", "192.168.33.1", "SSID")
    assert (found.mode, found.auth, found.encryption) == ("STA", "OPEN", "WPA2")
    for private in ("password", "SSID", "192.168"):
        assert private not in repr(found)


def test_answers_of_unknown_form_go_through() -> None:
    scan = Interface.from_wire("wlan0", ["one", "two"])
    assert scan.raw == ["one", "two"]
    assert not scan.up


def test_details() -> None:
    assert [detail.wire for detail in InterfaceDetail] == [False, True, 2, "WiFiList"]
