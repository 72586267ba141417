"""Run the platform until Ctrl-C: `python -m simulators.huawei`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import sys

from simulators.control import ControlServer
from simulators.foreground import run
from simulators.huawei.household import ADDRESS, build_platform, populate
from simulators.huawei.platform import PORT
from simulators.huawei.quirks import Quirks


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.huawei", description=__doc__)
    parser.add_argument("--address", default=ADDRESS, help="of the platform")
    parser.add_argument("--port", type=int, default=PORT, help="of the API")
    parser.add_argument("--plain", action="store_true", help="serve HTTP, not mutual TLS")
    parser.add_argument("--legacy", action="store_true", help="spell as platforms of 2017 did")
    parser.add_argument("--meters", type=int, default=0, help="so many more devices")
    parser.add_argument("--certificates", type=Path, help="folder to keep certificates in")
    parser.add_argument("--control-port", type=int, default=9970, help="0 for any free port")
    return parser.parse_args()


async def _run(options: argparse.Namespace) -> None:
    platform = build_platform(
        address=options.address,
        port=options.port,
        tls=not options.plain,
        certificates=options.certificates,
        quirks=Quirks.legacy() if options.legacy else None,
        lively=True,
    )
    populate(platform, options.meters)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(platform)
        control = await stack.enter_async_context(
            ControlServer([platform], port=options.control_port)
        )
        sys.stdout.write(f"{platform.base_url}  {len(platform.fleet)} devices  {platform.name}\n")
        sys.stdout.write(f"application: {platform.app_id}  secret: {platform.secret}\n")
        sys.stdout.write(f"control: {control.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Run the platform."""
    run(_run(_parse()))


if __name__ == "__main__":
    main()
