"""Commands that wait."""

from datetime import UTC, datetime, timedelta

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.huawei.northbound import CommandStatus, IssuedCommand
from custom_components.accord_huawei.pending import PendingCommands
from tests.integrations.accord_huawei.conftest import METER, Add, Make, Poll, asked

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def told() -> list[str]:
    """Return the states that were told."""
    return []


@pytest.fixture
def pending(told: list[str]) -> PendingCommands:
    """Begin without any."""
    return PendingCommands(lambda _, command: told.append(command.status.value))


def command(name: str = "c", status: str = "pending", wait: int = 60) -> IssuedCommand:
    """Return a command as the platform answers."""
    return IssuedCommand(
        command_id=name, status=CommandStatus(status), expire_time=wait, created=NOW
    )


def test_course(pending: PendingCommands, told: list[str]) -> None:
    """It waits, leaves and ends; what comes late or twice is no news."""
    pending.sent(command(), "a", "S:v", 5)
    waiting = pending.setting("a", "S:v")
    assert waiting is not None
    assert (waiting.value, waiting.since) == (5, NOW)
    assert pending.changed("c", CommandStatus.SENT)
    assert not pending.changed("c", CommandStatus.SENT)
    assert not pending.changed("c", CommandStatus.PENDING)
    assert pending.changed("c", CommandStatus.SUCCESSFUL)
    assert not pending.changed("c", CommandStatus.FAILED)
    assert told == ["pending", "sent", "successful"]
    assert pending.of("a") == ()
    assert pending.setting("a", "S:v") is None


def test_at_once_or_never(pending: PendingCommands) -> None:
    """What does not wait is no pending setting."""
    pending.sent(command(wait=0), "a", "S:v", 5)
    assert pending.setting("a", "S:v") is None


def test_over(pending: PendingCommands) -> None:
    """After its time a command is not believed in any more."""
    pending.sent(command(), "a", "", None)
    [waiting] = pending.of("a")
    assert not waiting.is_over(NOW + timedelta(seconds=61))
    assert waiting.is_over(NOW + timedelta(minutes=4))


async def test_listed(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Commands of others are seen, by one call for all devices and not with each scan."""
    platform = await make()
    platform.fleet[METER].nap = 0.0
    platform.network.wake(platform.fleet[METER])
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    told = {"serviceId": "WaterMeter", "method": "READ_NOW", "paras": {}}
    platform.commands.create(platform.fleet[METER], told, expires=600)
    await coordinator.async_refresh()
    assert not asked(platform, "1.7.2")
    coordinator.pending.read_soon()
    await coordinator.async_refresh()
    await coordinator.async_refresh()
    assert len(asked(platform, "1.7.2")) == 1
    [waiting] = coordinator.pending.of(METER)
    assert waiting.command.command is not None
    assert waiting.command.command.method == "READ_NOW"


async def test_list_fails(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices are shown all the same."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    coordinator.pending.read_soon()
    platform.control("answer", {"code": 100022, "status": 400, "operations": ["1.7.2"]})
    await coordinator.async_refresh()
    assert coordinator.last_update_success
