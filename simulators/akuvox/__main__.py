"""Run the doors until Ctrl-C: `python -m simulators.akuvox`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import sys

from simulators.akuvox.household import ACCOUNT, HTTPS_PORT, PORT, build_doors
from simulators.control import ControlServer
from simulators.foreground import run


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.akuvox", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="run only this door")
    parser.add_argument("--network", default="127.67.0", help="first three bytes of all addresses")
    parser.add_argument("--port", type=int, default=PORT, help="of HTTP")
    parser.add_argument("--https-port", type=int, default=HTTPS_PORT, help="of HTTPS")
    parser.add_argument("--control-port", type=int, default=9967, help="0 for any free port")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    doors = build_doors(
        port=options.port,
        https_port=options.https_port,
        network=options.network,
        only=options.only,
    )
    async with AsyncExitStack() as stack:
        for door in doors:
            await stack.enter_async_context(door)
        control = await stack.enter_async_context(ControlServer(doors, port=options.control_port))
        for door in doors:
            port = door.port if door.https is None else door.https_port
            scheme = "http" if door.https is None else "https"
            sys.stdout.write(f"{scheme}://{door.address}:{port}  {door.model.name}  {door.name}\n")
        sys.stdout.write(f"account: {ACCOUNT[0]} / {ACCOUNT[1]}\n")
        sys.stdout.write(f"control: {control.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run the doors."""
    run(_run(_parse()))


if __name__ == "__main__":
    main()
