"""Adding devices, as a person does it with mouse and keyboard."""

from playwright.async_api import Page, expect

from scripts.lib.demo import devices
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens

INTEGRATIONS = "/config/integrations/dashboard"


async def choose_brand(page: Page, brand: str) -> None:
    """Go from the list of integrations to the dialog of one of them."""
    await page.get_by_role("button", name="Add integration").click()
    await expect(page.get_by_text("Select brand")).to_be_visible()
    await page.get_by_placeholder("Search for a brand").fill(brand.lower())
    await page.locator("dialog-add-integration").get_by_text(brand, exact=True).click()


async def open_dialog(page: Page) -> None:
    """Go from the list of integrations to the choice of a device."""
    await choose_brand(page, "Accord Kasa")
    another = page.get_by_text("Set up another instance of Accord Kasa")
    await expect(page.get_by_text("Looking for Kasa devices").or_(another)).to_be_visible()
    if await another.is_visible():
        await another.click()
    await expect(page.get_by_text("Choose a device")).to_be_visible()


async def finish(page: Page) -> None:
    """Leave the dialog that asks for rooms, and see the dialog go."""
    button = page.get_by_role("button", name="Skip and finish")
    await button.click()
    await expect(button).to_be_hidden()


async def titles(home: HomeAssistant) -> set[str]:
    return {entry["title"] for entry in await devices.entries(home.client)}


async def test_from_the_list(
    empty_home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    page = await visit(empty_home, INTEGRATIONS)
    await open_dialog(page)
    for label in ("Desk strip · HS300(US)", "Freezer · KP115(US)", "Shelf · KL430(US)"):
        await expect(page.get_by_text(f"{label} · {simulation.network}.")).to_be_attached()
    await screens.take(page, "choose_device")

    await page.get_by_text(f"Desk strip · HS300(US) · {simulation.network}.30").click()
    await page.get_by_role("button", name="Submit").click()
    await finish(page)

    await expect(page.get_by_text("Laptop dock")).to_be_visible()
    assert await titles(empty_home) == {"Desk strip"}


async def test_by_address(empty_home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    await simulation.control("Hall switch", "offline")
    page = await visit(empty_home, INTEGRATIONS)
    await open_dialog(page)
    await page.get_by_text("Another device: enter its address").click()
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("Enter the address", exact=True)).to_be_visible()
    submit = page.get_by_role("button", name="Submit")

    await page.get_by_role("textbox", name="Host").fill("no host")
    await submit.click()
    await expect(page.get_by_text("This is no host name and no address.")).to_be_visible()

    await page.get_by_role("textbox", name="Host").fill(f"{simulation.network}.20")
    await submit.click()
    await expect(page.get_by_text("refuses the connection")).to_be_visible()

    await simulation.control("Hall switch", "online")
    await submit.click()
    await finish(page)
    assert "Hall switch" in await titles(empty_home)
