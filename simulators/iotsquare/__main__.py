"""Run the server until Ctrl-C: `python -m simulators.iotsquare`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import sys

from simulators.control import ControlServer
from simulators.foreground import run
from simulators.iotsquare.device import PORT
from simulators.iotsquare.household import build_server
from simulators.iotsquare.mqtt import Broker


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.iotsquare", description=__doc__)
    parser.add_argument("--address", default="127.69.0.10", help="of the server")
    parser.add_argument("--port", type=int, default=PORT, help="of the OpenAPI")
    parser.add_argument("--tls", action="store_true", help="serve HTTPS, not HTTP")
    parser.add_argument("--period", type=float, default=60.0, help="seconds between reports")
    parser.add_argument("--broker", metavar="HOST:PORT", help="of MQTT, for uplinks and downlinks")
    parser.add_argument("--mqtt-json", action="store_true", help="JSON over MQTT, not protobuf")
    parser.add_argument("--control-port", type=int, default=9969, help="0 for any free port")
    return parser.parse_args()


def _broker(options: argparse.Namespace) -> Broker | None:
    if options.broker is None:
        return None
    host, _, port = options.broker.rpartition(":")
    return Broker(host, int(port), json=options.mqtt_json)


async def _run(options: argparse.Namespace) -> None:
    server = build_server(
        address=options.address,
        port=options.port,
        tls=options.tls,
        period=options.period,
        broker=_broker(options),
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(server)
        control = await stack.enter_async_context(
            ControlServer([server], port=options.control_port)
        )
        sys.stdout.write(f"{server.base_url}  {len(server.devices)} devices  {server.name}\n")
        sys.stdout.write(f"token: {server.token}\n")
        sys.stdout.write(f"control: {control.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run the server."""
    run(_run(_parse()))


if __name__ == "__main__":
    main()
