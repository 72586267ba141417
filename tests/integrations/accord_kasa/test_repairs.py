"""A wrong clock is said to be wrong, and put right by a dialog."""

from http import HTTPStatus

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from simulators.clock import Clock

from .conftest import Add, Make, Poll

FIX = "/api/repairs/issues/fix"


async def test_the_clock_is_put_right(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    await hass.config.async_set_time_zone("UTC")
    assert await async_setup_component(hass, "repairs", {})
    device = await make("HS103", "Lamp", clock=Clock())
    device.control("clock", {"unset": True})
    entry = await add(device)
    issue_id = f"clock_wrong_{entry.entry_id}"
    issue = issue_registry.async_get_issue("accord_kasa", issue_id)
    assert issue is not None
    assert issue.is_fixable
    client = await hass_client()

    async def confirm() -> dict[str, object]:
        wanted = {"handler": "accord_kasa", "issue_id": issue_id}
        form = await (await client.post(FIX, json=wanted)).json()
        assert (form["step_id"], form["type"]) == ("confirm", "form")
        answer = await client.post(f"{FIX}/{form['flow_id']}", json={})
        assert answer.status == HTTPStatus.OK
        found: dict[str, object] = await answer.json()
        return found

    await device.stop()
    failed = await confirm()
    assert (failed["type"], failed["reason"]) == ("abort", "cannot_connect")
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is not None
    await device.start()
    assert (await confirm())["type"] == "create_entry"
    await poll()
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is None
    assert device.time.known
