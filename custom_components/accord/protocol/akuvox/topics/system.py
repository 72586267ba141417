"""Identity, clock, restart. Source: HTTP API Manual, "System"."""

from ...errors import ConnectionFailedError
from ...operation import Effect, operation
from ..models.system import SystemInfo, SystemStatus
from ..session import AkuvoxSession


class SystemTopic:
    """The unit as a whole."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("system/info", effect=Effect.READ)
    async def info(self) -> SystemInfo:
        """Return model, MAC address, versions, network and accounts."""
        return SystemInfo.from_wire(await self._session.read("system", "info"))

    @operation("system/status", effect=Effect.READ)
    async def status(self) -> SystemStatus:
        """Return clock and uptime."""
        return SystemStatus.from_wire(await self._session.read("system", "status"))

    @operation("system/reboot", effect=Effect.PHYSICAL)
    async def reboot(self) -> None:
        """Restart. A connection that breaks instead of an answer is one."""
        try:
            await self._session.write("system", "reboot")
        except ConnectionFailedError as err:
            if not err.outcome_unknown:
                raise
