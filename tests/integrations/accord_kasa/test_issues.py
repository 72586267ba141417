"""What only the owner can put right; devices that are polled twice are in test_init."""

from collections.abc import Generator
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_kasa.const import CONF_NO_MOTION_DELAY
from simulators.clock import Clock

from .conftest import Add, Make, Poll

DELAY = "number.hall_no_motion_delay"
QUARTER = 900
"""Seconds after which the sensor's settings are read again, a few rows with each poll."""


@pytest.fixture
def settled() -> Generator[None]:
    """Let a command be over at once."""
    with patch("custom_components.accord.coordinator.SETTLING", 0.0):
        yield


async def read_all(poll: Poll) -> None:
    """Let everything be read again that is read each quarter of an hour."""
    await poll(QUARTER)
    for _ in range(4):
        await poll(1)


async def set_delay(hass: HomeAssistant, seconds: int) -> None:
    await hass.services.async_call(
        "number", "set_value", {"entity_id": DELAY, "value": seconds}, blocking=True
    )


def delay_issue(registry: ir.IssueRegistry, entry: MockConfigEntry) -> ir.IssueEntry | None:
    return registry.async_get_issue("accord_kasa", f"delay_put_back_{entry.entry_id}")


async def test_no_issue_without_reason(
    hass: HomeAssistant, make: Make, add: Add, issue_registry: ir.IssueRegistry
) -> None:
    """A device that only Accord polls needs no repair."""
    await hass.config.async_set_time_zone("UTC")
    await add(await make("HS103", clock=Clock()))
    assert not issue_registry.issues


@pytest.mark.usefixtures("settled")
async def test_smart_control_puts_the_delay_back(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """Said when it is seen, also after a restart, and until the owner has what was wanted."""
    device = await make("KS200M", "Hall")
    entry = await add(device)
    await set_delay(hass, 120)
    await poll()
    assert entry.data[CONF_NO_MOTION_DELAY] == 120_000
    assert delay_issue(issue_registry, entry) is None

    device.motion.move(seconds=5, distance=1)
    assert device.motion.cold_time == 60_000
    await read_all(poll)
    issue = delay_issue(issue_registry, entry)
    assert issue is not None
    assert issue.translation_placeholders == {"name": "Hall", "wanted": "120", "found": "60"}
    assert not issue.is_fixable
    ir.async_delete_issue(hass, "accord_kasa", issue.issue_id)
    await hass.config_entries.async_reload(entry.entry_id)
    assert delay_issue(issue_registry, entry) is not None

    await set_delay(hass, 60)
    await poll()
    assert delay_issue(issue_registry, entry) is None


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("ours", [True, False], ids=["no rule", "never set"])
async def test_another_delay_for_another_reason(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    issue_registry: ir.IssueRegistry,
    ours: bool,
) -> None:
    """Without a rule somebody else set it; a delay that we never set is the owner's business."""
    device = await make("KS200M", "Hall")
    if ours:
        device.smart_control.routines.clear()
    entry = await add(device)
    if ours:
        await set_delay(hass, 120)
        await poll()
    device.motion.cold_time = 30_000
    await read_all(poll)
    assert hass.states.get(DELAY).state == "30.0"
    assert delay_issue(issue_registry, entry) is None


async def test_no_word_while_a_command_takes_effect(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll, issue_registry: ir.IssueRegistry
) -> None:
    """What was read before the new delay was written is not what a rule wrote."""
    device = await make("KS200M", "Hall")
    entry = await add(device)
    await set_delay(hass, 120)
    entry.runtime_data.coordinator.async_update_listeners()
    assert delay_issue(issue_registry, entry) is None
