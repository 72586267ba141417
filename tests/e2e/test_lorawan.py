"""A LoRaWAN server: add the account, say how payloads are to be read, send something back."""

from playwright.async_api import expect

from scripts.lib.demo import lorawan
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Json, Simulation
from simulators.iotsquare.device import TOKEN
from simulators.iotsquare.household import RELAY
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens
from tests.e2e.test_adding import INTEGRATIONS, choose_brand, finish
from tests.e2e.test_devices import device_path
from tests.e2e.test_doors import soon, submit

THERMOMETER, PUMP = "pantry", "pump"


async def test_adding(
    empty_home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    """From nothing to a temperature: account, applications, decoder with its preview."""
    (server,) = (await simulation.devices("iotsquare")).values()
    page = await visit(empty_home, INTEGRATIONS)
    await choose_brand(page, "Accord IoTSquare")
    await page.get_by_role("textbox", name="Address").fill(server["url"])
    token = page.get_by_role("textbox", name="API token")
    await token.fill("no such token")
    await submit(page)
    await expect(page.get_by_text("The server refuses the token")).to_be_visible()
    await token.fill(TOKEN)
    await submit(page)
    await expect(page.get_by_text("Choose applications")).to_be_visible()
    await submit(page)
    await finish(page)

    page = await visit(empty_home, f"/config/integrations/integration/{lorawan.DOMAIN}")
    await page.get_by_role("button", name="Add a decoder").click()
    await page.get_by_text("Certain devices").click()
    dialog = page.locator("ha-dialog")
    await expect(dialog.get_by_text(THERMOMETER, exact=True)).to_be_visible()
    await dialog.locator("ha-select").click()
    await page.get_by_role("menuitem", name="RHF1S001").click()
    await submit(page)
    await expect(page.get_by_text("What the payload says")).to_be_visible()
    await expect(dialog.get_by_text("°C")).to_be_visible()
    await screens.take(page, "decoder_preview")
    await submit(page)
    await page.get_by_role("button", name="Finish").click()

    page = await visit(empty_home, await device_path(empty_home, THERMOMETER))
    await page.get_by_text("Temperature", exact=True).first.click()
    info = page.locator("ha-more-info-dialog")
    await expect(info).to_contain_text("°C")
    await expect(info.locator("ha-more-info-history")).to_be_visible()


async def test_downlink(
    home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    """A switch sends its byte, once."""
    page = await visit(home, await device_path(home, PUMP))
    await expect(page.get_by_text("Not running")).to_be_visible()
    await page.locator("ha-entity-toggle").first.click()

    async def received() -> list[Json]:
        (server,) = (await simulation.devices("iotsquare")).values()
        rows: list[Json] = server["devices"][RELAY]["received"]
        return rows

    async def obeyed() -> bool:
        return bool(await received())

    await soon(obeyed)
    assert await received() == [{"port": lorawan.PUMP["port"], "data": lorawan.PUMP["on"]}]
    await screens.take(page, "lorawan_device")
