"""The pages of devices and the dialogs behind them."""

from playwright.async_api import Locator, Page, expect

from scripts.lib.demo import devices
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens

OPTIONS = "/api/config/config_entries/options/flow"


async def device_path(home: HomeAssistant, name: str) -> str:
    found = await devices.registered(home.client)
    return f"/config/devices/device/{next(one['id'] for one in found if one['name'] == name)}"


async def entry_id(home: HomeAssistant, title: str) -> str:
    found = await devices.entries(home.client)
    return next(str(one["entry_id"]) for one in found if one["title"] == title)


async def entry_path(home: HomeAssistant, title: str) -> str:
    entry = await entry_id(home, title)
    return f"/config/integrations/integration/{devices.DOMAIN}#config_entry={entry}"


def entry_row(page: Page, title: str) -> Locator:
    return page.locator("ha-config-entry-row", has_text=title)


async def test_strip_with_its_outlets(home: HomeAssistant, visit: Visit, screens: Screens) -> None:
    page = await visit(home, await device_path(home, "Desk strip"))
    await expect(page.get_by_text("Laptop dock").first).to_be_visible()
    await screens.take(page, "strip")


async def test_outlet(home: HomeAssistant, visit: Visit) -> None:
    page = await visit(home, await device_path(home, "Laptop dock"))
    for name in ("Power", "Voltage", "Current", "Energy total", "Part of Desk strip"):
        await expect(page.get_by_text(name, exact=True).first).to_be_visible()


async def test_options(home: HomeAssistant, visit: Visit) -> None:
    page = await visit(home, await entry_path(home, "Freezer"))
    await entry_row(page, "Freezer").get_by_role("button", name="Configure").click()
    await page.get_by_label("Write new names into the device").first.click()
    await page.get_by_role("button", name="Submit").click()
    await page.get_by_role("button", name="Finish").click()
    options = await home.client.post(OPTIONS, {"handler": await entry_id(home, "Freezer")})
    assert options["data_schema"][0]["description"] == {"suggested_value": True}
    await home.client.delete(f"{OPTIONS}/{options['flow_id']}")


async def test_reconfigure(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    page = await visit(home, await entry_path(home, "Freezer"))
    await entry_row(page, "Freezer").get_by_role("button", name="Menu").first.click()
    await entry_row(page, "Freezer").get_by_text("Reconfigure").click()
    address = page.get_by_role("textbox", name="Host")
    await expect(address).to_have_value(f"{simulation.network}.10")
    submit = page.get_by_role("button", name="Submit")

    await address.fill(f"{simulation.network}.11")
    await submit.click()
    await expect(page.get_by_text("Another device answers at this address.")).to_be_visible()

    await address.fill(f"{simulation.network}.10:9999")
    await submit.click()
    await expect(page.get_by_text("Reconfiguration was successful")).to_be_visible()
