"""Network of DEFED stations."""

import json
from typing import Any

import pytest

from custom_components.accord.protocol.errors import DeadlineError
from custom_components.accord.protocol.lifesmart import (
    EthernetSettings,
    InterfaceDetail,
    InterfaceName,
    LifeSmartClient,
    MobileInterface,
    MobileSettings,
    MtuInterface,
    WlanSettings,
)
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation
from tests.protocol.lifesmart.models.test_net import ANSWER, WLAN


def sent(station: FakeStation) -> Any:
    assert station.last.args["cfg"] == "net"
    return station.last.args["cmdargs"]


async def test_settings(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config net setifn", "success")
    await client.net.set_wlan(WLAN)
    assert sent(station) == WLAN.to_wire()
    mobile = MobileSettings(interface=MobileInterface.CAT1, enable=True)
    await client.net.set_mobile(mobile)
    assert sent(station) == mobile.to_wire()
    await client.net.set_ethernet(EthernetSettings(is_router=False))
    assert sent(station) == {"ifname": "eth0", "enable": True, "C_IsRouter": False}
    await client.net.set_mtu(MtuInterface.WLAN, 1400)
    assert sent(station) == {"ifname": "wlan0", "enable": True, "C_MTU": 1400}


async def test_a_station_that_wants_text(client: LifeSmartClient, station: FakeStation) -> None:
    station.nested["cmdargs"] = str
    station.on("config net getifn", ANSWER)
    assert (await client.net.get_interface(InterfaceName.WLAN)).up
    assert json.loads(sent(station)) == {"ifname": "wlan0", "value": False}


async def test_interfaces(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config net getifn", ANSWER)
    found = await client.net.get_interface(InterfaceName.WLAN)
    assert (found.ip, found.ssid) == ("192.168.33.69", "SSID")
    values = []
    for detail in InterfaceDetail:
        await client.net.get_interface(InterfaceName.WLAN, detail)
        values.append(sent(station)["value"])
    assert values == [False, True, 2, "WiFiList"]


async def test_commands(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config net netcmd", "success")
    await client.net.send_sms("10086", "hi")
    assert sent(station) == {"ifname": "wwan0", "netcmd": "SMS", "tel": "10086", "msg": "hi"}
    await client.net.cancel_temporary()
    assert sent(station) == {"ifname": "wlan0", "netcmd": "CancelTemp"}


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on("config net setifn", SILENCE)
    station.on("config net netcmd", SILENCE)
    for call in (
        hasty.net.set_wlan(WlanSettings(enable=False)),
        hasty.net.set_ethernet(EthernetSettings()),
        hasty.net.send_sms("10086", "hi"),
    ):
        with pytest.raises(DeadlineError) as caught:
            await call
        assert caught.value.outcome_unknown
    assert len(station.asked) == 3
