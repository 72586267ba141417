"""An IoT platform: add the application with its certificates, see a meter, switch a lamp."""

from playwright.async_api import expect

from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from simulators.huawei.platform import APP_ID, SECRET
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens
from tests.e2e.test_adding import INTEGRATIONS, choose_brand, finish
from tests.e2e.test_devices import device_path
from tests.e2e.test_doors import soon, submit

METER, LAMP = "Water meter", "Cellar lamp"


async def test_adding(empty_home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """Certificates are pasted; what is wrong is named, and nothing that was typed is lost."""
    (platform,) = (await simulation.devices("huawei")).values()
    host, _, port = platform["url"].removeprefix("https://").partition(":")
    page = await visit(empty_home, INTEGRATIONS)
    await choose_brand(page, "Accord Huawei")
    for name, text in {
        "Host": host,
        "Application ID": APP_ID,
        "CA certificate of the platform": platform["certificates"]["authority"],
        "Client certificate": platform["certificates"]["certificate"],
        "Private key": platform["certificates"]["private_key"],
    }.items():
        await page.get_by_role("textbox", name=name, exact=False).first.fill(text)
    assert port == "8743"  # as the form has it already
    await page.get_by_role("textbox", name="Secret").fill("no such secret")
    await submit(page)
    await expect(
        page.get_by_text("The platform does not know this application, or the secret is wrong.")
    ).to_be_visible()
    await page.get_by_role("textbox", name="Secret").fill(SECRET)
    await submit(page)
    await expect(page.get_by_text("Choose the devices")).to_be_visible()
    await submit(page)
    await finish(page)

    page = await visit(empty_home, await device_path(empty_home, METER))
    await page.get_by_text("Totalized flow", exact=True).first.click()
    info = page.locator("ha-more-info-dialog")
    await expect(info.locator("ha-more-info-history")).to_be_visible()


async def lit(simulation: Simulation) -> object:
    """Return what the lamp itself says."""
    (platform,) = (await simulation.devices("huawei")).values()
    (lamp,) = (one for one in platform["things"].values() if one["name"] == LAMP)
    return lamp["data"]["Switch"]["status"]


async def test_switching(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """A lamp behind a gateway obeys at once."""
    before = await lit(simulation)
    page = await visit(home, await device_path(home, LAMP))
    await page.locator("ha-entity-toggle").first.click()

    async def changed() -> bool:
        return await lit(simulation) != before

    await soon(changed)


async def test_waiting_command(
    home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    """A meter that sleeps gets its command later; until then it is told of as waiting."""
    page = await visit(home, await device_path(home, METER))
    await page.locator("ha-entity-toggle").first.click()
    command = page.locator("hui-event-entity-row", has_text="Command")
    await expect(command).to_contain_text("Waiting")
    await screens.take(page, "meter")
