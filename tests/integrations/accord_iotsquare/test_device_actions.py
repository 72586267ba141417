"""Actions of devices as the server keeps them."""

from datetime import UTC, datetime

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
import voluptuous as vol

from simulators.iotsquare.household import BOARD, HOUSE_APP, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id, report
from tests.integrations.accord_iotsquare.test_application_actions import call, new_device

NEW = "0102030405060708"
KEY = "00112233445566778899aabbccddeeff"


async def test_create_otaa(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that joins; separators in what is printed on it do not matter."""
    server = await make()
    entry = await add(server)
    await call(
        hass,
        device_id(hass, entry, f"app_{HOUSE_APP}"),
        "create_device",
        name="cellar",
        dev_eui="01:02:03:04-05 06 07 08",
        region="eu868",
        device_class="C",
        app_key=KEY.upper(),
        mac_version="1.0.3",
        remarks="behind the door",
    )
    device = server.devices[NEW]
    assert (device.name, device.class_c, device.auto_subnet) == ("cellar", True, True)
    assert (device.app_key, device.mac_version) == (KEY, "1.0.3")
    assert device.remarks == "behind the door"
    assert await new_device(hass, entry, NEW)


async def test_create_abp(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device with fixed keys needs them all."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, f"app_{HOUSE_APP}")
    given = {
        "name": "cellar",
        "dev_eui": NEW,
        "region": "eu868",
        "subnet": "ch_00-07",
        "activation": "abp",
        "address": "01020304",
        "nwk_s_key": KEY,
    }
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, "create_device", **given)
    assert caught.value.translation_key == "fields_missing"
    assert caught.value.translation_placeholders == {"fields": "app_s_key"}
    await call(hass, device, "create_device", **given, app_s_key=KEY)
    assert server.devices[NEW].dev_addr == "01020304"
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, "create_device", **given, app_s_key=KEY)
    assert caught.value.translation_key == "already_exists"


async def test_wrong_digits(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What cannot be an EUI is not sent."""
    entry = await add(await make())
    device = device_id(hass, entry, f"app_{HOUSE_APP}")
    with pytest.raises(vol.Invalid):
        await call(
            hass, device, "create_device", name="x", dev_eui="12", region="eu868", app_key=KEY
        )


async def test_update(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is left out stays."""
    server = await make()
    server.devices[THERMOMETER].remarks = "old"
    entry = await add(server)
    await call(hass, device_id(hass, entry, THERMOMETER), "update_device", name="larder")
    device = server.devices[THERMOMETER]
    assert (device.name, device.remarks) == ("larder", "old")


async def test_delete(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The name has to be typed in; a device that is gone already is told as that."""
    server = await make()
    entry = await add(server)
    device, gone = device_id(hass, entry, THERMOMETER), device_id(hass, entry, BOARD)
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "delete_device", typed_name="pantr")
    await call(hass, device, "delete_device", typed_name="pantry")
    assert THERMOMETER not in server.devices
    server.remove_device(BOARD)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, gone, "delete_device", typed_name="greenhouse")
    assert caught.value.translation_key == "not_found"


async def test_get(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Keys are answered only if they are asked for."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, THERMOMETER)
    answer = await call(hass, device, "get_device", answers=True)
    assert (answer["dev_eui"], answer["auth_type"]) == (THERMOMETER, "otaa")
    keys = server.devices[THERMOMETER].app_key, server.devices[THERMOMETER].app_s_key
    assert not any(key in str(answer) for key in keys)
    answer = await call(hass, device, "get_device", answers=True, include_keys=True)
    assert (answer["app_key"], answer["app_s_key"]) == keys


async def test_latest_uplink(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The newest message, as the server has it."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, THERMOMETER)
    report(server, THERMOMETER, bytes.fromhex("0102ff"), 9)
    answer = await call(hass, device, "get_latest_uplink", answers=True)
    found = answer["uplink"]
    assert (found["hex"], found["base64"], found["f_port"]) == ("0102ff", "AQL/", 9)
    assert found["gateways"][0]["gw_id"] == server.devices[THERMOMETER].last_uplink.best.gw_id
    heard = entry.runtime_data.coordinator.uplinks.heard(THERMOMETER)
    assert heard.uplink.data == bytes.fromhex("0102ff")
    server.devices[THERMOMETER].last_uplink = None
    assert await call(hass, device, "get_latest_uplink", answers=True) == {"uplink": None}


async def test_relay(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What a relay tells, and that other devices tell nothing of the kind."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, THERMOMETER)
    with pytest.raises(HomeAssistantError):
        await call(hass, device, "get_relay", answers=True)
    server.devices[THERMOMETER].product = "rhf3mr01"
    answer = await call(
        hass, device, "get_relay", answers=True, start=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert set(answer) == {"status", "history"}
