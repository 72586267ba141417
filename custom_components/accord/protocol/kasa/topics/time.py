"""The clock. Source: API.md, ``time``."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..envelope import Call
from ..models.clock import DeviceTime, DeviceZone
from ..models.fields import check_range
from ..models.time_zones import TIME_ZONES
from ..session import KasaSession


class TimeTopic:
    """Local time and time zone. Without internet a device forgets the time with its power."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("time.get_time", effect=Effect.READ)
    async def get_time(self) -> DeviceTime:
        """Return the device's local time. Raises ProtocolError for what is no time."""
        return DeviceTime.from_wire(await self._session.read(await self._call("get_time")))

    @operation("time.get_timezone", effect=Effect.READ)
    async def get_timezone(self) -> DeviceZone:
        """Return the zone. Raises ProtocolError."""
        return DeviceZone.from_wire(await self._session.read(await self._call("get_timezone")))

    @operation("time.set_time", effect=Effect.WRITE)
    async def set_time(self, time: DeviceTime) -> None:
        """Set local time. Some firmware refuses: InvalidError, UnsupportedError."""
        await self._session.write(await self._call("set_time", time.to_wire()))

    @operation("time.set_timezone", effect=Effect.WRITE)
    async def set_timezone(self, index: int, time: DeviceTime) -> None:
        """Set the zone, a row of the vendor's table, and the time there."""
        check_range("index", index, 0, len(TIME_ZONES) - 1)
        request = {"index": index, **time.to_wire()}
        await self._session.write(await self._call("set_timezone", request))

    async def synchronise(self, now: DeviceTime, index: int | None = None) -> None:
        """Set the clock, and the zone where ``index`` is another than the device's.

        Firmware that refuses ``set_time`` gets the time together with its zone. What was
        refused with ClockNotSetError may be tried once more afterwards.
        """
        now.to_wire()
        if index is not None and (await self.get_timezone()).index != index:
            await self.set_timezone(index, now)
            return
        try:
            await self.set_time(now)
        except InvalidError, UnsupportedError:
            zone = (await self.get_timezone()).index if index is None else index
            await self.set_timezone(zone, now)

    async def _call(self, method: str, parameters: Mapping[str, Any] | None = None) -> Call:
        return Call((await self._session.traits()).clock, method, parameters or {})
