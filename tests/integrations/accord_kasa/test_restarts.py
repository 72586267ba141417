"""Devices that restart for want of their cloud are noticed, and can be helped."""

from collections.abc import Generator
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.accord_kasa.restarts import RestartWatch
from simulators.kasa import KasaDevice

from .conftest import Add, Make, Poll


@pytest.fixture
def passed() -> Generator[list[float]]:
    """Let time pass for what is read seldom and for the watch alike."""
    seconds = [0.0]

    def monotonic() -> float:
        return sum(seconds)

    with (
        patch("custom_components.accord.readings.monotonic", monotonic),
        patch("custom_components.accord_kasa.restarts.monotonic", monotonic),
    ):
        yield seconds


async def restart(device: KasaDevice, poll: Poll, gone_for: float = 20) -> None:
    device.block("restarts")
    await poll()
    device.unblock("restarts")
    await poll(gone_for)
    await poll(600)


async def test_restarts_without_the_cloud(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    issue_registry: ir.IssueRegistry,
) -> None:
    """The third within an hour is said, until the cloud is there again."""
    device = await make("HS220", "Lamp")
    device.cloud.bind("user@example.com")
    device.cloud.reach(False)
    entry = await add(device)
    issue_id = f"cloudless_restarts_{entry.entry_id}"
    for _ in range(2):
        await restart(device, poll)
        assert issue_registry.async_get_issue("accord_kasa", issue_id) is None
    await restart(device, poll)
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is not None
    device.cloud.reach(True)
    await restart(device, poll)
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is None


@pytest.mark.parametrize(("bound", "reachable"), [(True, True), (False, False)])
async def test_other_reasons_to_go_away(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    issue_registry: ir.IssueRegistry,
    bound: bool,
    reachable: bool,
) -> None:
    device = await make("HS220", "Lamp")
    device.cloud.bind("user@example.com" if bound else "")
    device.cloud.reach(reachable)
    entry = await add(device)
    for _ in range(4):
        await restart(device, poll)
    issue_id = f"cloudless_restarts_{entry.entry_id}"
    assert issue_registry.async_get_issue("accord_kasa", issue_id) is None


def test_who_is_away_long_did_not_restart(passed: list[float]) -> None:
    watch = RestartWatch()
    for _ in range(5):
        assert not watch.note(there=False)
        passed.append(600)
        assert not watch.note(there=True)
    assert not watch.restless


def test_restarts_of_another_day_are_forgotten(passed: list[float]) -> None:
    watch = RestartWatch()
    for pause in (600, 600, 3600):
        watch.note(there=False)
        passed.append(10)
        assert watch.note(there=True)
        passed.append(pause)
    assert not watch.restless
