"""What dialogs put right."""

from http import HTTPStatus
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_akuvox.const import DOMAIN
from custom_components.accord_akuvox.repairs import async_create_fix_flow
from simulators.akuvox import Quirks

from .conftest import Add, Make, Poll

FIX = "/api/repairs/issues/fix"


async def test_new_certificate_is_trusted(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    hass_client: ClientSessionGenerator,
    issue_registry: ir.IssueRegistry,
) -> None:
    """After a yes to the fingerprint that was shown, the unit is asked again."""
    assert await async_setup_component(hass, "repairs", {})
    unit = await make(port=None, https_port=0, quirks=Quirks(closes_each=True))
    entry = await add(unit)
    unit.renew_certificate()
    await poll()
    issue_id = f"certificate_changed_{entry.entry_id}"
    client = await hass_client()
    answer = await client.post(FIX, json={"handler": DOMAIN, "issue_id": issue_id})
    form = await answer.json()
    assert (form["type"], form["step_id"]) == ("form", "confirm")
    shown = form["description_placeholders"]["fingerprint"].replace(":", "").lower()
    assert shown == unit.fingerprint
    answer = await client.post(f"{FIX}/{form['flow_id']}", json={})
    assert answer.status == HTTPStatus.OK
    assert (await answer.json())["type"] == "create_entry"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data["fingerprint"] == unit.fingerprint
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None
    assert hass.states.async_all("lock")[0].state != "unavailable"


async def test_entry_that_is_gone(hass: HomeAssistant) -> None:
    """There is nothing to do any more."""
    data: dict[str, Any] = {"entry_id": "gone", "fingerprint": "ab" * 32}
    flow = await async_create_fix_flow(hass, "certificate_changed_gone", data)
    flow.hass = hass
    with pytest.raises(Exception, match="entry_removed"):
        await flow.async_step_confirm({})  # type: ignore[attr-defined]
