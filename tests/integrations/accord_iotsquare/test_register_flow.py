"""The dialog that registers a device."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from simulators.iotsquare.household import HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make
from tests.integrations.accord_iotsquare.pushing import Pushed
from tests.integrations.accord_iotsquare.test_application_actions import new_device
from tests.integrations.accord_iotsquare.test_push_flow import Dialog

NEW = "0102030405060708"
KEY = "00112233445566778899aabbccddeeff"
DEVICE = {
    "application": str(HOUSE_APP),
    "name": "cellar",
    "dev_eui": "01 02 03 04 05 06 07 08",
    "region": "eu868",
    "device_class": "c",
    "activation": "otaa",
}


async def test_otaa(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is wrong is said at its field; the device shows up by itself."""
    server = await make()
    entry = await add(server)
    dialog = Dialog(Pushed(hass, server, entry, ""))
    await dialog.open("register")
    await dialog.fill(**{**DEVICE, "name": "a b", "dev_eui": "12"})
    assert dialog.shown["errors"] == {"name": "invalid_name", "dev_eui": "needs_16_digits"}
    await dialog.fill(**DEVICE)
    assert dialog.step == "register_otaa"
    await dialog.fill(app_key="12", app_eui="12")
    assert dialog.shown["errors"] == {"app_key": "needs_32_digits", "app_eui": "needs_16_digits"}
    await dialog.fill(app_key=KEY, mac_version="1.0.3")
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    device = server.devices[NEW]
    assert (device.app_key, device.class_c, device.mac_version) == (KEY, True, "1.0.3")
    assert await new_device(hass, entry, NEW)
    assert KEY not in str(entry.as_dict())


async def test_abp(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What the server says is shown, and can be put right."""
    server = await make()
    entry = await add(server)
    dialog = Dialog(Pushed(hass, server, entry, ""))
    await dialog.open("register")
    await dialog.fill(**{**DEVICE, "activation": "abp"})
    keys = {"app_s_key": KEY, "nwk_s_key": KEY}
    await dialog.fill(address="12", **keys)
    assert dialog.shown["errors"] == {"address": "needs_8_digits"}
    server.device_limit = len(server.devices)
    await dialog.fill(address="01020304", **keys)
    assert dialog.shown["errors"] == {"base": "limit_reached"}
    server.device_limit += 1
    await dialog.fill(address="01020304", **keys)
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    assert server.devices[NEW].dev_addr == "01020304"
    await dialog.open("register")
    await dialog.fill(**{**DEVICE, "activation": "abp"})
    await dialog.fill(address="01020305", **keys)
    assert dialog.shown["errors"] == {"base": "already_exists"}
    dialog.close()


async def test_no_application(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device belongs to an application."""
    server = await make(bare=True)
    dialog = Dialog(Pushed(hass, server, await add(server), ""))
    await dialog.open("register")
    assert dialog.shown["reason"] == "no_application"
