"""Broadcasts on enabled adapters, and flows for what answers."""

from collections.abc import Awaitable, Callable, Generator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.accord import discovery, healing
from custom_components.accord.activation import Activation, Standing
from custom_components.accord.const import DOMAIN
from custom_components.accord.protocol import kasa
from custom_components.accord.protocol.errors import ConnectionFailedError
from simulators.kasa import DiscoveryNet, KasaDevice, make_device
from tests.integrations.accord.conftest import write_bundle


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
    with patch.object(discovery, "async_available", return_value=frozenset()):
        async with DiscoveryNet([lamp], broadcast):
            await discovery.async_discover(hass)
    await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress()


async def test_package_that_was_taken_away(
    hass: HomeAssistant, lamp: KasaDevice, broadcast: str
) -> None:
    MockConfigEntry(domain=DOMAIN, options={"systems": [], "declined": ["kasa"]}).add_to_hass(hass)
    async with DiscoveryNet([lamp], broadcast):
        await discovery.async_discover(hass)
    await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress()


async def test_package_is_put_in_place_for_what_is_found(
    hass: HomeAssistant, lamp: KasaDevice, broadcast: str, tmp_path: Path
) -> None:
    work = Activation(tmp_path / "custom_components" / "accord")
    write_bundle(work.hub)
    with patch.object(healing, "make_activation", return_value=work):
        async with DiscoveryNet([lamp], broadcast):
            await discovery.async_discover(hass)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert work.standing("accord_kasa") is Standing.LINK
    assert work.standing("accord_lifesmart") is Standing.ABSENT
    assert len(hass.config_entries.flow.async_progress_by_handler("accord_kasa")) == 1


async def test_counting(hass: HomeAssistant, lamp: KasaDevice, broadcast: str) -> None:
    async with DiscoveryNet([lamp], broadcast):
        assert await discovery.async_count(hass) == {"kasa": 1, "lifesmart": 0}


async def test_search_that_fails_is_no_error(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(kasa, "discover", side_effect=ConnectionFailedError("no socket")):
        await discovery.async_discover(hass)
    loud = [one for one in caplog.records if one.levelname in ("ERROR", "WARNING")]
    assert not [one for one in loud if one.name.startswith("custom_components")]
    assert not hass.config_entries.flow.async_progress()
