"""Broadcasts on enabled adapters, and flows for what answers."""

from collections.abc import Awaitable, Callable, Generator
from datetime import timedelta
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.accord import discovery
from custom_components.accord.const import DOMAIN
from custom_components.accord.protocol import kasa
from custom_components.accord.protocol.errors import ConnectionFailedError
from simulators.kasa import DiscoveryNet, KasaDevice, make_device


@pytest.fixture(autouse=True)
def short_search() -> Generator[None]:
    """Simulated devices answer at once."""
    search = kasa.discover

    async def short(targets, **options):
        return await search(targets, window=0.3, at=(0.0,))

    with patch.object(kasa, "discover", short):
        yield


@pytest.fixture
async def lamp(start: Callable[[KasaDevice], Awaitable[None]], subnet: str) -> KasaDevice:
    device = make_device("HS103", f"{subnet}.2.1", "Lamp", mac="02:00:5E:20:00:01")
    await start(device)
    return device


async def test_set_up_finds_devices(hass: HomeAssistant, lamp: KasaDevice, broadcast: str) -> None:
    async with DiscoveryNet([lamp], broadcast):
        assert await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done(wait_background_tasks=True)
    flows = hass.config_entries.flow.async_progress_by_handler("accord_kasa")
    assert [flow["step_id"] for flow in flows] == ["discovery_confirm"]
    assert flows[0]["context"]["title_placeholders"]["name"] == "Lamp"


async def test_search_is_repeated(hass: HomeAssistant, lamp: KasaDevice, broadcast: str) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not hass.config_entries.flow.async_progress()
    async with DiscoveryNet([lamp], broadcast):
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=16))
        await hass.async_block_till_done(wait_background_tasks=True)
    assert len(hass.config_entries.flow.async_progress()) == 1


async def test_moved_device_is_followed(
    hass: HomeAssistant, lamp: KasaDevice, broadcast: str
) -> None:
    entry = MockConfigEntry(
        domain="accord_kasa",
        unique_id=lamp.mac.lower(),
        data={"host": "127.1.1.1", "port": 9999},
    )
    entry.add_to_hass(hass)
    with patch("custom_components.accord_kasa.async_setup_entry", return_value=True):
        async with DiscoveryNet([lamp], broadcast):
            assert await async_setup_component(hass, DOMAIN, {})
            await hass.async_block_till_done(wait_background_tasks=True)
    assert entry.data["host"] == lamp.address


async def test_package_that_is_not_installed(
    hass: HomeAssistant, lamp: KasaDevice, broadcast: str
) -> None:
    with patch.object(discovery, "async_get_custom_components", return_value={}):
        async with DiscoveryNet([lamp], broadcast):
            await discovery.async_discover(hass)
    await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress()


async def test_search_that_fails_is_no_error(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(kasa, "discover", side_effect=ConnectionFailedError("no socket")):
        await discovery.async_discover(hass)
    loud = [one for one in caplog.records if one.levelname in ("ERROR", "WARNING")]
    assert not [one for one in loud if one.name.startswith("custom_components")]
    assert not hass.config_entries.flow.async_progress()
