"""After a restart everything is there again."""

from playwright.async_api import expect

from scripts.lib.demo.dashboard import PATH
from scripts.lib.demo.devices import wait_until_loaded
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from tests.e2e.conftest import Visit
from tests.e2e.test_dashboard import tile


async def test_restart(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    before = await simulation.relay("Kitchen strip", 2)
    await home.stop()
    await simulation.control("Kitchen strip", "press", outlet=2)
    await home.start()

    await wait_until_loaded(home.client)
    page = await visit(home, f"/{PATH}")
    await expect(tile(page, "Radio")).to_contain_text("Off" if before else "On")
    await tile(page, "Radio").locator("ha-tile-icon").click()
    await expect(tile(page, "Radio")).to_contain_text("On" if before else "Off")
    assert await simulation.relay("Kitchen strip", 2) is before
