"""Infrared: keys of the app's remotes, codes as the station writes them, learned ones."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.lifesmart import LifeSmartStation, Remote, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id

CODE = "9F8B014F6F41040051550100545500"
TV = "AI_IR_5bd1_1590665106"


@pytest.fixture
async def station(make: Make) -> LifeSmartStation:
    """Start a station with a SPOT and a remote of the app."""
    found = await make(SubDevice("5bd1", "SL_SPOT", "Spot"))
    found.remotes.add(Remote(TV, "TV", "TV_A", "changhong", {"POWER": "", "MUTE": ""}))
    return found


async def call(hass: HomeAssistant, action: str, remote: str, **data: Any) -> None:
    """Call an action of remotes."""
    await hass.services.async_call("remote", action, {"entity_id": remote, **data}, blocking=True)


async def test_keys(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """Each key is sent as often as the user wants."""
    entry = await add(station)
    remote = entity_id(hass, entry, "remote", f"remote_{TV}")
    await call(hass, "send_command", remote, command=["POWER", "MUTE"], num_repeats=2, delay_secs=0)
    assert len(station.state()["ir_sent"]) == 4


async def test_unknown_key(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """Nothing is sent, and the keys that there are are told."""
    entry = await add(station)
    remote = entity_id(hass, entry, "remote", f"remote_{TV}")
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "send_command", remote, command=["POWER", "EJECT"])
    assert caught.value.translation_placeholders == {"keys": "EJECT", "known": "MUTE, POWER"}
    assert station.state()["ir_sent"] == []


async def test_own_codes(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """The station's hexadecimal text is sent as it is; nonsense is refused."""
    entry = await add(station)
    spot = entity_id(hass, entry, "remote", "5bd1_remote_infrared")
    await call(hass, "send_command", spot, command=[CODE])
    assert len(station.state()["ir_sent"]) == 1
    with pytest.raises(HomeAssistantError):
        await call(hass, "send_command", spot, command=["volume"])
    assert len(station.state()["ir_sent"]) == 1


async def test_learning(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """A learned code is sent by its name, after a restart too, until it is deleted."""
    entry = await add(station)
    spot = entity_id(hass, entry, "remote", "5bd1_remote_infrared")
    learning = hass.async_create_task(
        call(hass, "learn_command", spot, device="Radio", command=["on"])
    )
    async with asyncio.timeout(5):
        while not station.state()["learning"]:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.01)
    station.control("ir", {"me": "5bd1", "data": CODE})
    await learning
    assert await hass.config_entries.async_reload(entry.entry_id)
    await call(hass, "send_command", spot, device="Radio", command=["on"])
    assert CODE in str(station.state()["ir_sent"][-1])
    await call(hass, "delete_command", spot, device="Radio", command=["on"])
    with pytest.raises(HomeAssistantError):
        await call(hass, "send_command", spot, device="Radio", command=["on"])


async def test_learning_wants_names(
    hass: HomeAssistant, station: LifeSmartStation, add: Add
) -> None:
    """And infrared only."""
    entry = await add(station)
    spot = entity_id(hass, entry, "remote", "5bd1_remote_infrared")
    for data, key in (
        ({}, "command_missing"),
        ({"command": ["on"], "alternative": True}, "infrared_only"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "learn_command", spot, **data)
        assert caught.value.translation_key == key
