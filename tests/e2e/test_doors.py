"""Doors: add one, open it, see who comes, let somebody in, hear of it at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, Page, expect

from scripts.lib.demo.dashboard import PATH
from scripts.lib.demo.devices import DOORS
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.rooms import TIME_ZONE
from scripts.lib.demo.simulation import Json, Simulation
from scripts.lib.demo.waiting import until
from simulators.akuvox.household import ACCOUNT, PEOPLE
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens
from tests.e2e.test_adding import INTEGRATIONS, choose_brand, finish, titles
from tests.e2e.test_devices import device_path, entry_id, entry_row

DOOR = "Front door"
GRANTED, DENIED = "Success", "Failed"
VISITOR, CARD, _ = PEOPLE[0]
NEIGHBOUR, OTHER_CARD, _ = PEOPLE[1]
NOBODYS_CARD, NOBODYS_CODE = "0BADCAFE", "000000"
ADD_USER = f"/config/tools/action?service={DOORS}.add_user"
DAY = timedelta(days=1)


def tile(page: Page, name: str) -> Locator:
    """Return the tile of exactly this name."""
    return page.locator("hui-tile-card", has=page.get_by_text(name, exact=True))


async def log(simulation: Simulation) -> list[Json]:
    """Return the newest rows of what the unit itself has logged, without codes."""
    rows: list[Json] = (await simulation.device(DOOR))["door_log"]
    return rows


async def logged(simulation: Simulation, action: str, code: str) -> tuple[str, str]:
    """Let somebody come; return whom the unit took him for, and whether it let him in."""
    row = (await simulation.control(DOOR, action, code=code))["door_log"][0]
    return row["Name"], row["Status"]


async def soon(happened: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        await until(happened)


async def open_options(home: HomeAssistant, visit: Visit) -> Page:
    """Go to the options of the front door."""
    entry = await entry_id(home, DOOR)
    page = await visit(home, f"/config/integrations/integration/{DOORS}#config_entry={entry}")
    await entry_row(page, DOOR).get_by_role("button", name="Configure").click()
    return page


async def choose(page: Page, text: str) -> None:
    """Choose from the menu of a dialog."""
    await page.get_by_text(text, exact=True).click()


async def submit(page: Page) -> None:
    await page.get_by_role("button", name="Submit").click()


async def test_adding(empty_home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """The garage sends everybody to HTTPS and has a certificate of its own."""
    garage = await simulation.device("Garage")
    page = await visit(empty_home, INTEGRATIONS)
    await choose_brand(page, "Accord Akuvox")
    await page.get_by_role("textbox", name="Host").fill(f"{garage['address']}:{garage['port']}")
    await submit(page)

    await expect(page.get_by_text("Is this certificate right?")).to_be_visible()
    fingerprint = bytes.fromhex(garage["fingerprint"]).hex(":").upper()
    await expect(page.get_by_text(fingerprint)).to_be_visible()
    await submit(page)

    user, password = ACCOUNT
    await page.get_by_role("textbox", name="User name").fill(user)
    field = page.get_by_role("textbox", name="Password")
    await field.fill("no such password")
    await submit(page)
    await expect(page.get_by_text("does not take this user name and password")).to_be_visible()
    await field.fill(password)
    await submit(page)
    await finish(page)
    assert await titles(empty_home) == {"Garage"}
    await expect(page.get_by_text("Accord Akuvox").first).to_be_visible()


async def test_unlocking(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """The relay is switched once, for its time, and nothing else is."""
    before = await log(simulation)
    page = await visit(home, f"/{PATH}")
    await expect(tile(page, DOOR)).to_contain_text("Locked")
    await tile(page, DOOR).get_by_role("button", name="Unlock").click()
    await expect(tile(page, DOOR)).to_contain_text("Unlocked")
    await expect(tile(page, f"{DOOR} Mailbox")).to_contain_text("Locked")
    newest, *older = await log(simulation)
    assert newest["Status"] == GRANTED
    assert older == before[:4]
    await expect(tile(page, DOOR)).not_to_contain_text("Unlocked")


async def test_who_came(
    home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    page = await visit(home, f"/{PATH}")
    last = tile(page, f"{DOOR}: last access")
    await expect(last).to_be_visible()
    assert await logged(simulation, "card", NOBODYS_CARD) != (VISITOR, GRANTED)
    await expect(last).to_contain_text("Denied")
    assert await logged(simulation, "card", CARD) == (VISITOR, GRANTED)
    await expect(last).to_contain_text(f"Granted · {VISITOR}")
    await simulation.control("Garage", "card", code=OTHER_CARD)
    await expect(tile(page, "Garage: last access")).to_contain_text(f"Granted · {NEIGHBOUR}")
    section = page.locator("hui-grid-section", has=page.get_by_text("Doors", exact=True))
    await screens.take(page, "doors", section)

    page = await visit(home, await device_path(home, DOOR))
    await expect(page.get_by_text("Mailbox", exact=True).first).to_be_visible()
    await screens.take(page, "door")


async def test_reports(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """Have the unit report by itself, try it out, hear an alarm, and switch it off again."""
    page = await open_options(home, visit)
    await choose(page, "Reports of the unit (push)")
    await expect(page.get_by_text(home.url)).to_be_visible()
    await submit(page)
    await expect(page.get_by_text("InvalidCodeEntered")).to_be_visible()
    await submit(page)
    await choose(page, "Try it out")
    await expect(page.get_by_text("Enter a wrong code at the door now")).to_be_visible()
    await simulation.control(DOOR, "pin", code=NOBODYS_CODE)
    await expect(page.get_by_text("It works")).to_be_visible()
    await submit(page)
    await page.get_by_role("button", name="Finish").click()

    path = await device_path(home, DOOR)
    page = await visit(home, path)
    alarm = page.locator("hui-event-entity-row", has_text="Alarm")
    await expect(alarm).to_contain_text("Unknown")
    await simulation.control(DOOR, "tamper")
    await expect(alarm).to_contain_text("Tampering")

    page = await open_options(home, visit)
    await choose(page, "Reports of the unit (push)")
    await choose(page, "Switch off")
    await expect(page.get_by_text("Switch the reports off?")).to_be_visible()
    await submit(page)
    await page.get_by_role("button", name="Finish").click()
    page = await open_options(home, visit)
    await choose(page, "Reports of the unit (push)")
    await expect(page.get_by_text("Where is Home Assistant?")).to_be_visible()


async def test_card(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """Enrol a card at the reader: its owner comes in with it, by the mailbox' door too."""
    code = "5CA1AB1E"
    page = await open_options(home, visit)
    await choose(page, "Enrol a card")
    await expect(page.get_by_text(f"Go to {DOOR} with the card")).to_be_visible()
    await submit(page)

    async def reads() -> bool:
        return bool((await simulation.device(DOOR))["scanning"])

    await expect(page.get_by_text("Hold the card to the reader now")).to_be_visible()
    await soon(reads)
    await simulation.control(DOOR, "card", code=code)
    await page.get_by_role("textbox", name="Name").fill("Ida")
    await page.locator("ha-checkbox", has_text="Mailbox").click()
    await submit(page)
    await expect(page.get_by_text("The card of Ida opens from now on.")).to_be_visible()

    assert await logged(simulation, "card", code) == ("Ida", GRANTED)
    relays = (await simulation.device(DOOR))["relays"]
    assert [one["switched"] for one in relays.values()] == [True, True]


async def test_time_limit(home: HomeAssistant, simulation: Simulation, visit: Visit) -> None:
    """Add somebody who may come on two days only: not today, but then."""
    code = "864209"
    today = datetime.now(ZoneInfo(TIME_ZONE))
    before = (await simulation.device(DOOR))["users"]
    page = await visit(home, ADD_USER)
    await page.get_by_role("button", name="Add target").click()
    await page.get_by_placeholder("Search").fill("lock.front_door")
    await pick(page, DOOR)
    await expect(page.locator("ha-target-picker-item-row")).to_contain_text(DOOR)
    await field(page, "Name").get_by_role("textbox").fill("Cleaner")
    await field(page, "Codes").locator("ha-checkbox").click()
    await field(page, "Codes").get_by_role("button", name="Add").click()
    await field(page, "Codes").get_by_role("textbox").fill(code)
    await field(page, "Days").locator("ha-checkbox").click()
    for days in (2, 3):
        await field(page, "Days").locator("ha-picker-field").click()
        await pick(page, f"{today + days * DAY:%A}")
    await page.get_by_role("button", name="Perform action").click()

    async def added() -> bool:
        return bool((await simulation.device(DOOR))["users"] == before + 1)

    await soon(added)
    assert await logged(simulation, "pin", code) == ("Cleaner", DENIED)
    await simulation.control(DOOR, "clock", seconds=(2 * DAY).total_seconds())
    assert await logged(simulation, "pin", code) == ("Cleaner", GRANTED)
    await simulation.control(DOOR, "clock", seconds=0)


def field(page: Page, name: str) -> Locator:
    """Return a field of the form of an action."""
    return page.locator("ha-settings-row", has=page.get_by_text(name, exact=True))


async def pick(page: Page, name: str) -> None:
    """Pick from an open list."""
    await page.locator("ha-combo-box-item", has=page.get_by_text(name, exact=True)).click()
