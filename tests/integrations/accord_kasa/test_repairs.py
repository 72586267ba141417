"""What dialogs put right."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_kasa.const import CONF_DANGEROUS
from simulators.clock import Clock

from .conftest import Add, Make, Poll

FIX = "/api/repairs/issues/fix"


type Confirm = Callable[[str], Awaitable[dict[str, object]]]


@pytest.fixture
async def confirm(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> Confirm:
    """Open the dialog of an issue and agree."""
    assert await async_setup_component(hass, "repairs", {})

    async def agree(issue_id: str) -> dict[str, object]:
        client = await hass_client()
        wanted = {"handler": "accord_kasa", "issue_id": issue_id}
        form = await (await client.post(FIX, json=wanted)).json()
        assert (form["step_id"], form["type"]) == ("confirm", "form")
        answer = await client.post(f"{FIX}/{form['flow_id']}", json={})
        assert answer.status == HTTPStatus.OK
        found: dict[str, object] = await answer.json()
        return found

    return agree


async def test_the_clock_is_put_right(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    confirm: Confirm,
    issue_registry: ir.IssueRegistry,
) -> None:
    await hass.config.async_set_time_zone("UTC")
    device = await make("HS103", "Lamp", clock=Clock())
    device.control("clock", {"unset": True})
    entry = await add(device)
    issue_id = f"clock_wrong_{entry.entry_id}"
    issue = issue_registry.async_get_issue("accord_kasa", issue_id)
    assert issue is not None
    assert issue.is_fixable
    await device.stop()
    failed = await confirm(issue_id)
    assert (failed["type"], failed["reason"]) == ("abort", "cannot_connect")
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is not None
    await device.start()
    assert (await confirm(issue_id))["type"] == "create_entry"
    await poll()
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is None
    assert device.time.known


async def test_a_device_leaves_its_account(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    confirm: Confirm,
    issue_registry: ir.IssueRegistry,
    poll: Poll,
) -> None:
    """One that restarts for want of its cloud, once the options allow it."""
    device = await make("HS220", "Lamp")
    device.cloud.bind("user@example.com")
    device.cloud.reach(False)
    entry = await add(device)
    issue_id = f"cloudless_restarts_{entry.entry_id}"
    for _ in range(3):
        device.block("restarts")
        await poll()
        device.unblock("restarts")
        await poll()
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is not None
    assert (await confirm(issue_id))["reason"] == "option_required"
    assert device.cloud.bound
    hass.config_entries.async_update_entry(entry, options={CONF_DANGEROUS: True})
    assert (await confirm(issue_id))["type"] == "create_entry"
    assert not device.cloud.bound
    await poll()
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is None
