"""The one UDP socket that all stations share: opened for the first, closed after the last.

While port 12346 is taken there is another one, until the port is free for who comes next.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..accord.protocol.lifesmart import ANSWER_PORT, StationPort
from .const import DOMAIN


@dataclass(slots=True)
class _Open:
    """A socket and how many stations use it."""

    port: StationPort
    users: int = 0


@dataclass(slots=True)
class _Shared:
    """The socket that stations get now."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    current: _Open | None = None


_SHARED: HassKey[_Shared] = HassKey(f"{DOMAIN}_port")


async def async_use_port(hass: HomeAssistant) -> tuple[StationPort, Callable[[], None]]:
    """Return the socket, and what gives it back. Raises ConnectionFailedError."""
    shared = hass.data.setdefault(_SHARED, _Shared())
    async with shared.lock:
        used = shared.current = await _async_open(shared.current)
        used.users += 1

    @callback
    def give_back() -> None:
        used.users -= 1
        if not used.users:
            used.port.close()
            if shared.current is used:
                shared.current = None

    return used.port, give_back


async def _async_open(known: _Open | None) -> _Open:
    """Return the socket in use; a better one where that is deaf and the port has become free."""
    if known is None:
        return _Open(await StationPort.open(port=ANSWER_PORT))
    if not known.port.deaf:
        return known
    port = await StationPort.open(port=ANSWER_PORT)
    if not port.deaf or not known.users:
        return _Open(port)
    port.close()
    return known
