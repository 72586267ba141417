"""Firmware: offered, installed with its progress, and refused."""

import asyncio
from collections.abc import Generator
from unittest.mock import patch

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulators.clock import Clock

from .conftest import Add, Compare, Make, Poll

ENTITY = "update.lamp_firmware"


@pytest.fixture(autouse=True)
def quick() -> Generator[None]:
    with patch("custom_components.accord_kasa.update.STEP_SECONDS", 0):
        yield


def state(hass: HomeAssistant) -> State:
    found = hass.states.get(ENTITY)
    assert found is not None
    return found


async def install(hass: HomeAssistant) -> None:
    await hass.services.async_call("update", "install", {"entity_id": ENTITY}, blocking=True)


@pytest.mark.parametrize("model", ["KP115", "HS300", "KL110"])
async def test_entities(compare: Compare, model: str) -> None:
    """One for each device, none for outlets."""
    await compare(Platform.UPDATE, model)


async def test_nothing_newer(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    await add(await make("KP115", "Lamp"))
    assert state(hass).state == "unknown"
    await poll()
    assert state(hass).state == "off"


async def test_installed(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The cloud offers, the device fetches, flashes and restarts; twice is not sent."""
    device = await make("KP115", "Lamp", clock=Clock(frozen=True))
    await add(device)
    device.control("offer_firmware", {"version": "2.0.0 Build 261101", "log": "Better."})
    await poll(86_400)
    await poll()
    assert state(hass).state == "on"
    assert state(hass).attributes["latest_version"] == "2.0.0 Build 261101"
    assert state(hass).attributes["release_summary"] == "Better."
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    task = hass.async_create_task(install(hass))
    for _ in range(400):
        if task.done():
            break
        device.clock.advance(1)
        await asyncio.sleep(0.005)
    await task
    assert served.count("system.download_firmware") == 1
    for _ in range(20):
        device.clock.advance(5)
        await asyncio.sleep(0.005)
    await device.wait_until_online()
    await poll()
    await poll()
    await hass.async_block_till_done()
    assert state(hass).attributes["installed_version"] == "2.0.0 Build 261101"
    assert state(hass).attributes["in_progress"] is False


async def test_broken(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A download that fails is told, and leaves everything as it was."""
    device = await make("KP115", "Lamp", clock=Clock(frozen=True))
    await add(device)
    device.control("offer_firmware", {"version": "2.0.0", "broken": True})
    await poll(86_400)
    await poll()
    task = hass.async_create_task(install(hass))
    for _ in range(400):
        if task.done():
            break
        device.clock.advance(1)
        await asyncio.sleep(0.005)
    with pytest.raises(HomeAssistantError, match="could not fetch"):
        await task
    assert state(hass).attributes["in_progress"] is False
    assert state(hass).state == "on"


async def test_nothing_to_install(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    await add(await make("KP115", "Lamp"))
    await poll()
    with pytest.raises(HomeAssistantError):
        await install(hass)
