"""The pages of devices and the dialogs behind them."""

from playwright.async_api import expect

from scripts.lib.demo import devices
from scripts.lib.demo.home_assistant import HomeAssistant
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens


async def device_path(home: HomeAssistant, name: str) -> str:
    found = await devices.registered(home.client)
    return f"/config/devices/device/{next(one['id'] for one in found if one['name'] == name)}"


async def entry_path(home: HomeAssistant, title: str) -> str:
    found = await devices.entries(home.client)
    entry = next(one["entry_id"] for one in found if one["title"] == title)
    return f"/config/integrations/integration/{devices.DOMAIN}#config_entry={entry}"


async def test_strip_with_its_outlets(home: HomeAssistant, visit: Visit, screens: Screens) -> None:
    page = await visit(home, await device_path(home, "Desk strip"))
    await expect(page.get_by_text("Laptop dock").first).to_be_visible()
    await screens.take(page, "strip")


async def test_outlet(home: HomeAssistant, visit: Visit, screens: Screens) -> None:
    page = await visit(home, await device_path(home, "Laptop dock"))
    for name in ("Power", "Voltage", "Current", "Energy total"):
        await expect(page.get_by_text(name, exact=True).first).to_be_visible()
    await screens.take(page, "outlet")


async def test_options(home: HomeAssistant, visit: Visit, screens: Screens) -> None:
    page = await visit(home, await entry_path(home, "Freezer"))
    row = page.locator("ha-config-entry-row", has_text="Freezer")
    await row.get_by_role("button", name="Configure").click()
    await expect(page.get_by_text("Write new names into the device")).to_be_visible()
    await screens.take(page, "options")


async def test_reconfigure(home: HomeAssistant, visit: Visit, screens: Screens) -> None:
    page = await visit(home, await entry_path(home, "Freezer"))
    row = page.locator("ha-config-entry-row", has_text="Freezer")
    await row.get_by_label("Menu").click()
    await page.get_by_text("Reconfigure").click()
    await screens.take(page, "reconfigure")
