"""Nothing to repair when nothing is wrong; the rest is in test_init."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from simulators.clock import Clock

from .conftest import Add, Make


async def test_no_issue_without_reason(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """A device that only Accord polls needs no repair."""
    await hass.config.async_set_time_zone("UTC")
    await add(await make("HS103", clock=Clock()))
    assert not issue_registry.issues
