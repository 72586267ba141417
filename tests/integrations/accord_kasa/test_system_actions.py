"""Place, account, server, address and network of a device."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.accord_kasa.const import CONF_DANGEROUS
from simulators.kasa import KasaDevice

from .conftest import Add, Make, Poll

USER = ("user@example.com", "secret")
DANGEROUS: dict[str, Any] = {CONF_DANGEROUS: True}


async def call(hass: HomeAssistant, device: KasaDevice, action: str, **data: Any) -> Any:
    """Call an action for a device, as an administrator does."""
    (found,) = dr.async_get(hass).async_get_devices(
        identifiers={("accord_kasa", device.mac.lower())}
    )
    return await hass.services.async_call(
        "accord_kasa", action, {"device_id": found.id, **data}, blocking=True
    )


async def press(hass: HomeAssistant, name: str) -> None:
    await hass.services.async_call(
        "button", "press", {"entity_id": f"button.{name}"}, blocking=True
    )


@pytest.mark.parametrize("model", ["KP115", "HS100", "KL135"])
async def test_location(hass: HomeAssistant, make: Make, add: Add, model: str) -> None:
    device = await make(model)
    await add(device)
    await call(hass, device, "set_location", latitude=-33.8688, longitude=151.2093)
    assert (device.latitude, device.longitude) == (-33.8688, 151.2093)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_home_location(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KP115", "Lamp")
    await add(device)
    await press(hass, "lamp_use_home_location")
    found = round(hass.config.latitude, 4), round(hass.config.longitude, 4)
    assert (device.latitude, device.longitude) == found


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("cloud_bind", {"username": USER[0], "password": USER[1]}),
        ("set_cloud_server", {"server": "cloud.example.com"}),
        ("set_mac_address", {"mac": "02:00:5E:00:53:07"}),
        ("join_wifi", {"ssid": "Other", "password": "x"}),
    ],
)
async def test_dangerous_ones_need_the_option_and_a_word(
    hass: HomeAssistant, make: Make, add: Add, action: str, data: dict[str, str]
) -> None:
    device = await make("KP115")
    await add(device)
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    with pytest.raises(ServiceValidationError, match="option"):
        await call(hass, device, action, confirm=True, **data)
    (entry,) = hass.config_entries.async_entries("accord_kasa")
    hass.config_entries.async_update_entry(entry, options=DANGEROUS)
    with pytest.raises(ServiceValidationError, match="Confirm"):
        await call(hass, device, action, **data)
    assert served == []


async def test_cloud_server(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KP115")
    await add(device, **DANGEROUS)
    await call(hass, device, "set_cloud_server", server="cloud.example.com", confirm=True)
    assert device.cloud.server == "cloud.example.com"


async def test_mac_address(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KP115")
    await add(device, **DANGEROUS)
    await call(hass, device, "set_mac_address", mac="02-00-5e-00-53-07", confirm=True)
    assert device.mac == "02:00:5E:00:53:07"


async def test_no_password_over_a_transport_that_hides_nothing(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    device = await make("KP115")
    await add(device, **DANGEROUS)
    with pytest.raises(ServiceValidationError, match="does not encrypt"):
        await call(hass, device, "cloud_bind", username=USER[0], password=USER[1], confirm=True)
    assert not device.cloud.bound


async def test_bound_and_unbound(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Over KLAP; the cloud's state follows."""
    device = await make("KP115", "Lamp")
    entry = await add(device, **DANGEROUS)
    device.update_firmware("klap2")
    await poll()
    await poll()
    await call(hass, device, "cloud_bind", username=USER[0], password=USER[1], confirm=True)
    assert device.cloud.bound
    await poll()
    assert hass.states.get("binary_sensor.lamp_cloud_connection").state == "on"
    await press(hass, "lamp_unbind_from_the_cloud")
    assert not device.cloud.bound
    with pytest.raises(HomeAssistantError):
        await press(hass, "lamp_unbind_from_the_cloud")
    assert USER[1] not in str(entry.as_dict())


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_factory_reset(hass: HomeAssistant, make: Make, add: Add) -> None:
    device = await make("KP115", "Lamp")
    await add(device, **DANGEROUS)
    await press(hass, "lamp_factory_reset")
    for _ in range(20):
        device.clock.advance(2)
        await asyncio.sleep(0)
    await device.wait_until_online()
    assert device.alias != "Lamp"
