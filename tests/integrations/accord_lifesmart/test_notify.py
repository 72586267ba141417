"""Text messages by the station's SIM card."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord_lifesmart.const import CONF_SMS, DOMAIN
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id, network_known

NUMBER = "+15550100"


async def test_sends(hass: HomeAssistant, make: Make, add: Add) -> None:
    """To the number of the options, once."""
    station = await make(defed=True)
    station.network.config["wwan0"]["enable"] = True
    entry = await add(station, **{CONF_SMS: NUMBER})
    await network_known(entry)
    notify = entity_id(hass, entry, "notify", "sms")
    await act(hass, notify, "send_message", message="Water in the cellar")
    assert station.network.messages == [(NUMBER, "Water in the cellar")]


async def test_refused(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A station without a SIM card says so."""
    station = await make(defed=True)
    entry = await add(station, **{CONF_SMS: NUMBER})
    await network_known(entry)
    with pytest.raises(HomeAssistantError):
        await act(hass, entity_id(hass, entry, "notify", "sms"), "send_message", message="Hello")
    assert station.network.messages == []


async def test_nobody_to_tell(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without a number there is no entity."""
    entry = await add(await make(defed=True))
    await network_known(entry)
    name = f"{entry.unique_id}_sms"
    assert er.async_get(hass).async_get_entity_id("notify", DOMAIN, name) is None
