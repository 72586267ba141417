"""Bug reports tell what is needed and nothing private."""

import json

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_iotsquare.readings import STATUS
from simulators.iotsquare.household import HOUSE_APP, ROOF, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll


async def test_diagnostics(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    make: Make,
    add: Add,
    poll: Poll,
) -> None:
    """Keys, token, names, links and places are taken out."""
    server = await make()
    application = server.applications[HOUSE_APP]
    application.push_urls = ["https://example.org/private-path"]
    application.headers = {"x-access-token": "other-system"}
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    coordinator.want(STATUS, THERMOMETER)
    await poll()
    assert coordinator.data.get(STATUS, THERMOMETER) is not None
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    text = json.dumps(found)
    device = server.devices[THERMOMETER]
    for private in (
        *(server.token, server.username, "private-path", "other-system", "pantry", "roof"),
        *(device.app_key, device.app_s_key, device.nwk_s_key, "52.36551", server.base_url),
    ):
        assert private not in text, private
    assert found["devices"][THERMOMETER]["heard"]["counter"] == 0
    assert found["gateways"][ROOF]["online"] is True


async def test_ways(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, make: Make, add: Add
) -> None:
    """Which links there are and whether MQTT works, without any of their secrets."""
    link = {"url": "https://home.example/marker-url", "secret": True, "restore": ["marker-other"]}
    push = {"secret": f"marker-{'s' * 43}", "header": "marker-header", "base": "marker-base"}
    broker = {"host": "127.0.0.1", "port": 1, "ssl": False, "username": "marker-user"}
    data = {
        "push": {**push, "links": {f"app:{HOUSE_APP}": link}},
        "mqtt": {**broker, "password": "marker-word", "user_id": "marker-number"},
    }
    entry = await add(await make(), data=data)
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert "marker" not in json.dumps(found)
    assert found["ways"]["pushes"] == {f"app:{HOUSE_APP}": {"with_header": True, "replaced": 1}}
    assert found["ways"]["mqtt"]["wanted"] is True
    assert found["ways"]["mqtt"]["connected"] is False
