"""Waiting for something that may never come."""

import asyncio
from typing import Any

from simulators.clock import Clock


async def within[T](seconds: float, clock: Clock, future: asyncio.Future[T]) -> T | None:
    """Return what a future brings, or None if it brings nothing in time.

    Whoever cancels the future ends the waiting task too, as a restart does with open requests.
    """
    timer = asyncio.ensure_future(clock.sleep(seconds))
    both: set[asyncio.Future[Any]] = {future, timer}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        return future.result() if future.done() else None
    finally:
        timer.cancel()
