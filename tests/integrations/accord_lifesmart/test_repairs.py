"""What dialogs put right."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_lifesmart.const import DOMAIN
from tests.integrations.accord_lifesmart.conftest import Add, Make
from tests.integrations.accord_lifesmart.test_issues import kinds

FIX = "/api/repairs/issues/fix"

type Confirm = Callable[..., Awaitable[dict[str, object]]]


@pytest.fixture
async def confirm(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> Confirm:
    """Open the dialog of an issue and agree, after what happens in between."""
    assert await async_setup_component(hass, "repairs", {})

    async def agree(
        entry_id: str, between: Callable[[], Awaitable[object]] | None = None
    ) -> dict[str, object]:
        client = await hass_client()
        wanted = {"handler": DOMAIN, "issue_id": f"time_zone_differs_{entry_id}"}
        form = await (await client.post(FIX, json=wanted)).json()
        assert (form["step_id"], form["type"]) == ("confirm", "form")
        if between is not None:
            await between()
        answer = await client.post(f"{FIX}/{form['flow_id']}", json={})
        assert answer.status == HTTPStatus.OK
        found: dict[str, object] = await answer.json()
        return found

    return agree


async def test_time_zone(hass: HomeAssistant, make: Make, add: Add, confirm: Confirm) -> None:
    """A station that was never set to the house's time is, after a question."""
    await hass.config.async_set_time_zone("Asia/Tokyo")
    station = await make()
    station.timezone, station.summer = -5, True
    entry = await add(station)
    assert kinds(hass, entry.entry_id) == {"time_zone_differs"}
    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"time_zone_differs_{entry.entry_id}")
    assert issue is not None
    assert issue.is_fixable
    assert (await confirm(entry.entry_id))["type"] == "create_entry"
    assert (station.timezone, station.summer) == (9, False)
    assert kinds(hass, entry.entry_id) == set()


async def test_the_same_time_in_other_words(hass: HomeAssistant, make: Make, add: Add) -> None:
    """One hour more in place of daylight saving time is no mistake."""
    await hass.config.async_set_time_zone("Asia/Tokyo")
    station = await make()
    station.timezone, station.summer = 8, True
    entry = await add(station)
    assert kinds(hass, entry.entry_id) == set()


async def test_set_meanwhile(hass: HomeAssistant, make: Make, add: Add, confirm: Confirm) -> None:
    """Nothing is sent then."""
    await hass.config.async_set_time_zone("Asia/Tokyo")
    station = await make()
    station.timezone = 3
    entry = await add(station)

    async def between() -> None:
        await hass.config.async_set_time_zone("Europe/Moscow")
        station.timezone = 5

    assert (await confirm(entry.entry_id, between))["type"] == "create_entry"
    assert station.timezone == 5


@pytest.mark.parametrize("loaded", [True, False])
async def test_a_station_that_cannot_be_reached(
    hass: HomeAssistant, make: Make, add: Add, confirm: Confirm, short: None, loaded: bool
) -> None:
    """The dialog says so, and the repair stays."""
    await hass.config.async_set_time_zone("Asia/Tokyo")
    station = await make()
    station.timezone = 3
    entry = await add(station)
    if loaded:
        station.control("offline", {})
    else:
        assert await hass.config_entries.async_unload(entry.entry_id)
    result = await confirm(entry.entry_id)
    assert (result["type"], result["reason"]) == ("abort", "cannot_connect")
    assert kinds(hass, entry.entry_id) == {"time_zone_differs"}
