"""The picture of the dashboard, which needs something to show first."""

import asyncio
from datetime import UTC, datetime, timedelta

from playwright.async_api import expect
import pytest

from scripts.lib.demo.dashboard import PATH, read_entities
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.waiting import until
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens
from tests.e2e.test_dashboard import tile

GRAPH = timedelta(minutes=10)


@pytest.mark.timeout(900)
async def test_dashboard(home: HomeAssistant, visit: Visit, screens: Screens) -> None:
    if screens.wanted:
        await until_old_enough(home)
    page = await visit(home, f"/{PATH}")
    await expect(tile(page, "Freezer total")).to_contain_text("kWh")
    await screens.take(page, "dashboard")


async def until_old_enough(home: HomeAssistant) -> None:
    """Wait until the graph has something to show."""
    sensor = (await read_entities(home.client)).get("Freezer", "power")

    async def covers() -> bool:
        start = datetime.now(UTC) - 2 * GRAPH
        path = f"/api/history/period/{start:%Y-%m-%dT%H:%M:%SZ}?filter_entity_id={sensor}"
        (states,) = await home.client.get(path)
        first = datetime.fromisoformat(states[0]["last_changed"])
        return datetime.now(UTC) - first > GRAPH

    async with asyncio.timeout(850):
        await until(covers)
