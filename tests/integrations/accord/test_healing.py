"""Packages are put right at start-up, and what cannot be shows as a repair."""

from pathlib import Path
import shutil
from unittest.mock import patch

from homeassistant import loader
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.activation import Activation, Standing
from custom_components.accord.const import CONF_SYSTEMS, DOMAIN
from custom_components.accord.healing import ISSUES, async_heal
from tests.integrations.accord.conftest import write_bundle

KASA = "accord_kasa"


def issues(hass: HomeAssistant) -> dict[str, str]:
    """Return the packages that each repair names."""
    found = ir.async_get(hass).issues
    return {
        kind: (issue.translation_placeholders or {})["packages"]
        for (domain, kind), issue in found.items()
        if domain == DOMAIN and kind in ISSUES
    }


async def entry_with(hass: HomeAssistant, *keys: str) -> MockConfigEntry:
    entry = MockConfigEntry(domain=DOMAIN, options={CONF_SYSTEMS: list(keys)})
    entry.add_to_hass(hass)
    return entry


async def test_missing_package_is_back_before_its_entries_load(
    hass: HomeAssistant, bundle: Activation
) -> None:
    """An entry that Home Assistant gave up at start is set up without a restart."""
    entry = MockConfigEntry(domain=KASA, data={"host": "127.0.0.9", "port": 9999})
    entry.add_to_hass(hass)
    with patch("custom_components.accord_kasa.async_setup_entry", return_value=True):
        assert await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done()
    assert bundle.standing(KASA) is Standing.LINK
    assert entry.state is ConfigEntryState.LOADED
    assert not issues(hass)


async def test_chosen_system_without_entries_is_healed_too(
    hass: HomeAssistant, bundle: Activation
) -> None:
    await entry_with(hass, "kasa", "system that is gone")
    await async_heal(hass)
    assert bundle.standing(KASA) is Standing.LINK


async def test_nothing_is_put_in_place_that_nobody_chose(
    hass: HomeAssistant, bundle: Activation
) -> None:
    await async_heal(hass)
    assert {path.name for path in bundle.components.iterdir()} == {"accord"}


async def test_copy_that_was_read_before_it_was_renewed(
    hass: HomeAssistant, bundle: Activation
) -> None:
    """Its code is new, what Home Assistant knows of its files is not."""
    await entry_with(hass, "kasa")
    shutil.copytree(bundle.bundle / KASA, bundle.components / KASA)
    write_bundle(bundle.hub, "2.0.0")
    await loader.async_get_integration(hass, KASA)
    await async_heal(hass)
    assert issues(hass) == {"restart_required": KASA}
    await async_heal(hass)
    assert not issues(hass)


async def test_package_of_somebody_else(hass: HomeAssistant, bundle: Activation) -> None:
    await entry_with(hass, "kasa")
    shutil.copytree(bundle.bundle / KASA, bundle.components / KASA)
    (bundle.components / KASA / "mine.py").write_text("")
    await async_heal(hass)
    assert issues(hass) == {"own_package": KASA}


async def test_mixed_versions(hass: HomeAssistant, bundle: Activation) -> None:
    shutil.copytree(bundle.bundle / KASA, bundle.components / KASA)
    write_bundle(bundle.hub, "2.0.0")
    await async_heal(hass)
    assert issues(hass) == {"mixed_versions": f"{KASA} 1.0.0"}


async def test_package_that_is_nowhere(hass: HomeAssistant, bundle: Activation) -> None:
    MockConfigEntry(domain=KASA).add_to_hass(hass)
    shutil.rmtree(bundle.bundle / KASA)
    await async_heal(hass)
    assert issues(hass) == {"package_missing": KASA}


async def test_folder_that_cannot_be_written(hass: HomeAssistant, bundle: Activation) -> None:
    await entry_with(hass, "kasa")
    with (
        patch.object(Path, "symlink_to", side_effect=OSError("read-only")),
        patch("shutil.copytree", side_effect=OSError("read-only")),
    ):
        await async_heal(hass)
    assert issues(hass) == {"cannot_write": KASA}
    await async_heal(hass)
    assert not issues(hass)


async def test_removal_takes_away_what_nothing_is_set_up_with(
    hass: HomeAssistant, bundle: Activation
) -> None:
    entry = await entry_with(hass, "kasa", "akuvox")
    MockConfigEntry(domain=KASA, disabled_by=ConfigEntryDisabler.USER).add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.config_entries.async_remove(entry.entry_id)
    assert bundle.standing(KASA) is Standing.LINK
    assert bundle.standing("accord_akuvox") is Standing.ABSENT
    assert issues(hass) == {"systems_left": KASA}


async def test_removal_where_nothing_can_be_written(
    hass: HomeAssistant, bundle: Activation, caplog: pytest.LogCaptureFixture
) -> None:
    entry = await entry_with(hass, "akuvox")
    assert await hass.config_entries.async_setup(entry.entry_id)
    with patch.object(Path, "rename", side_effect=OSError(30, "Read-only file system")):
        await hass.config_entries.async_remove(entry.entry_id)
    assert "Read-only file system" in caplog.text
    assert bundle.standing("accord_akuvox") is Standing.LINK
