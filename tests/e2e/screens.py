"""Pictures of what a person sees."""

import os
from pathlib import Path

from playwright.async_api import Page

PROJECT = Path(__file__).resolve().parents[2]
LARGEST = 200_000


class Screens:
    """Writes pictures: into the documentation if asked to, else out of the way."""

    def __init__(self) -> None:
        wanted = os.environ.get("ACCORD_SCREENSHOTS") == "1"
        self.folder = PROJECT / ("docs/screenshots" if wanted else "build/screenshots")

    async def take(self, page: Page, name: str) -> None:
        path = self.folder / f"{name}.png"
        await page.mouse.move(0, 0)
        await page.screenshot(path=path, animations="disabled")
        assert path.stat().st_size < LARGEST, f"{path} is too large for the repository"
