"""Settings that are on or off; everything else is written back as it was."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.iotsquare.household import BARN, HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, act, entity_id, state_of


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_gateway(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Class B of a gateway."""
    server = await make()
    gateway = server.gateways[BARN]
    gateway.gps = gateway.sdk = True
    entry = await add(server)
    switch = entity_id(hass, entry, "switch", f"gw_{BARN}_class_b")
    assert state_of(hass, entry, "switch", f"gw_{BARN}_class_b") == "off"
    for action, on in (("turn_on", True), ("turn_off", False)):
        await act(hass, switch, action)
        assert gateway.class_b is on
        await poll()
        assert state_of(hass, entry, "switch", f"gw_{BARN}_class_b") == ("on" if on else "off")
    assert (gateway.name, gateway.tx_power) == ("barn", 14)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_delivery(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Links stay while uplinks go out by MQTT."""
    server = await make()
    application = server.applications[HOUSE_APP]
    application.push_urls = ["https://example.org/x"]
    application.headers = {"a": "b"}
    entry = await add(server)
    switch = entity_id(hass, entry, "switch", f"app_{HOUSE_APP}_mqtt_delivery")
    await act(hass, switch, "turn_on")
    await poll()
    assert application.enable_mqtt
    assert application.push_urls == ["https://example.org/x"]
    assert application.headers == {"a": "b"}
    assert state_of(hass, entry, "switch", f"app_{HOUSE_APP}_mqtt_delivery") == "on"
