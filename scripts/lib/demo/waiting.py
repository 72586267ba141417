"""Waiting for things that nobody announces."""

import asyncio
from collections.abc import Awaitable, Callable

_STEP_SECONDS = 0.2


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Ask until the answer is yes; how long is the caller's business."""
    # Nothing in this process could set an event.
    while not await happened():  # noqa: ASYNC110
        await asyncio.sleep(_STEP_SECONDS)
