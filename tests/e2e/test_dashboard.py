"""Switching and seeing on a dashboard."""

from playwright.async_api import Locator, Page, expect

from scripts.lib.demo.dashboard import PATH
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens


def tile(page: Page, name: str) -> Locator:
    return page.locator("hui-tile-card", has_text=name)


async def test_switching(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    page = await visit(home, f"/{PATH}")
    await expect(tile(page, "Fan")).to_contain_text("Off")
    await tile(page, "Fan").locator("ha-tile-icon").click()
    await expect(tile(page, "Fan")).to_contain_text("On")
    assert await simulation.relay("Fan")


async def test_own_button(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    page = await visit(home, f"/{PATH}")
    await expect(tile(page, "Kettle")).to_contain_text("Off")
    await simulation.control("Kitchen strip", "press", outlet=0)
    await expect(tile(page, "Kettle")).to_contain_text("On")


async def test_lamp(
    home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    page = await visit(home, f"/{PATH}")
    await tile(page, "Mood lamp").click(position={"x": 120, "y": 28})
    dialog = page.locator("ha-more-info-dialog")
    state = dialog.locator("ha-more-info-state-header")
    await expect(state).to_contain_text("40%")
    await screens.take(page, "lamp")

    await dialog.get_by_role("slider").press("ArrowUp")
    await expect(state).to_contain_text("41%")
    assert (await simulation.device("Mood lamp"))["light"]["brightness"] == 41
