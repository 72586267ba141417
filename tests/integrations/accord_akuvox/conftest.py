"""Simulated Akuvox units and entries for them."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import UTC, datetime, timedelta
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

from custom_components.accord.protocol.akuvox import AuthMode, Pacing
from custom_components.accord_akuvox.const import DOMAIN
from simulators.akuvox import AkuvoxDevice, Auth
from simulators.clock import Clock

type Make = Callable[..., Awaitable[AkuvoxDevice]]
type Add = Callable[..., Awaitable[MockConfigEntry]]
type Poll = Callable[..., Awaitable[None]]
type Compare = Callable[..., Awaitable[None]]

COMPARED = "127.90.0.1"
"""Of units that are held against a snapshot, in which the address stands."""
ACCOUNT = ("admin", "Door-2026")
"""User and password of all units, unless a test gives others."""
MODES = {Auth.BASIC: AuthMode.BASIC, Auth.DIGEST: AuthMode.DIGEST}


@pytest.fixture(autouse=True)
def no_background_discovery() -> Generator[None]:
    """Leave the bundle's own search out: it has tests of its own."""
    with patch("custom_components.accord.async_start_discovery"):
        yield


@pytest.fixture(autouse=True)
def no_pauses() -> Generator[None]:
    """Simulated units answer at once and are not overrun."""
    pacing = Pacing(after_read=0, after_write=0, between_chunks=0)
    with patch("custom_components.accord_akuvox.connection.PACING", pacing):
        yield


@pytest.fixture
def make(start: Callable[[AkuvoxDevice], Awaitable[None]], subnet: str) -> Make:
    """Start a unit of a model at an address of its own; its clock is right, but stands still."""
    numbers = itertools.count(10)

    async def make_and_start(model: str = "A05", **options: Any) -> AkuvoxDevice:
        number = next(numbers)
        username, password = options.pop("account", ACCOUNT)
        device = AkuvoxDevice(
            options.pop("name", "Front door"),
            options.pop("address", f"{subnet}.2.{number}"),
            model=model,
            mac=options.pop("mac", f"0C:11:05:10:00:{number:02X}"),
            port=options.pop("port", 0),
            clock=options.pop("clock", None) or Clock(frozen=True, wall=datetime.now(UTC)),
            username=username,
            password=password,
            **options,
        )
        await start(device)
        return device

    return make_and_start


def data_of(device: AkuvoxDevice, auth: Auth | None = None, **more: Any) -> dict[str, Any]:
    """Return the data of an entry for a unit: by HTTPS where it speaks no HTTP."""
    mode = MODES.get(device.gate.mode if auth is None else auth, AuthMode.NONE)
    https = device.http is None
    asked = mode is not AuthMode.NONE
    return {
        "host": device.address,
        "port": device.https_port if https else device.port,
        "https": https,
        "fingerprint": device.fingerprint if https else None,
        "legacy": False,
        "auth_mode": mode.value,
        "username": ACCOUNT[0] if asked else "",
        "password": ACCOUNT[1] if asked else "",
        **more,
    }


@pytest.fixture
async def add(hass: HomeAssistant) -> AsyncGenerator[Add]:
    """Add an entry for a unit and set it up; all are unloaded in the end."""
    entries: list[MockConfigEntry] = []

    async def add_entry(
        device: AkuvoxDevice,
        *,
        expect: ConfigEntryState = ConfigEntryState.LOADED,
        data: dict[str, Any] | None = None,
        **options: Any,
    ) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=device.name,
            data={**data_of(device), **(data or {})},
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
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=61 * next(ahead)))
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

    async def compare_entities(platform: Platform, model: str, **options: Any) -> None:
        device = await make(model, address=COMPARED, clock=Clock(frozen=True))
        with (
            patch("custom_components.accord_akuvox.readings.dt_util", same_time),
            patch("custom_components.accord_akuvox.PLATFORMS", [platform]),
            patch(
                "homeassistant.helpers.entity.Entity.entity_registry_enabled_default",
                return_value=True,
            ),
        ):
            entry = await add(device, **options)
        await snapshot_platform(hass, entity_registry, snapshot, entry.entry_id)

    return compare_entities
