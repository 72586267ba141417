"""Infrared codes that SPOTs learned: kept by Home Assistant, as stations keep none."""

from collections.abc import Mapping

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from .const import DOMAIN

_VERSION = 1

type Codes = dict[str, dict[str, str]]
"""Command -> code, by the name of the device that it is for."""


class LearnedCodes:
    """The codes of one station's SPOTs; a code is the station's own hexadecimal text."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Be of an entry."""
        self._store: Store[Codes] = Store(hass, _VERSION, f"{DOMAIN}.{entry_id}")
        self._codes: Codes = {}

    async def async_load(self) -> None:
        """Read what was learned before."""
        self._codes = await self._store.async_load() or {}

    async def async_remove(self) -> None:
        """Forget everything."""
        await self._store.async_remove()

    def find(self, device: str, command: str) -> str | None:
        """Return a code that was learned, None for one that was not."""
        return self._codes.get(device, {}).get(command)

    async def async_add(self, device: str, codes: Mapping[str, str]) -> None:
        """Keep codes; those of the same name are replaced."""
        self._codes = {**self._codes, device: {**self._codes.get(device, {}), **codes}}
        await self._store.async_save(self._codes)

    async def async_delete(self, device: str, commands: list[str]) -> None:
        """Forget codes."""
        left = {
            name: code for name, code in self._codes.get(device, {}).items() if name not in commands
        }
        self._codes = {**self._codes, device: left}
        await self._store.async_save(self._codes)
