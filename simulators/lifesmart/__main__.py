"""Run the stations until Ctrl-C: `python -m simulators.lifesmart`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import sys

from simulators.control import ControlServer
from simulators.foreground import run
from simulators.lifesmart.device import PORT, REPLY_PORT, Access
from simulators.lifesmart.discovery import DISCOVERY_PORT, SearchNet
from simulators.lifesmart.household import MODEL, TOKEN, build_stations


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.lifesmart", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="run only this station")
    parser.add_argument("--network", default="127.68.0", help="first three bytes of all addresses")
    parser.add_argument("--port", type=int, default=PORT, help="of requests")
    parser.add_argument("--discovery-port", type=int, default=DISCOVERY_PORT)
    parser.add_argument("--reply-port", type=int, default=REPLY_PORT, help="with --access app")
    parser.add_argument("--access", choices=list(Access), default=Access.QR)
    parser.add_argument("--control-port", type=int, default=9968, help="0 for any free port")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    stations = build_stations(
        port=options.port,
        discovery_port=options.discovery_port,
        reply_port=options.reply_port,
        network=options.network,
        access=Access(options.access),
        only=options.only,
    )
    async with AsyncExitStack() as stack:
        for station in stations:
            await stack.enter_async_context(station)
        await stack.enter_async_context(SearchNet(stations, port=options.discovery_port))
        server = ControlServer(stations, port=options.control_port)
        control = await stack.enter_async_context(server)
        for station in stations:
            sys.stdout.write(
                f"{station.address}:{station.port}  {station.mgatype}  {station.name}\n"
            )
        sys.stdout.write(f"model and token: {MODEL} / {TOKEN}\n")
        sys.stdout.write(f"control: {control.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run the stations."""
    run(_run(_parse()))


if __name__ == "__main__":
    main()
