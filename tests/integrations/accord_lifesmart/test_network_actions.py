"""The network of an alarm gateway is read and set up, with the care that it needs."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.faults import Drop
from tests.integrations.accord_lifesmart.conftest import Add, Make, device_id


async def call(
    hass: HomeAssistant, device: str, action: str, *, answers: bool = False, **data: Any
) -> Any:
    """Call an action of the network."""
    return await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device, **data},
        blocking=True,
        return_response=answers,
    )


async def test_reads(hass: HomeAssistant, make: Make, add: Add) -> None:
    """No password is in the answer."""
    station = await make(defed=True)
    station.network.config["wlan0"] |= {"C_SSID": "Accord", "C_WPAPSK": "wifi-2026"}
    device = device_id(hass, await add(station))
    found = await call(hass, device, "get_network", answers=True)
    assert found["eth0"]["ip"] == "192.168.33.69"
    assert found["eth0"]["connected"] is True
    assert found["wlan0"]["ssid"] == "Accord"
    assert "wifi-2026" not in str(found)
    found = await call(hass, device, "scan_wifi", answers=True)
    assert len(found["networks"]) == 2


async def test_wifi(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is not given stays; the metric and the MTU are numbers."""
    station = await make(defed=True)
    device = device_id(hass, await add(station))
    data = {"ssid": "Accord", "password": "wifi-2026", "security": "WPA2", "metric": "80"}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, "set_wifi", **data)
    assert caught.value.translation_key == "confirm_required"
    assert station.network.config["wlan0"].get("C_SSID") is None
    await call(hass, device, "set_wifi", **data, confirm=True)
    found = station.network.config["wlan0"]
    assert found["C_SSID"] == "Accord"
    assert found["C_EncrypType"] == "WPA2"
    assert found["metric"] == 80
    await call(hass, device, "set_wifi", enable=False, confirm=True)
    assert station.network.config["wlan0"]["enable"] is False


async def test_wifi_without_a_name(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What cannot work is refused before anything is sent."""
    station = await make(defed=True)
    device = device_id(hass, await add(station))
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "set_wifi", confirm=True)
    assert station.network.config["wlan0"]["enable"] is False


async def test_cable_and_card(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Router, account and MTU arrive."""
    station = await make(defed=True)
    device = device_id(hass, await add(station))
    await call(hass, device, "set_ethernet", is_router=True, route_interface="wwan0", confirm=True)
    assert station.network.config["eth0"]["C_IsRouter"] is True
    assert station.network.config["eth0"]["C_RouteIfName"] == "wwan0"
    await call(hass, device, "set_mobile", apn="iot", auth=1, confirm=True)
    assert station.network.config["wwan0"]["C_apnname"] == "iot"
    await call(hass, device, "set_mobile", interface="ppp0", operator="CMCC_GPRS", confirm=True)
    assert station.network.config["ppp0"]["C_operator"] == "CMCC_GPRS"
    await call(hass, device, "set_mtu", interface="wwan0", mtu=1400, confirm=True)
    assert station.network.mtu("wwan0") == 1400


async def test_text_message(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is sent once; without a card the station refuses."""
    station = await make(defed=True)
    device = device_id(hass, await add(station))
    data = {"number": "+15550100", "message": "Hello"}
    with pytest.raises(HomeAssistantError):
        await call(hass, device, "send_sms", **data)
    station.network.config["wwan0"]["enable"] = True
    await call(hass, device, "send_sms", **data)
    assert station.network.messages == [("+15550100", "Hello")]


@pytest.mark.parametrize(
    ("action", "operation", "data"),
    [
        ("send_sms", "config.net.netcmd.SMS", {"number": "+15550100", "message": "Hello"}),
        ("set_mtu", "config.net.setifn.mtu", {"interface": "eth0", "mtu": 1400, "confirm": True}),
    ],
)
async def test_a_lost_answer_is_not_repeated(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    short: None,
    action: str,
    operation: str,
    data: dict[str, Any],
) -> None:
    """What may have happened is told as that."""
    station = await make(defed=True)
    station.network.config["wwan0"]["enable"] = True
    device = device_id(hass, await add(station))
    rows: list[str] = []
    station.observe(lambda _system, served, _outcome: rows.append(served))
    with (
        station.faulty(Drop(), operations=[operation]),
        pytest.raises(HomeAssistantError) as caught,
    ):
        await call(hass, device, action, **data)
    assert caught.value.translation_key == "outcome_unknown"
    assert rows.count(operation) == 1
