"""Starts the demo and stays until Ctrl-C."""

import argparse
import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import signal
import sys
import time

from .checks import run_checks
from .dashboard import PATH
from .errors import DemoError
from .home import furnish
from .home_assistant import HomeAssistant, free_port
from .simulation import Simulation

PROJECT = Path(__file__).resolve().parents[3]
FOLDER = PROJECT / ".demo"

_DEFAULT_PORT = 8123


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="Starts a household of simulated devices and a Home Assistant that looks after"
        " it, and stays until Ctrl-C.",
    )
    parser.add_argument("--port", type=int, help="of Home Assistant (0: any free one)")
    parser.add_argument("--reset", action="store_true", help="start over with a new Home Assistant")
    parser.add_argument(
        "--check",
        action="store_true",
        help="check that both work together, and end with exit code 0 or 1",
    )
    options = parser.parse_args()
    if options.port is None:
        options.port = 0 if options.check else _DEFAULT_PORT
    return options


def _say(text: str) -> None:
    sys.stdout.write(f"• {text}\n")
    sys.stdout.flush()


def _end_on_signals() -> None:
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


async def _run(options: argparse.Namespace) -> bool:
    _end_on_signals()
    started = time.monotonic()
    home_assistant = HomeAssistant(PROJECT, FOLDER, options.port)
    if options.reset:
        home_assistant.forget()
    free_port(options.port)
    async with AsyncExitStack() as stack:
        simulation = Simulation(PROJECT, FOLDER / "household.log", still=options.check)
        await stack.enter_async_context(simulation)
        _say("Simulated devices are running")
        await stack.enter_async_context(home_assistant)
        _say("Home Assistant is running")
        if added := await furnish(home_assistant.client, simulation):
            _say(f"{added} devices were added through Home Assistant's dialogs")
        _say(f"Ready after {time.monotonic() - started:.0f} s")
        if options.check:
            return await run_checks(home_assistant.client, simulation)
        _invite(home_assistant)
        await _stay(home_assistant, simulation)
    return True


def _invite(home_assistant: HomeAssistant) -> None:
    lines = (
        "",
        f"  {home_assistant.url}/{PATH}",
        f"  user name demo, password {home_assistant.password}",
        "",
        "Ctrl-C ends everything.",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


async def _stay(home_assistant: HomeAssistant, simulation: Simulation) -> None:
    """Wait until somebody ends the demo; start Home Assistant again when it wants that."""
    devices = asyncio.create_task(simulation.ended())
    while True:
        home = asyncio.create_task(home_assistant.ended())
        await asyncio.wait({devices, home}, return_when=asyncio.FIRST_COMPLETED)
        if devices.done():
            raise DemoError(f"The simulated devices ended.\n{simulation.last_words()}")
        if not home.result():
            raise DemoError(f"Home Assistant ended.\n{home_assistant.last_words()}")
        await home_assistant.stop()
        await home_assistant.start()


def main() -> int:
    """Run the demo and return the exit code."""
    try:
        return 0 if asyncio.run(_run(_parse())) else 1
    except DemoError as error:
        sys.stderr.write(f"✗ {error}\n")
        return 1
    except KeyboardInterrupt, asyncio.CancelledError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
