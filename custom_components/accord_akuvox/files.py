"""Files of units: exports go into a folder of their own, imports come from allowed places only."""

from dataclasses import dataclass
import os
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..accord.protocol.akuvox import Download
from .const import DOMAIN
from .coordinator import AkuvoxConfigEntry

FOLDER = ("accord", "akuvox")
"""Below the configuration folder; each unit has one there by its MAC address."""
MIB = 1024 * 1024
LARGEST_IMAGE = 512 * MIB
LARGEST_IMPORT = 32 * MIB
_OURS = 0o600
_FOLDER_OURS = 0o700


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes to a unit."""

    name: str
    content: bytes


async def async_save(
    hass: HomeAssistant, entry: AkuvoxConfigEntry, file: Download
) -> JsonObjectType:
    """Write a file that only Home Assistant may read; return where it lies and its size.

    The content may hold codes and passwords: it is nowhere but in the file.
    """
    unit = str(entry.unique_id or entry.entry_id).replace(":", "")
    folder = Path(hass.config.path(*FOLDER, unit))
    name = f"{dt_util.now():%Y%m%d-%H%M%S}-{file.name or 'file'}"
    path = await hass.async_add_executor_job(_write, folder, name, file.content)
    return {"path": str(path), "size": len(file.content)}


async def async_load(hass: HomeAssistant, path: str, largest: int) -> Upload:
    """Return a file from a place that Home Assistant allows, or that was exported.

    Raises ServiceValidationError for other places, for what is no file, and for one that is
    empty or larger than ``largest`` bytes.
    """
    return await hass.async_add_executor_job(_read, hass, path, largest)


def _write(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(mode=_FOLDER_OURS, parents=True, exist_ok=True)
    for number in range(1000):
        path = folder / (f"{number}-{name}" if number else name)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return path
    raise FileExistsError(name)


def _read(hass: HomeAssistant, path: str, largest: int) -> Upload:
    found = Path(hass.config.path(path)).resolve()
    own = Path(hass.config.path(*FOLDER)).resolve()
    if not found.is_relative_to(own) and not hass.config.is_allowed_path(str(found)):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="path_not_allowed",
            translation_placeholders={"path": path},
        )
    try:
        size = found.stat().st_size if found.is_file() else 0
        if 0 < size <= largest:
            return Upload(found.name, found.read_bytes())
    except OSError:
        size = 0
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="file_unusable",
        translation_placeholders={"path": path, "most": str(largest // MIB)},
    )
