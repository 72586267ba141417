"""What the user has to see to."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.accord_iotsquare import issues
from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.household import HOUSE_APP, METERS_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make
from tests.integrations.accord_iotsquare.decoders import choose


async def test_no_decoder(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Devices that send what nobody reads are named, until a decoder was chosen."""
    monkeypatch.setattr(issues, "MOST_NAMES", 2)
    entry = await add(await make())
    registry = ir.async_get(hass)
    issue = registry.async_get_issue(DOMAIN, f"no_decoder_{entry.entry_id}")
    assert issue is not None
    assert issue.translation_placeholders == {
        "name": "House",
        "count": "6",
        "devices": "fountain, greenhouse, …",
    }
    for application in (HOUSE_APP, METERS_APP):
        choose(hass, entry, "raw", application=str(application))
    assert registry.async_get_issue(DOMAIN, f"no_decoder_{entry.entry_id}") is None


async def test_removed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing stays of an account that was removed."""
    entry = await add(await make())
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    issue_id = f"no_decoder_{entry.entry_id}"
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is None
