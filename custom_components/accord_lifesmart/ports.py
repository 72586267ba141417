"""The one UDP socket that all stations share: opened for the first, closed after the last."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..accord.protocol.lifesmart import ANSWER_PORT, StationPort
from .const import DOMAIN


@dataclass(slots=True)
class _Shared:
    """The socket and how many stations use it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    port: StationPort | None = None
    users: int = 0


_SHARED: HassKey[_Shared] = HassKey(f"{DOMAIN}_port")


async def async_use_port(hass: HomeAssistant) -> tuple[StationPort, Callable[[], None]]:
    """Return the socket, and what gives it back. Raises ConnectionFailedError."""
    shared = hass.data.setdefault(_SHARED, _Shared())
    async with shared.lock:
        if shared.port is None:
            shared.port = await StationPort.open(port=ANSWER_PORT)
        shared.users += 1
        port = shared.port

    @callback
    def give_back() -> None:
        shared.users -= 1
        if not shared.users and shared.port is not None:
            shared.port.close()
            shared.port = None

    return port, give_back
