"""Waiting for what becomes of a command: pushes and readings tell, whichever comes first."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import callback

from ..accord.protocol.huawei.northbound import CommandStatus
from .coordinator import HuaweiCoordinator

RESPONSE = "response"
EXECUTED = "executed"
_FINAL = frozenset({*(one.value for one in CommandStatus if one.final), RESPONSE, EXECUTED})
ASKED_EVERY = 5.0
"""Seconds between two looks at the list of commands while somebody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How far a command came."""

    status: str
    details: Mapping[str, Any] = field(default_factory=dict)


class OutcomeWatch:
    """Hears of the commands of one device from the moment it is made; call ``close`` in the end."""

    def __init__(self, coordinator: HuaweiCoordinator, device_id: str) -> None:
        """Listen before the command is sent: answers are quick."""
        self._coordinator = coordinator
        self._told: list[tuple[str, Mapping[str, Any]]] = []
        self._news = asyncio.Event()
        self.close = coordinator.events.listen(device_id, "command", self._hear)

    @callback
    def _hear(self, event: str, attributes: Mapping[str, Any]) -> None:
        self._told.append((event, attributes))
        self._news.set()

    def _last(self, name: str, number: str) -> Outcome | None:
        found = [one for one in self._told if one[1].get(name) == number]
        if not found:
            return None
        event, attributes = next((one for one in found if one[0] == RESPONSE), found[-1])
        return Outcome(status=event, details=attributes.get("result") or {})

    async def async_wait(self, name: str, number: str, seconds: float) -> Outcome | None:
        """Wait for the end of the command whose attribute ``name`` is ``number``.

        Returns how far it came by then, None where nothing was heard.
        """
        try:
            async with asyncio.timeout(seconds):
                while True:
                    last = self._last(name, number)
                    if last is not None and last.status in _FINAL:
                        return last
                    self._news.clear()
                    await self._async_news(listed=name == "command_id")
        except TimeoutError:
            return self._last(name, number)

    async def _async_news(self, *, listed: bool) -> None:
        """Wait for anything; of commands that the platform lists, ask for the list meanwhile."""
        try:
            async with asyncio.timeout(ASKED_EVERY):
                await self._news.wait()
        except TimeoutError:
            if listed:
                self._coordinator.pending.read_soon()
                await self._coordinator.async_read_pending()
