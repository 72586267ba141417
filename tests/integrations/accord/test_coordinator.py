"""Errors, tiers and commands of the coordinator all vendors use."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
import time
from typing import override

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryAuthFailed, HomeAssistantError
from homeassistant.helpers.update_coordinator import UpdateFailed
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.accord.coordinator import AccordCoordinator, Tier
from custom_components.accord.protocol.errors import (
    AccordError,
    AuthenticationError,
    BusyError,
    DeadlineError,
    DeviceError,
)
from custom_components.accord.pushes import Pace, PushState


@dataclass(frozen=True)
class Level:
    """What the device of these tests knows."""

    value: int


class Device:
    """Answers, or fails as told."""

    def __init__(self) -> None:
        self.level = 0
        self.reads = 0
        self.failure: AccordError | None = None
        self.answers = asyncio.Event()
        """Clear while a reading does not come to its end."""
        self.answers.set()

    async def read(self) -> Level:
        self.reads += 1
        if self.failure is not None:
            raise self.failure
        found = Level(self.level)
        await self.answers.wait()
        return found

    async def set(self, level: int) -> str:
        if self.failure is not None:
            raise self.failure
        self.level = level
        return "done"


class LevelCoordinator(AccordCoordinator[Level]):
    """Reads the level."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        device: Device,
        pushes: PushState | None = None,
    ) -> None:
        super().__init__(hass, entry, interval=timedelta(seconds=30), pushes=pushes)
        self.device = device

    @override
    async def _async_fetch(self) -> Level:
        return await self.device.read()


@pytest.fixture
async def entry(hass: HomeAssistant) -> MockConfigEntry:
    entry = MockConfigEntry(domain="accord_kasa", title="Lamp", state=ConfigEntryState.LOADED)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
async def coordinator(hass: HomeAssistant, entry: MockConfigEntry):
    coordinator = LevelCoordinator(hass, entry, Device())
    await coordinator.async_refresh()
    yield coordinator
    await coordinator.async_shutdown()


@pytest.mark.parametrize(
    ("failure", "kind", "key"),
    [
        (DeadlineError(), UpdateFailed, "timeout"),
        (DeviceError(code=-7, text="unknown error"), UpdateFailed, "device_error"),
        (BusyError(retry_after=60), UpdateFailed, "busy"),
        (AuthenticationError(), ConfigEntryAuthFailed, "invalid_auth"),
    ],
)
async def test_failed_poll(
    coordinator: LevelCoordinator, failure: AccordError, kind: type[HomeAssistantError], key: str
) -> None:
    coordinator.device.failure = failure
    with pytest.raises(kind) as failed:
        await coordinator._async_update_data()
    assert (failed.value.translation_domain, failed.value.translation_key) == ("accord", key)
    assert failed.value.translation_placeholders["name"] == "Lamp"
    assert getattr(failed.value, "retry_after", None) == getattr(failure, "retry_after", None)


async def test_command_shows_at_once_and_is_read_back(
    hass: HomeAssistant, coordinator: LevelCoordinator
) -> None:
    seen: list[Level] = []
    coordinator.async_add_listener(lambda: seen.append(coordinator.data))
    device = coordinator.device
    answer = await coordinator.async_command(
        device.set(5), change=lambda data, _answer: Level(data.value + 4)
    )
    assert answer == "done"
    assert seen == [Level(4)]
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=1))
    await hass.async_block_till_done()
    assert seen == [Level(4), Level(5)]


async def test_failed_command_changes_nothing(
    coordinator: LevelCoordinator,
) -> None:
    coordinator.device.failure = DeviceError(code=-3, text="invalid argument")
    with pytest.raises(HomeAssistantError) as failed:
        await coordinator.async_command(
            coordinator.device.set(5), change=lambda _data, _answer: Level(5)
        )
    assert failed.value.translation_key == "device_error"
    assert failed.value.translation_placeholders["code"] == "-3"
    assert coordinator.data == Level(0)


async def test_command_with_unknown_outcome_is_read_back(
    hass: HomeAssistant, coordinator: LevelCoordinator
) -> None:
    device = coordinator.device
    device.failure = DeadlineError(outcome_unknown=True)
    with pytest.raises(HomeAssistantError) as failed:
        await coordinator.async_command(device.set(5))
    assert failed.value.translation_key == "outcome_unknown"
    device.failure, device.level = None, 5
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=1))
    await hass.async_block_till_done()
    assert coordinator.data == Level(5)


async def test_refused_credentials_ask_for_new_ones(
    hass: HomeAssistant, entry: MockConfigEntry, coordinator: LevelCoordinator, monkeypatch
) -> None:
    asked: list[HomeAssistant] = []
    monkeypatch.setattr(type(entry), "async_start_reauth", lambda _entry, hass: asked.append(hass))
    coordinator.device.failure = AuthenticationError()
    with pytest.raises(HomeAssistantError):
        await coordinator.async_command(coordinator.device.set(5))
    assert asked == [hass]


async def test_reading_that_a_command_overtakes(
    hass: HomeAssistant, coordinator: LevelCoordinator
) -> None:
    """What was read before the command is not shown after it."""
    seen: list[Level] = []
    coordinator.async_add_listener(lambda: seen.append(coordinator.data))
    device = coordinator.device
    device.answers.clear()
    reading = hass.async_create_task(coordinator.async_refresh())
    await coordinator.async_command(device.set(5), change=lambda _data, _answer: Level(5))
    device.answers.set()
    await reading
    assert coordinator.data == Level(5)
    assert set(seen) == {Level(5)}


async def test_request_while_a_reading_lasts_longer_than_the_delay(
    hass: HomeAssistant, coordinator: LevelCoordinator
) -> None:
    """It is not dropped: what changed after the reading began is read too."""
    device = coordinator.device
    device.answers.clear()
    reading = hass.async_create_task(coordinator.async_refresh())
    await coordinator.async_request_refresh()
    device.level = 7
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=1))
    reads = device.reads
    device.answers.set()
    await reading
    assert (coordinator.data, device.reads) == (Level(0), reads)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=2))
    await hass.async_block_till_done()
    assert (coordinator.data, device.reads) == (Level(7), reads + 1)


def test_tier() -> None:
    now = 100.0
    clock: Callable[[], float] = lambda: now  # noqa: E731
    tier = Tier(timedelta(seconds=30), clock)
    assert tier.due
    tier.done()
    now = 129.9
    assert not tier.due
    now = 130.0
    assert tier.due


# --- Pushes ----------------------------------------------------------------------------------


class PushedCoordinator(LevelCoordinator):
    """Its device pushes the level."""

    @override
    def _told_by_pushes(self, data: Level) -> object:
        return data.value


@pytest.fixture
async def pushed(hass: HomeAssistant, entry: MockConfigEntry):
    pace = Pace(fast=timedelta(seconds=10), relaxed=timedelta(seconds=60))
    coordinator = PushedCoordinator(hass, entry, Device(), PushState(pace))
    await coordinator.async_refresh()
    yield coordinator
    await coordinator.async_shutdown()


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=1))
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_pushes_relax_polling_and_are_read_once(
    hass: HomeAssistant, pushed: PushedCoordinator
) -> None:
    seen: list[Level] = []
    pushed.async_add_listener(lambda: seen.append(pushed.data))
    assert pushed.update_interval == timedelta(seconds=10)
    pushed.device.level = 7
    reads = pushed.device.reads
    for level in (5, 6, 6):
        pushed.async_pushed(lambda _data, level=level: Level(level))
    assert seen == [Level(5), Level(6)]
    assert pushed.update_interval == timedelta(seconds=60)
    await settle(hass)
    assert seen == [Level(5), Level(6), Level(7)]
    assert pushed.device.reads == reads + 1
    assert pushed.update_interval == timedelta(seconds=60)


async def test_push_that_says_all(hass: HomeAssistant, pushed: PushedCoordinator) -> None:
    reads = pushed.device.reads
    pushed.async_pushed(lambda _data: Level(5), read=False)
    await settle(hass)
    assert (pushed.data, pushed.device.reads) == (Level(5), reads)


async def test_push_while_the_device_is_read(
    hass: HomeAssistant, pushed: PushedCoordinator
) -> None:
    """What the reading has missed is not taken back, and is read in the end."""
    seen: list[Level] = []
    pushed.async_add_listener(lambda: seen.append(pushed.data))
    device = pushed.device
    device.answers.clear()
    reading = hass.async_create_task(pushed.async_refresh())
    device.level = 3
    pushed.async_pushed(lambda _data: Level(3))
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=1))
    device.answers.set()
    await reading
    assert pushed.data == Level(3)
    await settle(hass)
    assert set(seen) == {Level(3)}


async def test_push_does_not_make_a_lost_device_available(
    hass: HomeAssistant, pushed: PushedCoordinator
) -> None:
    pushed.async_pushed()
    await settle(hass)
    pushed.device.failure = DeadlineError()
    await pushed.async_refresh()
    assert pushed.update_interval == timedelta(seconds=10)
    pushed.async_pushed(lambda _data: Level(5), read=False)
    assert (pushed.last_update_success, pushed.data) == (False, Level(0))


async def test_change_that_no_push_told(
    hass: HomeAssistant, pushed: PushedCoordinator, monkeypatch
) -> None:
    pushed.async_pushed()
    await settle(hass)
    monkeypatch.setattr(pushed.pushes, "_clock", lambda: time.monotonic() + 61)
    await pushed.async_refresh()
    assert pushed.update_interval == timedelta(seconds=60)
    await pushed.async_command(pushed.device.set(3))
    await pushed.async_refresh()
    assert pushed.update_interval == timedelta(seconds=60)
    monkeypatch.setattr(pushed, "_commanded_at", None)
    pushed.device.level = 4
    await pushed.async_refresh()
    assert pushed.update_interval == timedelta(seconds=10)


async def test_push_without_a_state_of_pushes(
    hass: HomeAssistant, coordinator: LevelCoordinator
) -> None:
    coordinator.device.level = 2
    coordinator.async_pushed()
    await settle(hass)
    assert coordinator.data == Level(2)
    assert coordinator.update_interval == timedelta(seconds=30)
