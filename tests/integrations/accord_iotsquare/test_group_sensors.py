"""Sensors of applications and groups."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.iotsquare import Application
from custom_components.accord_iotsquare.group_sensors import APPLICATION_SENSORS
from custom_components.accord_iotsquare.state import ApplicationView
from simulators.iotsquare.household import GROUP, HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, state_of


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_application(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Only the host of a link is shown: the rest may be secret."""
    server = await make()
    entry = await add(server)
    assert state_of(hass, entry, "sensor", f"app_{HOUSE_APP}_devices") == "5"
    assert state_of(hass, entry, "sensor", f"app_{HOUSE_APP}_push_target") == "-"
    server.applications[HOUSE_APP].push_urls = [
        "https://user:word@example.org/api/secret",
        "http://127.0.0.1:9/x",
    ]
    await poll()
    shown = state_of(hass, entry, "sensor", f"app_{HOUSE_APP}_push_target")
    assert shown == "127.0.0.1:9, example.org"


def test_links_that_are_none() -> None:
    """What the server kept of old is no failure; what it does not tell is unknown."""
    row = next(row for row in APPLICATION_SENSORS if row.key == "push_target")
    application = Application(app_id=1, name="house", push_urls=("http://[x", "nothing"))
    assert row.value_fn(ApplicationView(application, application)) == "?"
    assert row.value_fn(ApplicationView(application, None)) is None


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_group(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Members, and those that are not ready."""
    server = await make()
    entry = await add(server)
    await poll()
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_members") == "2"
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_waiting_members") == "0"
    next(iter(server.groups[GROUP].members.values())).joined = False
    await poll()
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_waiting_members") == "1"
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_synchronised") == "1"
