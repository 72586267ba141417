"""Simulated Kasa devices and entries for them."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import timedelta
import itertools
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.accord_kasa.const import DOMAIN
from simulators.clock import Clock
from simulators.kasa import KasaDevice, make_device

type Make = Callable[..., Awaitable[KasaDevice]]
type Add = Callable[..., Awaitable[MockConfigEntry]]
type Poll = Callable[..., Awaitable[None]]
type Compare = Callable[[Platform, str], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_background_discovery() -> Generator[None]:
    """Leave the bundle's own search out: it has tests of its own."""
    with patch("custom_components.accord.async_start_discovery"):
        yield


@pytest.fixture(autouse=True)
def short_scan() -> Generator[None]:
    """Simulated devices answer at once; waiting longer would only cost time."""
    with (
        patch("custom_components.accord_kasa.config_flow.SCAN_SECONDS", 0.3),
        patch("custom_components.accord_kasa.config_flow.SCAN_AT", (0.0,)),
        patch("custom_components.accord.protocol.kasa.topics.status.PROBE_PAUSE", 0.0),
        patch("custom_components.accord_kasa.energy_import.PAUSE", 0.0),
    ):
        yield


@pytest.fixture
def make(start: Callable[[KasaDevice], Awaitable[None]], subnet: str) -> Make:
    """Start a device of a model at an address of its own; its clock stands still."""
    numbers = itertools.count(10)

    async def make_and_start(model: str, alias: str | None = None, **options: Any) -> KasaDevice:
        number = next(numbers)
        device = make_device(
            model,
            options.pop("address", f"{subnet}.1.{number}"),
            alias or f"My {model}",
            mac=options.pop("mac", f"02:00:5E:10:00:{number:02X}"),
            clock=options.pop("clock", None) or Clock(frozen=True),
            **options,
        )
        await start(device)
        return device

    return make_and_start


@pytest.fixture
async def add(hass: HomeAssistant) -> AsyncGenerator[Add]:
    """Add an entry for a device and set it up; all are unloaded in the end."""
    entries: list[MockConfigEntry] = []

    async def add_entry(
        device: KasaDevice,
        *,
        expect: ConfigEntryState = ConfigEntryState.LOADED,
        **options: Any,
    ) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=device.alias,
            data={"host": device.address, "port": device.port},
            unique_id=device.mac.lower(),
            options=options,
        )
        entries.append(entry)
        entry.add_to_hass(hass)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is expect
        return entry

    yield add_entry
    for entry in entries:
        if entry.state in (ConfigEntryState.LOADED, ConfigEntryState.SETUP_RETRY):
            await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


@pytest.fixture
def poll(hass: HomeAssistant, passed: list[float]) -> Poll:
    """Let some seconds pass until the next poll, and wait for its end."""
    ahead = itertools.count(1)

    async def poll_once(seconds: float = 10) -> None:
        passed.append(seconds)
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=10 * next(ahead)))
        await hass.async_block_till_done(wait_background_tasks=True)

    return poll_once


@pytest.fixture
def compare(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> Compare:
    """Hold all entities that a model has on one platform against the snapshot."""
    moment = Clock(frozen=True).wall()
    same_time = SimpleNamespace(
        **{**vars(dt_util), "now": moment.astimezone, "utcnow": lambda: moment}
    )

    async def compare_entities(platform: Platform, model: str) -> None:
        with (
            patch("custom_components.accord_kasa.clock.dt_util", same_time),
            patch("custom_components.accord_kasa.PLATFORMS", [platform]),
            patch(
                "homeassistant.helpers.entity.Entity.entity_registry_enabled_default",
                return_value=True,
            ),
        ):
            entry = await add(await make(model))
        await snapshot_platform(hass, entity_registry, snapshot, entry.entry_id)

    return compare_entities
