"""A device's own countdown, from its page."""

import asyncio

from playwright.async_api import expect

from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.waiting import until
from tests.e2e.conftest import Visit
from tests.e2e.test_devices import device_path, entry_id

NUMBER = "number.humidifier_timer_minutes"


async def enable(home: HomeAssistant, entity: str, title: str) -> None:
    """Enable an entity that is off at first, and wait until it is there."""
    await home.client.command("config/entity_registry/update", entity_id=entity, disabled_by=None)
    entry = await entry_id(home, title)
    await home.client.post(f"/api/config/config_entries/entry/{entry}/reload")

    async def is_there() -> bool:
        states = await home.client.command("get_states")
        return any(one["entity_id"] == entity for one in states)

    async with asyncio.timeout(20):
        await until(is_there)


async def test_timer(home: HomeAssistant, visit: Visit) -> None:
    """Start a countdown over KLAP by its minutes, see when it ends, and cancel it."""
    await enable(home, NUMBER, "Humidifier")
    page = await visit(home, await device_path(home, "Humidifier"))
    minutes = page.locator("hui-number-entity-row", has_text="Timer minutes").locator("input")
    await minutes.fill("20")
    await minutes.press("Enter")
    ends = page.locator("hui-sensor-entity-row", has_text="Timer ends")
    await expect(ends).to_contain_text("minutes")
    await (
        page.locator("hui-button-entity-row", has_text="Cancel timer")
        .get_by_role("button", name="Press")
        .click()
    )
    await expect(ends).to_contain_text("Unknown")
    await expect(minutes).to_have_value("0")
