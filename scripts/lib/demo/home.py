"""Makes a new Home Assistant the home of the simulated devices."""

from . import dashboard, devices
from .client import Client
from .rooms import ROOM_OF
from .simulation import Simulation


async def furnish(client: Client, simulation: Simulation) -> int:
    """Add devices, rooms and dashboard where they are missing; returns how many devices."""
    await devices.use_loopback(client)
    added = await devices.add_missing(client, simulation)
    await devices.wait_until_loaded(client)
    if not await dashboard.exists(client):
        await devices.give_areas(client, ROOM_OF)
        await dashboard.create(client)
    return added
