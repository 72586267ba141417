"""A device's own schedule, changed in the calendar."""

from playwright.async_api import Page, expect

from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Json, Simulation
from tests.e2e.conftest import Visit
from tests.e2e.screens import Screens
from tests.e2e.test_timers import enable

DEVICE = "Towel rail"
CALENDAR = "calendar.towel_rail_schedule"
DAILY = [1] * 7


async def rules(simulation: Simulation) -> list[Json]:
    """Return the rules that the device itself keeps."""
    (outlet,) = (await simulation.device(DEVICE))["outlets"]
    kept: list[Json] = outlet["schedule"]
    return kept


def minutes(rule: Json) -> int:
    """Return how long a rule lasts, also over midnight."""
    return int(rule["emin"] - rule["smin"]) % (24 * 60)


async def add(page: Page) -> None:
    """Add an event of one hour that comes every day."""
    await page.get_by_role("button", name="Add event").click()
    editor = page.locator("dialog-calendar-event-editor")
    await editor.get_by_role("textbox", name="Summary").fill("Warm towels")
    await editor.locator("ha-recurrence-rule-editor ha-select").first.click()
    await page.get_by_text("Daily", exact=True).click()
    await editor.get_by_role("button", name="Add event").click()
    await expect(editor.get_by_role("dialog")).to_be_hidden()


async def open_event(page: Page, button: str) -> None:
    """Open what the calendar shows of the rule, and press one of the buttons there."""
    await page.locator(".fc-event", has_text="On, then off").first.click()
    await page.get_by_role("button", name=button).click()


async def test_schedule(
    home: HomeAssistant, simulation: Simulation, visit: Visit, screens: Screens
) -> None:
    """Add a rule, let it end earlier, and delete it: each time the device knows."""
    await enable(home, CALENDAR, DEVICE)
    page = await visit(home, "/calendar")
    await page.get_by_role("button", name="List (7 days)").click()
    events = page.locator(".fc-event", has_text="On, then off")

    await add(page)
    await expect(events.first).to_be_visible()
    (rule,) = await rules(simulation)
    assert (rule["enable"], rule["repeat"], rule["wday"]) == (1, 1, DAILY)
    assert (rule["sact"], rule["eact"], minutes(rule)) == (1, 0, 60)
    await screens.take(page, "schedule")

    await open_event(page, "Edit event")
    editor = page.locator("dialog-calendar-event-editor")
    minute = editor.get_by_role("spinbutton", name="mm").last
    await minute.fill("15")
    await minute.press("Tab")
    save = editor.get_by_role("button", name="Save event")
    await save.click()
    await page.get_by_role("button", name="Update", exact=True).click()
    await expect(editor).to_contain_text("The device has one rule for all these days")
    assert await rules(simulation) == [rule]

    await save.click()
    await page.get_by_role("radio", name="This and all future events").click()
    await page.get_by_role("button", name="Update", exact=True).click()
    await expect(editor.get_by_role("dialog")).to_be_hidden()
    (edited,) = await rules(simulation)
    assert edited == {**rule, "emin": edited["emin"]}
    assert minutes(edited) == 75

    await open_event(page, "Delete event")
    await page.get_by_role("radio", name="This and all future events").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(events).to_have_count(0)
    assert await rules(simulation) == []
