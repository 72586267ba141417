"""Waiting for what becomes of commands."""

import asyncio

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_huawei.coordinator import HuaweiCoordinator
from custom_components.accord_huawei.outcomes import Outcome, OutcomeWatch
from tests.integrations.accord_huawei.conftest import LAMP, METER, Add, Make, until_true


@pytest.fixture
async def coordinator(hass: HomeAssistant, make: Make, add: Add) -> HuaweiCoordinator:
    """Return that of a platform's application."""
    entry = await add(await make())
    found: HuaweiCoordinator = entry.runtime_data.coordinator
    return found


async def test_end(coordinator: HuaweiCoordinator) -> None:
    """The end counts, of the command that is meant, at the device that is meant."""
    watch = OutcomeWatch(coordinator, LAMP)
    waiting = asyncio.create_task(watch.async_wait("request_id", "1", 20))
    await asyncio.sleep(0)
    coordinator.events.fire(LAMP, "command", "executed", {"request_id": "2"})
    coordinator.events.fire(METER, "command", "executed", {"request_id": "1"})
    coordinator.events.fire(LAMP, "command", "delivered", {"request_id": "1"})
    await asyncio.sleep(0)
    assert not waiting.done()
    coordinator.events.fire(
        LAMP, "command", "response", {"request_id": "1", "result": {"result": 0}}
    )
    assert await waiting == Outcome(status="response", details={"result": 0})
    watch.close()


async def test_no_end(coordinator: HuaweiCoordinator) -> None:
    """How far it came, or nothing."""
    watch = OutcomeWatch(coordinator, LAMP)
    assert await watch.async_wait("request_id", "1", 0.01) is None
    coordinator.events.fire(LAMP, "command", "delivered", {"request_id": "1"})
    assert await watch.async_wait("request_id", "1", 0.01) == Outcome(status="delivered")
    watch.close()
    coordinator.events.fire(LAMP, "command", "executed", {"request_id": "1"})
    assert await watch.async_wait("request_id", "1", 0.01) == Outcome(status="delivered")


async def test_list_is_asked(
    coordinator: HuaweiCoordinator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of created commands the platform keeps a list."""
    monkeypatch.setattr("custom_components.accord_huawei.outcomes.ASKED_EVERY", 0.01)
    watch = OutcomeWatch(coordinator, METER)
    waiting = asyncio.create_task(watch.async_wait("command_id", "c", 20))
    budget = coordinator.client.budget
    before = budget.calls_last_minute
    await until_true(lambda: budget.calls_last_minute > before)
    coordinator.events.fire(METER, "command", "failed", {"command_id": "c"})
    assert await waiting == Outcome(status="failed")
    watch.close()
