"""Simulated IoTSquare servers and entries for their accounts."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import UTC, datetime
import itertools
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.iotsquare import Pace
from custom_components.accord_iotsquare import connection
from custom_components.accord_iotsquare.const import CONF_HEADER, DOMAIN
from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import furnish
from tests.integrations.states import act, until, until_true

__all__ = ["act", "until", "until_true"]
"""What tests of this package find here besides fixtures."""

type Make = Callable[..., Awaitable[IoTSquareServer]]
type Add = Callable[..., Awaitable[MockConfigEntry]]
type Poll = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def no_background_discovery() -> Generator[None]:
    """Leave the bundle's own search out: it has tests of its own."""
    with patch("custom_components.accord.async_start_discovery"):
        yield


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask without pauses; simulated servers do not mind."""
    client = connection.IoTSquareClient

    def make_client(*args: Any, **options: Any) -> Any:
        return client(*args, pace=Pace(gap=0.0, first_wait=0.01), **options)

    monkeypatch.setattr(connection, "IoTSquareClient", make_client)


@pytest.fixture
def make(start: Callable[[IoTSquareServer], Awaitable[None]], subnet: str) -> Make:
    """Start a server at an address of its own, with what a house has unless ``bare``."""
    numbers = itertools.count(10)

    async def make_and_start(*, bare: bool = False, **options: Any) -> IoTSquareServer:
        server = IoTSquareServer(
            "House",
            options.pop("address", f"{subnet}.5.{next(numbers)}"),
            clock=options.pop("clock", None) or Clock(frozen=True, wall=datetime.now(UTC)),
            port=options.pop("port", 0),
            **options,
        )
        if not bare:
            server.furnish_with(furnish)
        await start(server)
        return server

    return make_and_start


def data_of(server: IoTSquareServer, **more: Any) -> dict[str, Any]:
    """Return the data of an entry for a server's account."""
    return {
        "url": server.base_url,
        "token": server.token,
        CONF_HEADER: "X-Access-Token",
        "verify_ssl": True,
        **more,
    }


def unique_id(server: IoTSquareServer) -> str:
    """Return what identifies the account."""
    return f"{server.address}:{server.port}/{server.username}"


@pytest.fixture
async def add(hass: HomeAssistant) -> AsyncGenerator[Add]:
    """Add an entry for an account and set it up; all are unloaded in the end."""
    entries: list[MockConfigEntry] = []

    async def add_entry(
        server: IoTSquareServer,
        *,
        expect: ConfigEntryState = ConfigEntryState.LOADED,
        data: dict[str, Any] | None = None,
        **options: Any,
    ) -> MockConfigEntry:
        subentries = options.pop("subentries", ())
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=server.name,
            data={**data_of(server), **(data or {})},
            unique_id=unique_id(server),
            options=options,
            subentries_data=subentries,
        )
        entries.append(entry)
        entry.add_to_hass(hass)
        await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        assert entry.state is expect
        return entry

    yield add_entry
    for entry in entries:
        if entry.state is ConfigEntryState.LOADED:
            assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
def poll(hass: HomeAssistant, passed: list[float]) -> Poll:
    """Read all accounts now, with everything that is read seldom."""

    async def poll_now(*, seldom: bool = True) -> None:
        if seldom:
            passed.append(3600.0)
        for entry in hass.config_entries.async_loaded_entries(DOMAIN):
            await entry.runtime_data.coordinator.async_refresh()
        await hass.async_block_till_done()

    return poll_now


def report(server: IoTSquareServer, name: str, data: bytes | None = None, port: int = 8) -> None:
    """Let a device send what it measures, or ``data``."""
    device = server.devices[name]
    if data is None:
        server.air.report(device)
    else:
        server.air.uplink(device, port, data)


def entity_id(hass: HomeAssistant, entry: MockConfigEntry, platform: str, unique: str) -> str:
    """Return the id of the entity whose unique id ends like that, behind the account's."""
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{entry.unique_id}_{unique}")
    assert found is not None, f"no {platform} {unique}"
    return found


def state_of(hass: HomeAssistant, entry: MockConfigEntry, platform: str, unique: str) -> str:
    """Return an entity's state."""
    state = hass.states.get(entity_id(hass, entry, platform, unique))
    assert state is not None, f"{platform} {unique} has no state"
    return state.state


def device_id(hass: HomeAssistant, entry: MockConfigEntry, part: str = "") -> str:
    """Return the registry's id of a part: ``<EUI>``, ``app_<id>``, ``gw_<id>``, ``mc_<EUI>``."""
    name = f"{entry.unique_id}_{part}" if part else str(entry.unique_id)
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, name), entry.entry_id)
    assert device is not None
    return device.id
