"""One request at a time, in the order in which they were made."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from ..errors import DeadlineError


class Turns:
    """Who may speak now. Nobody waits longer than those before may take, and his own patience."""

    def __init__(self) -> None:
        """Start with nobody speaking."""
        self._lock = asyncio.Lock()
        self._ends = 0.0

    @asynccontextmanager
    async def take(self, patience: float, most: float) -> AsyncGenerator[None]:
        """Wait for a turn of ``most`` seconds, with ``patience`` beyond the end of the present one.

        A long request must not make the ones behind it fail. Raises DeadlineError.
        """
        clock = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout_at(max(clock(), self._ends) + patience):
                await self._lock.acquire()
        except TimeoutError:
            raise DeadlineError("earlier requests did not finish in time") from None
        self._ends = clock() + most
        try:
            yield
        finally:
            self._ends = 0.0
            self._lock.release()
