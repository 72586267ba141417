"""A unit that restarts, in time that only passes while somebody waits."""

import asyncio
from typing import Any

from aiohttp import web

from custom_components.accord.protocol.akuvox.session import AkuvoxSession, Pacing
from tests.protocol.akuvox.fakes import Asked, FakeUnit


class Machine:
    """Is away for ``away`` seconds after ``restart``, and has version ``after`` then."""

    def __init__(self, *, after: str = "2", away: float = 60) -> None:
        self.now = 0.0
        self.version = "1"
        self.after = after
        self.away = away
        self.restarted_at: float | None = None
        self.started_at = -1000.0
        self.status = 503

    def restart(self, _: Asked | None = None) -> None:
        """Go away."""
        self.restarted_at = self.now + self.away

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        if self.restarted_at is not None and self.now >= self.restarted_at:
            self.version, self.restarted_at, self.started_at = self.after, None, self.now
        await asyncio.sleep(0)

    def info(self, _: Asked) -> Any:
        """Answer, unless away."""
        if self.restarted_at is not None:
            return web.Response(status=self.status)
        return {"Status": {"MAC": "0C1105AABB01", "FirmwareVersion": self.version}}

    @property
    def answers(self) -> dict[str, Any]:
        """Return what a fake unit needs."""
        return {
            "system/info": self.info,
            "system/status": lambda _: {"UpTime": int(self.now - self.started_at)},
        }

    def session(self, unit: FakeUnit) -> AkuvoxSession:
        """Return a session in this time."""
        pacing = Pacing(after_read=0, after_write=0, monotonic=self.monotonic, sleep=self.sleep)
        return AkuvoxSession(unit.session._channel, pacing=pacing)
