"""Run the platform until Ctrl-C: `python -m simulators.huawei`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import sys

from simulators.control import ControlServer
from simulators.foreground import run
from simulators.huawei.household import ADDRESS, build_platform, populate
from simulators.huawei.platform import PORT, HuaweiPlatform
from simulators.huawei.quirks import Quirks


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulators.huawei", description=__doc__)
    parser.add_argument("--address", default=ADDRESS, help="of the platform")
    parser.add_argument("--port", type=int, default=PORT, help="of the API")
    parser.add_argument("--plain", action="store_true", help="serve HTTP, not mutual TLS")
    parser.add_argument("--legacy", action="store_true", help="spell as platforms of 2017 did")
    parser.add_argument("--meters", type=int, default=0, help="so many more devices")
    parser.add_argument("--certificates", type=Path, help="folder to write certificates into")
    parser.add_argument("--control-port", type=int, default=9970, help="0 for any free port")
    return parser.parse_args()


def write_certificates(platform: HuaweiPlatform, folder: Path) -> None:
    """Write what an application needs: ca.pem, client.pem, client.key and client.p12."""
    folder.mkdir(parents=True, exist_ok=True)
    client = platform.client_certificate
    (folder / "ca.pem").write_bytes(platform.authority.pem)
    (folder / "client.pem").write_bytes(client.chain)
    (folder / "client.key").write_bytes(client.key)
    (folder / "client.key").chmod(0o600)
    (folder / "client.p12").write_bytes(client.pkcs12("application", platform.secret))
    (folder / "client.p12").chmod(0o600)


async def _run(options: argparse.Namespace) -> None:
    platform = build_platform(
        address=options.address,
        port=options.port,
        tls=not options.plain,
        quirks=Quirks.legacy() if options.legacy else None,
        lively=True,
    )
    populate(platform, options.meters)
    if options.certificates is not None:
        write_certificates(platform, options.certificates)
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
