"""Run the household until Ctrl-C: `python -m simulators.kasa`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import sys

from simulators.control import ControlServer
from simulators.kasa.discovery import DiscoveryNet
from simulators.kasa.household import build_household


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.kasa", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="run only this device")
    parser.add_argument("--network", default="127.66.0", help="first three bytes of all addresses")
    parser.add_argument("--port", type=int, default=9999)
    parser.add_argument("--control-port", type=int, default=9966, help="0 for any free port")
    parser.add_argument("--no-discovery", action="store_true", help="leave broadcasts alone")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    devices = build_household(
        port=options.port, network=options.network, only=set(options.only or ())
    )
    async with AsyncExitStack() as stack:
        for device in devices:
            await stack.enter_async_context(device)
        if not options.no_discovery:
            await stack.enter_async_context(DiscoveryNet(devices, port=options.port))
        control = await stack.enter_async_context(ControlServer(devices, port=options.control_port))
        for device in devices:
            row = f"{device.address}:{device.port}  {device.model.name:<11} {device.name}\n"
            sys.stdout.write(row)
        sys.stdout.write(f"control: {control.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run the household."""
    try:
        asyncio.run(_run(_parse()))
    except KeyboardInterrupt:
        return
    except (OSError, ValueError) as error:
        sys.exit(" ".join((f"cannot start: {error}", *getattr(error, "__notes__", ()))))


if __name__ == "__main__":
    main()
