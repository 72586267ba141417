"""Devices that report by themselves, and gateways that tell that they are there."""

import asyncio
import heapq
from typing import TYPE_CHECKING, Any

from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.gateway import Gateway

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer

_BATCH = 50
_STATUS_EACH = 20


class Reporting:
    """One timetable for everybody: thousands of devices need no task of their own."""

    def __init__(self, server: IoTSquareServer) -> None:
        """Begin with an empty timetable."""
        self._server = server
        self._due: list[tuple[float, int, EndDevice | Gateway]] = []
        self._order = 0
        self._changed = asyncio.Event()

    def forget(self) -> None:
        """Empty it."""
        self._due.clear()

    def plan(self, device: EndDevice, first: float | None = None) -> None:
        """Let a device report every `period` seconds, for the first time after `first`."""
        if device.period is not None:
            self._push(self._server.clock.now() + (device.period if first is None else first),
                       device)  # fmt: skip

    def plan_gateway(self, gateway: Gateway) -> None:
        """Let a gateway tell how it is."""
        self._push(self._server.clock.now() + gateway.stat_interval, gateway)

    def _push(self, due: float, who: EndDevice | Gateway) -> None:
        self._order += 1
        heapq.heappush(self._due, (due, self._order, who))
        self._changed.set()

    async def run(self) -> None:
        """Let everybody report in time."""
        clock = self._server.clock
        while True:
            self._changed.clear()
            await self._wait(self._due[0][0] if self._due else None)
            done = 0
            while self._due and self._due[0][0] <= clock.now():
                self._one(*heapq.heappop(self._due))
                done += 1
                if done % _BATCH == 0:
                    await asyncio.sleep(0)

    async def _wait(self, due: float | None) -> None:
        """Wait until somebody is due, or the timetable has changed."""
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._changed.wait())]
        if due is not None:
            waits.append(asyncio.ensure_future(self._server.clock.sleep_until(due)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _one(self, due: float, _order: int, who: EndDevice | Gateway) -> None:
        server = self._server
        if isinstance(who, Gateway):
            if server.gateways.get(who.gw_id) is who:
                server.notices.heartbeat(who)
                self._push(self._next(due, who.stat_interval), who)
            return
        if server.devices.get(who.dev_eui) is who and who.period is not None:
            who.status_asked = who.status_asked or (who.f_cnt_up + 1) % _STATUS_EACH == 0
            server.air.report(who)
            self._push(self._next(due, who.period), who)

    def _next(self, due: float, period: float) -> float:
        """Return when it is somebody's turn again; what was missed is left out."""
        late = max(0.0, self._server.clock.now() - due)
        return due + period * (1 + late // period)
