"""Run the household until Ctrl-C: `python -m simulators.kasa`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
import sys

from simulators.control import ControlServer
from simulators.foreground import run
from simulators.kasa.device import KLAP_PORT, PORT
from simulators.kasa.discovery import DiscoveryNet
from simulators.kasa.household import ACCOUNT, build_household
from simulators.kasa.probe import PROBE_PORTS
from simulators.kasa.transport import Transport


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.kasa", description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="run only this device")
    parser.add_argument("--network", default="127.66.0", help="first three bytes of all addresses")
    parser.add_argument("--port", type=int, default=PORT, help="of the XOR cipher")
    parser.add_argument("--klap-port", type=int, default=KLAP_PORT, help="of KLAP")
    parser.add_argument(
        "--probe-ports",
        type=int,
        nargs="+",
        default=PROBE_PORTS,
        metavar="PORT",
        help="of discovery for KLAP",
    )
    parser.add_argument(
        "--transport",
        action="append",
        choices=[str(one) for one in Transport],
        help="run only devices that speak this",
    )
    parser.add_argument("--control-port", type=int, default=9966, help="0 for any free port")
    parser.add_argument("--no-discovery", action="store_true", help="leave broadcasts alone")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    ports = tuple(options.probe_ports)
    devices = build_household(
        port=options.port,
        klap_port=options.klap_port,
        probe_ports=ports,
        network=options.network,
        transports=options.transport or tuple(Transport),
        only=set(options.only or ()),
    )
    async with AsyncExitStack() as stack:
        for device in devices:
            await stack.enter_async_context(device)
        if not options.no_discovery:
            await stack.enter_async_context(
                DiscoveryNet(devices, port=options.port, probe_ports=ports)
            )
        control = await stack.enter_async_context(ControlServer(devices, port=options.control_port))
        for device in devices:
            where = f"{device.address}:{device.port}"
            row = f"{where:<19} {device.transport:<6}{device.model.name:<11} {device.name}"
            sys.stdout.write(f"{row}\n")
        sys.stdout.write(f"account of KLAP: {ACCOUNT[0]} / {ACCOUNT[1]}\n")
        sys.stdout.write(f"control: {control.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run the household."""
    run(_run(_parse()))


if __name__ == "__main__":
    main()
