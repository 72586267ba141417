"""Entries that older versions stored go on working."""

import importlib
import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.migrations import async_migrate
from tests.house.tree import PACKAGES

SAMPLES = Path(__file__).parent / "samples"
FIRST: list[dict[str, Any]] = json.loads((SAMPLES / "entries_version_1.json").read_text("utf-8"))


def test_each_package_has_a_stored_entry() -> None:
    assert {entry["domain"] for entry in FIRST} == {
        package.name for package in PACKAGES if (package / "config_flow.py").exists()
    }


@pytest.mark.parametrize("stored", FIRST, ids=lambda entry: entry["domain"])
def test_versions_and_steps_agree(stored: dict[str, Any]) -> None:
    """Home Assistant asks for a migration by the version that the dialog names."""
    package = importlib.import_module(f"custom_components.{stored['domain']}")
    flow = importlib.import_module(f"custom_components.{stored['domain']}.config_flow")
    (handler,) = (
        found
        for found in vars(flow).values()
        if isinstance(found, type)
        and found.__module__ == flow.__name__
        and hasattr(found, "VERSION")
        and found.__name__.endswith("ConfigFlow")
    )
    assert 1 + len(package.MIGRATIONS) == handler.VERSION


@pytest.mark.parametrize("stored", FIRST, ids=lambda entry: entry["domain"])
async def test_entry_of_the_first_version(hass: HomeAssistant, stored: dict[str, Any]) -> None:
    """It is understood: only that nothing answers at its address keeps it from working."""
    package = importlib.import_module(f"custom_components.{stored['domain']}")
    entry = MockConfigEntry(**stored)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    wanted = ConfigEntryState.LOADED if stored["domain"] == "accord" else _WAITS
    assert entry.state is wanted
    assert await package.async_migrate_entry(hass, entry)
    assert entry.version == 1 + len(package.MIGRATIONS)


_WAITS = ConfigEntryState.SETUP_RETRY


async def test_steps_that_an_entry_misses(hass: HomeAssistant) -> None:
    """Each is taken once, in order; what was stored is not touched until all are done."""
    entry = MockConfigEntry(data={"host": "a"}, options={"poll": 1}, version=2)
    entry.add_to_hass(hass)

    def never(data: dict[str, Any], options: dict[str, Any]) -> None:
        raise AssertionError

    def rename(data: dict[str, Any], options: dict[str, Any]) -> None:
        data["address"] = data.pop("host")

    def move(data: dict[str, Any], options: dict[str, Any]) -> None:
        data["poll"] = options.pop("poll")

    assert async_migrate(hass, entry, (never, rename, move))
    assert entry.version == 4
    assert dict(entry.data) == {"address": "a", "poll": 1}
    assert dict(entry.options) == {}
