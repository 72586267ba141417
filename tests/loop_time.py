"""How long the event loop is at work for one callback."""

import asyncio
from collections.abc import Callable, Generator
import contextlib
import gc
import time
from unittest.mock import patch


@contextlib.contextmanager
def longest_callback() -> Generator[Callable[[], float]]:
    """Measure the longest time that the loop was at work for one callback.

    It is the thread's own time: what other processes take of the machine is not ours.
    """
    longest = 0.0
    run = asyncio.Handle._run

    def measured(handle: asyncio.Handle) -> None:
        nonlocal longest
        began = time.thread_time()
        run(handle)
        longest = max(longest, time.thread_time() - began)

    gc.collect()
    gc.freeze()  # as Home Assistant does when it has started
    try:
        with patch.object(asyncio.Handle, "_run", measured):
            yield lambda: longest
    finally:
        gc.unfreeze()
