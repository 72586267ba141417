"""Actions of gateways."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from simulators.iotsquare.household import BARN
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id
from tests.integrations.accord_iotsquare.test_application_actions import call, new_device

NEW = "0102030405060708"


async def test_create(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A new gateway is a device at once."""
    server = await make()
    entry = await add(server)
    await call(
        hass,
        device_id(hass, entry),
        "create_gateway",
        gateway_id=NEW,
        name="shed",
        model="rhf2s024",
        region="eu868",
        subnet="ch_00-07",
        class_b=True,
        tx_power=20,
        heartbeat_interval=60,
        remarks="high up",
    )
    gateway = server.gateways[NEW]
    assert (gateway.name, gateway.type, gateway.tx_power) == ("shed", "rhf2s024", 20)
    assert gateway.class_b
    assert await new_device(hass, entry, f"gw_{NEW}")


async def test_update(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is left out stays."""
    server = await make()
    server.gateways[BARN].push_urls = ["https://other.example/x"]
    entry = await add(server)
    await call(
        hass, device_id(hass, entry, f"gw_{BARN}"), "update_gateway", name="stable", tx_power=3
    )
    gateway = server.gateways[BARN]
    assert (gateway.name, gateway.tx_power) == ("stable", 3)
    assert gateway.push_urls == ["https://other.example/x"]


async def test_delete(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The name has to be typed in."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, f"gw_{BARN}")
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "delete_gateway", typed_name="roof")
    await call(hass, device, "delete_gateway", typed_name="barn")
    assert BARN not in server.gateways
