"""Run the simulated household until the program is ended.

The first line of output is the address of the control interface.
"""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
import math
import random
import signal
import sys
from zoneinfo import ZoneInfo

from simulators.akuvox.household import build_doors
from simulators.control import ControlServer
from simulators.iotsquare.household import build_server
from simulators.kasa import DiscoveryNet, KasaDevice
from simulators.kasa.household import build_household
from simulators.kasa.transport import Transport
from simulators.lifesmart import LifeSmartStation, SearchNet
from simulators.lifesmart.household import build_stations

from . import iot_platform
from .rooms import TIME_ZONE

_STEP_SECONDS = 4.0
_WOBBLE = 0.06
_COMPRESSORS = {"Freezer": 300.0}
"""What cools runs for a while and then rests: seconds of both together."""


def doors_network(network: str) -> str:
    """Return where the doors are: beside the network of the other devices."""
    return _beside(network, 4)


def stations_network(network: str) -> str:
    """Return where the stations are."""
    return _beside(network, 8)


def server_address(network: str) -> str:
    """Return where the LoRaWAN server is."""
    return f"{_beside(network, 12)}.10"


def platform_address(network: str) -> str:
    """Return where the IoT platform is."""
    return f"{_beside(network, 16)}.10"


def _beside(network: str, steps: int) -> str:
    first, second, third = network.split(".")
    return f"{first}.{int(second) + steps}.{third}"


def _appliances(devices: Sequence[KasaDevice]) -> Iterator[tuple[KasaDevice, int, float]]:
    for device in devices:
        for outlet in device.outlets:
            yield device, outlet.slot, outlet.load


async def _live(devices: Sequence[KasaDevice]) -> None:
    """Let appliances draw a little more or less all the time."""
    appliances = list(_appliances(devices))
    chance = random.Random(len(appliances))
    while True:
        for device, slot, load in appliances:
            watts = load * chance.uniform(1 - _WOBBLE, 1 + _WOBBLE)
            cycle = _COMPRESSORS.get(device.name)
            if cycle and math.fmod(device.clock.now(), cycle) > cycle * 0.6:
                watts = load * 0.02
            device.set_load(round(watts, 1), slot)
        await asyncio.sleep(_STEP_SECONDS)


def _set_zone(station: LifeSmartStation) -> None:
    """Let a station have been set up where the house stands."""
    now = datetime.now(ZoneInfo(TIME_ZONE))
    ahead, summer = now.utcoffset() or timedelta(), now.dst() or timedelta()
    station.timezone, station.summer = (ahead - summer) // timedelta(hours=1), bool(summer)


def _end_on_signal() -> None:
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


async def _run(options: argparse.Namespace) -> None:
    _end_on_signal()
    devices = build_household(
        network=options.network, transports=tuple(Transport), time_zone=ZoneInfo(TIME_ZONE)
    )
    doors = build_doors(network=doors_network(options.network), time_zone=ZoneInfo(TIME_ZONE))
    stations = build_stations(network=stations_network(options.network))
    for station in stations:
        station.furnish_with(_set_zone)
    server = build_server(name="LoRaWAN", address=server_address(options.network))
    platform = iot_platform.build("IoT platform", platform_address(options.network))
    everything = [*devices, *doors, *stations, server, platform]
    async with AsyncExitStack() as stack:
        for device in everything:
            await stack.enter_async_context(device)
        await stack.enter_async_context(DiscoveryNet(devices))
        await stack.enter_async_context(SearchNet(stations))
        control = await stack.enter_async_context(ControlServer(everything))
        sys.stdout.write(f"{control.url}\n")
        sys.stdout.flush()
        if options.still:
            await asyncio.Event().wait()
        await _live(devices)


def main() -> None:
    """Run the household."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", required=True, help="such as 127.66.0")
    parser.add_argument("--still", action="store_true", help="keep all loads as they are")
    try:
        asyncio.run(_run(parser.parse_args()))
    except asyncio.CancelledError:
        return


if __name__ == "__main__":
    main()
