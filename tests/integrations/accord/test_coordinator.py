"""Errors, tiers and commands of the coordinator all vendors use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
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

    async def read(self) -> Level:
        self.reads += 1
        if self.failure is not None:
            raise self.failure
        return Level(self.level)

    async def set(self, level: int) -> str:
        if self.failure is not None:
            raise self.failure
        self.level = level
        return "done"


class LevelCoordinator(AccordCoordinator[Level]):
    """Reads the level."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry, device: Device) -> None:
        super().__init__(hass, entry, interval=timedelta(seconds=30))
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
