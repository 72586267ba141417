"""Waiting for a unit that restarts: it goes away, and comes back some minutes later."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from ...errors import AccordError, AuthenticationError, ConnectionFailedError, DeadlineError
from ..models.system import SystemInfo, SystemStatus
from ..session import AkuvoxSession

RESTART_TIME = 600.0
"""Seconds that flashing and starting may take."""
LOOK_EVERY = 5.0

type RestartProgress = Callable[[float], None]
"""Told how much of the longest time has passed, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Restart:
    """What a unit was before, so that the one after can be told from it."""

    session: AkuvoxSession
    info: SystemInfo
    uptime: int | None

    @classmethod
    async def before(cls, session: AkuvoxSession) -> Self:
        """Ask the unit while it still runs."""
        info = SystemInfo.from_wire(await session.read("system", "info"))
        return cls(session, info, await _uptime(session))

    async def wait(self, progress: RestartProgress | None = None) -> SystemInfo:
        """Return who answers after the restart.

        Seen by: the unit was away, counts its uptime anew, or has another firmware. Raises
        AuthenticationError, or DeadlineError with ``outcome_unknown``.
        """
        pacing = self.session.pacing
        start = pacing.monotonic()
        gone = False
        while (passed := pacing.monotonic() - start) < RESTART_TIME:
            if progress is not None:
                progress(passed / RESTART_TIME)
            await pacing.sleep(LOOK_EVERY)
            try:
                info = SystemInfo.from_wire(await self.session.read("system", "info"))
                now = await _uptime(self.session)
            except AuthenticationError:
                raise
            except AccordError:
                gone = True
                continue
            anew = now is not None and self.uptime is not None and now < self.uptime
            if gone or anew or info.firmware != self.info.firmware:
                return info
        raise DeadlineError("the unit did not restart in time", outcome_unknown=True)


async def _uptime(session: AkuvoxSession) -> int | None:
    try:
        return SystemStatus.from_wire(await session.read("system", "status")).uptime
    except ConnectionFailedError:
        raise
    except AccordError:
        return None
