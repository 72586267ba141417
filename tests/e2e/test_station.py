"""A station: let somebody in for an hour, and press a key of a remote."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from scripts.lib.demo.devices import STATIONS
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.rooms import TIME_ZONE
from scripts.lib.demo.simulation import Json, Simulation
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens
from tests.e2e.test_devices import device_path
from tests.e2e.test_doors import field, pick, soon

STATION, LOCK = "House", "2711"
HOUR = timedelta(hours=1)


async def choose_target(page: Page, entity: str, name: str) -> None:
    """Choose what an action is for."""
    await page.get_by_role("button", name="Add target").click()
    await page.get_by_placeholder("Search").fill(entity)
    await pick(page, name)
    await expect(page.locator("ha-target-picker-item-row")).to_contain_text(name)


async def choose_moment(page: Page, name: str, moment: datetime) -> None:
    """Choose a day from the calendar and type the time."""
    row = field(page, name)
    await row.locator("ha-checkbox").click()
    await row.locator("ha-date-input").click()
    calendar = page.locator("ha-dialog-date-picker")
    month = calendar.locator(".month-year")
    await expect(month).not_to_be_empty()
    if await month.inner_text() != f"{moment:%B %Y}":
        await calendar.locator("ha-icon-button-next").click()
    await calendar.locator("calendar-month").get_by_text(str(moment.day), exact=True).click()
    await calendar.get_by_role("button", name="OK").click()
    await row.locator("#hour input").fill(f"{moment:%I}")
    await row.locator("#min input").fill(f"{moment:%M}")
    await row.locator("ha-select").click()
    await row.get_by_role("menuitem", name=f"{moment:%p}").click()


async def lock(simulation: Simulation) -> Json:
    """Return what can be seen of the entrance's lock."""
    found: Json = (await simulation.device(STATION))["locks"][LOCK]
    return found


async def opens(simulation: Simulation, code: str) -> bool:
    """Type a code at the entrance; tell whether it opened."""
    before = (await lock(simulation))["opened"]
    after = await simulation.control(STATION, "code", me=LOCK, code=code)
    return bool(after["locks"][LOCK]["opened"] > before)


async def test_code_for_an_hour(
    home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    """The lock opens with the code now, and not after the hour; the page tells who came."""
    code = "864209"
    end = datetime.now(ZoneInfo(TIME_ZONE)) + HOUR
    assert not await opens(simulation, code)
    page = await visit(home, f"/config/tools/action?service={STATIONS}.add_user")
    await choose_target(page, "lock.entrance", "Entrance")
    await field(page, "Name").get_by_role("textbox").fill("Plumber")
    await field(page, "Codes").locator("ha-checkbox").click()
    await field(page, "Codes").get_by_role("button", name="Add").click()
    await field(page, "Codes").get_by_role("textbox").fill(code)
    await choose_moment(page, "Until", end)
    await page.get_by_role("button", name="Perform action").click()

    async def opened() -> bool:
        return await opens(simulation, code)

    await soon(opened)
    page = await visit(home, await device_path(home, "Entrance"))
    await expect(page.get_by_text("Plumber").first).to_be_visible()
    await screens.take(page, "station_lock")
    await simulation.control(STATION, "clock", seconds=HOUR.total_seconds() + 60)
    assert not await opened()
    await simulation.control(STATION, "clock", seconds=0)


async def test_key_of_a_remote(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """A key of a remote that was set up in the app is sent once."""
    before = (await simulation.device(STATION))["ir_sent"]
    page = await visit(home, "/config/tools/action?service=remote.send_command")
    await choose_target(page, "remote.tv", "TV")
    await field(page, "Command").get_by_role("textbox").fill("MUTE")
    await page.get_by_role("button", name="Perform action").click()

    async def sent() -> bool:
        return bool(len((await simulation.device(STATION))["ir_sent"]) > len(before))

    await soon(sent)
    assert len((await simulation.device(STATION))["ir_sent"]) == len(before) + 1
