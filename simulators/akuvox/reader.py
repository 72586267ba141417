"""The card reader while it waits for a card to enrol."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

SCAN_SECONDS = 30.0

_NO_CARD = ""


class Reader:
    """Hands the number of the next card to whoever scans."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Be ready for people, not for enrolment."""
        self._device = device
        self._waiting: asyncio.Future[str] | None = None

    @property
    def armed(self) -> bool:
        """Whether the next card is only read."""
        return self._waiting is not None and not self._waiting.done()

    def enrol(self, code: str) -> bool:
        """Hand over a card's number; tell whether somebody waited for it."""
        if self._waiting is None or self._waiting.done():
            return False
        self._waiting.set_result(code)
        return True

    def cancel(self) -> None:
        """End the waiting, as a restart does."""
        self.enrol(_NO_CARD)

    async def scan(self) -> str | None:
        """Return the number of the next card, or None if none comes in time."""
        self.cancel()
        waiting: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._device.spawn(self._give_up(waiting))
        try:
            return await waiting or None
        finally:
            waiting.cancel()

    async def _give_up(self, waiting: asyncio.Future[str]) -> None:
        await self._device.clock.sleep(SCAN_SECONDS)
        if not waiting.done():
            waiting.set_result(_NO_CARD)
