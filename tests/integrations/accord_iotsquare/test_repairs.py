"""What dialogs put right."""

from collections.abc import AsyncGenerator
from http import HTTPStatus

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.accounts import Standing
from simulators.iotsquare.household import HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll
from tests.integrations.accord_iotsquare.pushing import Pushed, open_push

FIX = "/api/repairs/issues/fix"
OTHER = "https://other.example/in"


@pytest.fixture
async def pushed(
    hass: HomeAssistant,
    hass_client_no_auth: ClientSessionGenerator,
    make: Make,
    add: Add,
    poll: Poll,
) -> AsyncGenerator[Pushed]:
    """Return an account whose link somebody took out."""
    assert await async_setup_component(hass, "repairs", {})
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        await found.link()
        found.links().clear()
        await poll()
        assert is_shown(found)
        yield found


def is_shown(pushed: Pushed) -> bool:
    """Tell whether there is a repair."""
    issue = ir.async_get(pushed.hass).async_get_issue(DOMAIN, issue_of(pushed))
    assert issue is None or issue.is_fixable
    return issue is not None


def issue_of(pushed: Pushed) -> str:
    """Return the id of the issue."""
    return f"push_lost_{pushed.entry.entry_id}"


async def confirm(pushed: Pushed, client_of: ClientSessionGenerator) -> dict[str, object]:
    """Open the dialog and agree."""
    client = await client_of()
    wanted = {"handler": DOMAIN, "issue_id": issue_of(pushed)}
    form = await (await client.post(FIX, json=wanted)).json()
    assert (form["step_id"], form["type"]) == ("confirm", "form")
    answer = await client.post(f"{FIX}/{form['flow_id']}", json={})
    assert answer.status == HTTPStatus.OK
    found: dict[str, object] = await answer.json()
    return found


async def test_set_again(pushed: Pushed, hass_client: ClientSessionGenerator) -> None:
    """The link comes back."""
    assert (await confirm(pushed, hass_client))["type"] == "create_entry"
    assert len(pushed.links()) == 1
    assert not is_shown(pushed)


async def test_beside_others(pushed: Pushed, hass_client: ClientSessionGenerator) -> None:
    """What others set meanwhile stays."""
    pushed.links().append(OTHER)
    assert (await confirm(pushed, hass_client))["type"] == "create_entry"
    assert pushed.links()[0] == OTHER
    assert len(pushed.links()) == 2


async def test_delivery_by_mqtt(pushed: Pushed, hass_client: ClientSessionGenerator) -> None:
    """A link would not be used."""
    pushed.server.applications[HOUSE_APP].enable_mqtt = True
    assert (await confirm(pushed, hass_client))["reason"] == "delivers_by_mqtt"
    assert is_shown(pushed)


@pytest.mark.parametrize("loaded", [True, False])
async def test_not_possible(
    pushed: Pushed, hass_client: ClientSessionGenerator, loaded: bool
) -> None:
    """The dialog says so, and the repair stays."""
    if loaded:
        pushed.server.accounts.tokens[pushed.server.token] = Standing.READ_ONLY
    else:
        await pushed.hass.config_entries.async_unload(pushed.entry.entry_id)
    assert (await confirm(pushed, hass_client))["reason"] == "cannot_set"
    assert is_shown(pushed)
