"""Installs a zip with the code of Home Assistant's own Marketplace, as far as it needs no network.

Run by the Python of a release that has it: ``python marketplace.py CONFIG ZIP VERSION``.
"""

import asyncio
from pathlib import Path
import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

from homeassistant.components.marketplace.repositories.integration import IntegrationRepository
from homeassistant.core import HomeAssistant

DOMAIN = "accord"


def make_marketplace(hass: HomeAssistant, archive: Path) -> Any:
    """Return what a repository asks of the Marketplace; downloads come from the zip."""

    async def download(url: str, **_: object) -> bytes:
        return await asyncio.to_thread(archive.read_bytes)

    async def save(path: str, content: bytes) -> bool:
        await asyncio.to_thread(Path(path).write_bytes, content)
        return True

    marketplace = MagicMock()
    marketplace.hass = hass
    marketplace.core = SimpleNamespace(config_path=hass.config.config_dir)
    marketplace.async_download_file = download
    marketplace.async_save_file = save
    return marketplace


async def install(config: Path, archive: Path, version: str) -> None:
    """Write the content as an installation or an update does."""
    hass = HomeAssistant(str(config))
    repository = IntegrationRepository(make_marketplace(hass, archive), "accord-ha/accord")
    repository.data.id = "1"
    repository.data.domain = DOMAIN
    repository.content.path.local = repository.localpath
    repository.ref = f"tags/{version}"
    content: Any = {"url": f"https://example.invalid/{archive.name}", "name": archive.name}

    async def write() -> None:
        await repository.async_download_zip_file(content, repository.validate)

    await repository._async_write_content(write)
    if not repository.validate.success:
        raise SystemExit(f"refused: {repository.validate.errors}")
    await hass.async_stop(force=True)


if __name__ == "__main__":
    asyncio.run(install(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
