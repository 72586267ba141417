"""Pictures of what a person sees."""

import os
from pathlib import Path

from playwright.async_api import Locator, Page

PROJECT = Path(__file__).resolve().parents[2]
LARGEST = 200_000


class Screens:
    """Writes pictures: into the documentation if asked to, else out of the way."""

    def __init__(self) -> None:
        self.wanted = os.environ.get("ACCORD_SCREENSHOTS") == "1"
        self._folder = PROJECT / ("docs/screenshots" if self.wanted else "build/screenshots")

    async def take(self, page: Page, name: str, part: Locator | None = None) -> None:
        """Take a picture of a page, or of one part of it."""
        path = self._folder / f"{name}.png"
        await page.mouse.move(0, 0)
        await page.wait_for_load_state("networkidle")  # icons are fetched one by one
        await (part or page).screenshot(path=path, animations="disabled")
        assert path.stat().st_size < LARGEST, f"{path} is too large for the repository"
