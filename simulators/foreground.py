"""Run simulated devices in the foreground of a terminal, until Ctrl-C."""

import asyncio
from collections.abc import Coroutine
import sys
from typing import Any


def run(devices: Coroutine[Any, Any, None]) -> None:
    """Run until it ends or somebody interrupts; say in one line why it cannot start."""
    try:
        asyncio.run(devices)
    except KeyboardInterrupt:
        return
    except (OSError, ValueError) as error:
        sys.exit(" ".join((f"cannot start: {error}", *getattr(error, "__notes__", ()))))
