"""Wi-Fi. Source: API.md, ``netif``."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import LIGHTS, NETIF, NETIF_OF_LIGHTS
from ..envelope import Call
from ..models.network import AccessPoint, Station
from ..session import KasaSession

_SCAN_TIMEOUT = 25.0
"""Seconds: a fresh scan takes its time."""

WPA2 = 3


class NetifTopic:
    """The networks a device hears, and the one it is in."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("netif.get_scaninfo", effect=Effect.READ)
    async def get_scaninfo(self, refresh: bool = True) -> tuple[AccessPoint, ...]:
        """Return the networks heard, after a scan of several seconds unless not ``refresh``."""
        answer = await self._read("get_scaninfo", {"refresh": int(refresh)}, _SCAN_TIMEOUT)
        return AccessPoint.list_from_wire(answer)

    @operation("netif.get_stainfo", effect=Effect.READ)
    async def get_stainfo(self) -> Station:
        """Return the network the device is in. The first generation cannot tell."""
        return Station.from_wire(await self._read("get_stainfo", {}, None))

    @operation("netif.set_stainfo", effect=Effect.DESTRUCTIVE)
    async def set_stainfo(self, ssid: str, password: str = "", key_type: int = WPA2) -> None:
        """Send the device into another network; ``key_type`` 0 open, 1 WEP, 2 WPA, 3 WPA2.

        Raises ConnectionFailedError with ``outcome_unknown`` when it left before it answered.
        """
        if not ssid:
            raise InvalidError("parameter ssid is missing")
        request = {"ssid": ssid, "password": password, "key_type": key_type}
        await self._session.identify()
        try:
            await self._session.write(Call(NETIF, "set_stainfo", request), repeatable=False)
        except UnsupportedError:
            call = await self._other("set_stainfo", request)
            await self._session.write(call, repeatable=False)

    async def _read(
        self, method: str, parameters: Mapping[str, Any], timeout: float | None
    ) -> Mapping[str, Any]:
        try:
            return await self._session.read(Call(NETIF, method, parameters), timeout=timeout)
        except UnsupportedError:
            call = await self._other(method, parameters)
            return await self._session.read(call, timeout=timeout)

    async def _other(self, method: str, parameters: Mapping[str, Any]) -> Call:
        """Return the same call as some lights want it; again the error for all else."""
        if (await self._session.identify()).family not in LIGHTS:
            raise UnsupportedError(f"{NETIF}.{method} is not supported")
        return Call(NETIF_OF_LIGHTS, method, parameters)
