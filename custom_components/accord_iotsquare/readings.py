"""What the server is asked for besides its lists, and how often."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..accord.protocol.errors import UnsupportedError
from ..accord.protocol.iotsquare import GatewayOnline, GatewayStatus, IoTSquareClient
from ..accord.readings import Reading


@dataclass(frozen=True, kw_only=True, eq=False)
class IoTSquareReading[T](Reading[IoTSquareClient, T]):
    """Row of the table of readings; parts are the ids of what is asked for."""

    probe: bool = True
    """Read of all parts, as it decides which entities there are; else only for those enabled."""


def _part(part: str | None) -> str:
    assert part is not None
    return part


async def _gateway(client: IoTSquareClient, name: str) -> GatewayStatus:
    """Return how a gateway is set, from whichever operation the server has."""
    try:
        return await client.gateway.info(name)
    except UnsupportedError:
        return await client.gateway.status(name)


async def _online(client: IoTSquareClient, name: str) -> GatewayOnline | None:
    """Return what a gateway tells of itself; older servers tell with how it is set."""
    try:
        return await client.gateway.status_online(name)
    except UnsupportedError:
        return (await client.gateway.status(name)).live


APPLICATION = IoTSquareReading(
    key="application",
    every=timedelta(minutes=10),
    read_fn=lambda client, part: client.app.status(int(_part(part))),
)
STATUS = IoTSquareReading(
    key="status",
    every=timedelta(minutes=10),
    read_fn=lambda client, part: client.device.status(_part(part)),
    at_start=False,
    probe=False,
)
QUEUE = IoTSquareReading(
    key="queue",
    every=timedelta(minutes=1),
    read_fn=lambda client, part: client.device.queue_size(_part(part)),
    at_start=False,
    probe=False,
)
GATEWAY = IoTSquareReading(
    key="gateway",
    every=timedelta(minutes=30),
    read_fn=lambda client, part: _gateway(client, _part(part)),
)
ONLINE = IoTSquareReading(
    key="online",
    every=timedelta(minutes=1),
    read_fn=lambda client, part: _online(client, _part(part)),
)
NETWORK = IoTSquareReading(
    key="network",
    every=timedelta(minutes=5),
    read_fn=lambda client, part: client.gateway.network(_part(part)),
    at_start=False,
)
SYSTEM = IoTSquareReading(
    key="system",
    every=timedelta(minutes=5),
    read_fn=lambda client, part: client.gateway.system(_part(part)),
    at_start=False,
)
GROUP = IoTSquareReading(
    key="group",
    every=timedelta(minutes=5),
    read_fn=lambda client, part: client.mcgroup.status(_part(part)),
)
MEMBERS = IoTSquareReading(
    key="members",
    every=timedelta(minutes=10),
    read_fn=lambda client, part: client.mcdevice.list(_part(part)),
    at_start=False,
)

APPLICATION_READINGS: tuple[IoTSquareReading[Any], ...] = (APPLICATION,)
DEVICE_READINGS: tuple[IoTSquareReading[Any], ...] = (STATUS, QUEUE)
GATEWAY_READINGS: tuple[IoTSquareReading[Any], ...] = (GATEWAY, ONLINE, NETWORK, SYSTEM)
GROUP_READINGS: tuple[IoTSquareReading[Any], ...] = (GROUP, MEMBERS)
