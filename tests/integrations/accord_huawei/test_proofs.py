"""Scans become rare only where pushes really come."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_huawei.coordinator import RARE
from custom_components.accord_huawei.proofs import LATE
from custom_components.accord_huawei.subscriptions import WANTED
from tests.integrations.accord_huawei.conftest import CLIMATE, Add, Make, until_true
from tests.integrations.accord_huawei.pushing import Pushed, open_push


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an application that is pushed to."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        await found.switch_on()
        yield found


async def report_all(pushed: Pushed, *, but: str = "") -> None:
    """Let devices report, and wait for the pushes."""
    for thing in pushed.platform.fleet:
        if thing.device_id != but and thing.profile is not None:
            pushed.platform.network.report_all(thing)
    await pushed.settle()


async def test_every_device_has_to_push(pushed: Pushed) -> None:
    """Pushes of some say nothing of the others; those that are not there need none."""
    coordinator = pushed.coordinator
    assert not pushed.keeper.proofs.proven
    await report_all(pushed, but=CLIMATE)
    assert not coordinator.push_proven()
    await coordinator.async_refresh()
    assert coordinator.update_interval is not None
    assert coordinator.update_interval < RARE
    pushed.platform.network.report_all(pushed.platform.fleet[CLIMATE])
    await pushed.settle()
    assert coordinator.push_proven()
    await coordinator.async_refresh()
    assert coordinator.update_interval == RARE


async def test_devices_that_are_not_there(pushed: Pushed) -> None:
    """Nobody waits for their pushes."""
    await report_all(pushed, but=CLIMATE)
    pushed.platform.network.disconnect(pushed.platform.fleet[CLIMATE])
    await until_true(pushed.coordinator.push_proven)


async def test_missed_report(pushed: Pushed) -> None:
    """A report that a scan finds should have been pushed: scans become frequent again."""
    await report_all(pushed)
    assert pushed.coordinator.push_proven()
    lose_pushes(pushed)
    report_before(pushed, CLIMATE, LATE / 2)
    await pushed.coordinator.async_refresh()
    assert pushed.coordinator.push_proven(), "its push may be on its way"
    later = pushed.platform.agenda.wall() + timedelta(days=1)
    pushed.platform.fleet[CLIMATE].reports["Humidity"].time = later
    with patch("custom_components.accord_huawei.proofs.dt_util.utcnow", lambda: later + 2 * LATE):
        await pushed.coordinator.async_refresh()
    assert pushed.keeper.proofs.missed
    assert not pushed.coordinator.push_proven()
    assert pushed.coordinator.update_interval is not None


async def test_lost_subscriptions_are_made_again(pushed: Pushed) -> None:
    """When reports come without pushes nobody waits for the next check."""
    await report_all(pushed)
    lose_pushes(pushed)
    pushed.keeper._checked_at = None
    later = pushed.platform.agenda.wall() + timedelta(days=1)
    for number, thing in enumerate(pushed.platform.fleet):
        for report in thing.reports.values():
            report.time = later + timedelta(seconds=number)
    with patch("custom_components.accord_huawei.proofs.dt_util.utcnow", lambda: later + 2 * LATE):
        await pushed.coordinator.async_refresh()
    await until_true(lambda: set(pushed.subscribed()) == set(WANTED))


def lose_pushes(pushed: Pushed) -> None:
    """Have the platform forget all subscriptions."""
    subscriptions = pushed.platform.subscriptions
    for one in list(subscriptions.of(pushed.platform.app_id)):
        subscriptions.remove(one)


def report_before(pushed: Pushed, device: str, ago: timedelta) -> None:
    """Let a device report something new that nobody is told of."""
    report = pushed.platform.fleet[device].reports["Humidity"]
    report.data["humidity"] = 77
    report.time = max(report.time, pushed.platform.agenda.wall() - ago) + timedelta(seconds=1)
