"""Tasks for many devices, followed until they end."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord_huawei import batches
from simulators.huawei.server import Script
from tests.integrations.accord_huawei.conftest import (
    METER,
    Add,
    Make,
    asked,
    call,
    device_id,
    entity_id,
    until,
    until_true,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at tasks all the time."""
    monkeypatch.setattr(batches, "FIRST_LOOK", 0.01)
    monkeypatch.setattr(batches, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(batches, "MOST_FAILURES", 5)  # fewer than polling may ask in a row


async def test_task(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Started, on its way, complete: events and a sensor of the application tell."""
    platform = await make()
    platform.batches.step = platform.commands.step = platform.commands.send_after = 0.05
    entry = await add(platform)
    event = entity_id(hass, entry, "event", None, "batch")
    sensor = entity_id(hass, entry, "sensor", None, "batch_progress")
    await until(hass, sensor, "unknown")
    answer = await call(
        hass,
        device_id(hass, entry),
        "send_group_command",
        service_id="WaterMeter",
        command="SET_PERIOD",
        command_parameters={"value": 2},
        devices=[METER],
    )
    state = hass.states.get(event)
    assert state is not None
    assert state.attributes["event_type"] == "started"
    assert entry.runtime_data.batches.running.keys() == {answer["task_id"]}

    def complete() -> bool:
        found = hass.states.get(event)
        return found is not None and found.attributes["event_type"] == "complete"

    await until_true(complete)
    state = hass.states.get(event)
    assert state is not None
    assert (state.attributes["total"], state.attributes["succeeded"]) == (1, 1)
    assert entry.runtime_data.batches.progress is None
    await until(hass, sensor, "unknown")


async def test_platform_does_not_tell(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After many attempts nobody asks any more."""
    monkeypatch.setattr(batches, "MOST_FAILURES", 5)
    platform = await make()
    entry = await add(platform)
    platform.api.scripts.append(
        Script(code=105005, status=404, operations=frozenset({"1.8.2"}), times=999)
    )
    tasks = entry.runtime_data.batches
    tasks.follow("t1")
    tasks.follow("t1")
    await until_true(lambda: not tasks.running)
    assert len(asked(platform, "1.8.2")) == batches.MOST_FAILURES
    assert "t1 is not followed any more" in caplog.text
