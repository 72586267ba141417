"""Simulated LifeSmart stations and entries for them."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from datetime import UTC, datetime, timedelta
import itertools
import socket
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.accord_lifesmart import connection
from custom_components.accord_lifesmart.const import CONF_STATION_PORT, DOMAIN
from custom_components.accord_lifesmart.readings import FIRMWARE, NETWORK
from custom_components.accord_lifesmart.time_zone import zone_of
from simulators.clock import Clock
from simulators.lifesmart import LifeSmartStation, SubDevice
from tests.integrations.states import act, until, until_true

__all__ = ["act", "until", "until_true"]
"""What tests of this package find here besides fixtures."""

type Make = Callable[..., Awaitable[LifeSmartStation]]
type Add = Callable[..., Awaitable[MockConfigEntry]]
type Poll = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def no_background_discovery() -> Generator[None]:
    """Leave the bundle's own search out: it has tests of its own."""
    with patch("custom_components.accord.async_start_discovery"):
        yield


@pytest.fixture(autouse=True)
def any_port() -> Generator[None]:
    """Listen where nobody else does: stations that were enabled by QR code answer anywhere."""
    with patch("custom_components.accord_lifesmart.ports.ANSWER_PORT", 0):
        yield


@pytest.fixture(autouse=True)
def short_scan() -> Generator[None]:
    """Simulated stations answer at once; waiting longer would only cost time."""
    with (
        patch("custom_components.accord_lifesmart.config_flow.SCAN_SECONDS", 0.3),
        patch("custom_components.accord_lifesmart.config_flow.SCAN_AT", (0.0,)),
    ):
        yield


class TakenPort:
    """The port that stations enabled in the app answer to, and another program that uses it."""

    def __init__(self) -> None:
        """Take any port that is free."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("0.0.0.0", 0))
        self.number: int = self._socket.getsockname()[1]

    def free(self) -> None:
        """End the other program."""
        self._socket.close()


@pytest.fixture
def taken() -> Generator[TakenPort]:
    """Have another program use the port that stations answer to."""
    port = TakenPort()
    with patch("custom_components.accord_lifesmart.ports.ANSWER_PORT", port.number):
        yield port
    port.free()


@pytest.fixture(autouse=True)
def short_syncs() -> Generator[None]:
    """Let SWIFTE locks tell their users soon; the true two seconds are tested elsewhere."""
    with (
        patch("simulators.lifesmart.lock_swifte.SYNC_LASTS", 0.05),
        patch("custom_components.accord.protocol.lifesmart.users.SYNC_TIME", 0.1),
    ):
        yield


@pytest.fixture
def make(start: Callable[[LifeSmartStation], Awaitable[None]], subnet: str) -> Make:
    """Start a station at an address of its own, with some devices: ``{me: class}`` or whole ones."""
    numbers = itertools.count(10)

    async def make_and_start(*devices: SubDevice, **options: Any) -> LifeSmartStation:
        number = next(numbers)
        station = LifeSmartStation(
            options.pop("name", "House"),
            options.pop("address", f"{subnet}.3.{number}"),
            lsid=options.pop("lsid", f"A3MAAABtAEwQRzM0Njg{number:03d}"),
            clock=options.pop("clock", None) or Clock(frozen=True, wall=datetime.now(UTC)),
            port=options.pop("port", 0),
            discovery_port=options.pop("discovery_port", 0),
            **options,
        )
        zone = zone_of(dt_util.now())
        assert zone is not None
        assert zone.hours is not None
        station.timezone, station.summer = zone.hours, bool(zone.summer)
        for device in devices:
            station.attach(device, tell=False)
        await start(station)
        return station

    return make_and_start


def data_of(station: LifeSmartStation, **more: Any) -> dict[str, Any]:
    """Return the data of an entry for a station."""
    return {
        "host": station.address,
        "model": station.model,
        "token": station.token,
        CONF_STATION_PORT: station.port,
        **more,
    }


@pytest.fixture
async def add(hass: HomeAssistant) -> AsyncGenerator[Add]:
    """Add an entry for a station and set it up; all are unloaded in the end."""
    entries: list[MockConfigEntry] = []

    async def add_entry(
        station: LifeSmartStation,
        *,
        expect: ConfigEntryState = ConfigEntryState.LOADED,
        data: dict[str, Any] | None = None,
        **options: Any,
    ) -> MockConfigEntry:
        entry = MockConfigEntry(
            domain=DOMAIN,
            title=station.name,
            data={**data_of(station), **(data or {})},
            unique_id=station.lsid,
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
        if entry.state is ConfigEntryState.LOADED:
            assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
def poll(hass: HomeAssistant) -> Poll:
    """Let the next polls come."""

    async def poll_now(after: timedelta = timedelta(minutes=6)) -> None:
        async_fire_time_changed(hass, dt_util.utcnow() + after)
        await hass.async_block_till_done()

    return poll_now


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on silent stations at once."""
    make_client = connection.LifeSmartClient

    def hasty(*args: Any, **options: Any) -> Any:
        return make_client(*args, timeout=0.1, **options)

    monkeypatch.setattr(connection, "LifeSmartClient", hasty)


async def subscribed(entry: MockConfigEntry) -> None:
    """Wait until the station tells what happens."""
    await until_true(lambda: entry.runtime_data.coordinator.subscription.active)


def entity_id(hass: HomeAssistant, entry: MockConfigEntry, platform: str, unique: str) -> str:
    """Return the id of the entity whose unique id ends like that, behind the station's id."""
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{entry.unique_id}_{unique}")
    assert found is not None, f"no {platform} {unique}"
    return found


def device_id(hass: HomeAssistant, entry: MockConfigEntry, me: str | None = None) -> str:
    """Return the registry's id of a device behind a station, of the station itself by None."""
    name = str(entry.unique_id) if me is None else f"{entry.unique_id}_{me}"
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, name), entry.entry_id)
    assert device is not None
    return device.id


async def network_known(entry: MockConfigEntry) -> None:
    """Wait until everything was read that is not read before entities are made."""
    coordinator = entry.runtime_data.coordinator
    await subscribed(entry)
    await until_true(
        lambda: None not in (coordinator.data.get(NETWORK), coordinator.data.get(FIRMWARE))
    )
    await coordinator.hass.async_block_till_done()
