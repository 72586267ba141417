"""The unit's own log. Source: HTTP API Manual, "Log"."""

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.log import FILE_NAMES, HIGHEST_LEVEL, LEVEL, LogKind, read_level
from ..session import AkuvoxSession, Download
from .settings import write_settings


class LogTopic:
    """What the unit writes down about itself."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("log/get", effect=Effect.READ)
    async def get(self) -> int:
        """Return the level, 0 (emergencies) to 7 (everything)."""
        return read_level(await self._session.read("log", "get"))

    @operation("log/set", effect=Effect.WRITE)
    async def set(self, level: int) -> None:
        """Set the level. Raises InvalidError, NotTakenError."""
        if not 0 <= level <= HIGHEST_LEVEL:
            raise InvalidError(f"parameter level must be from 0 to {HIGHEST_LEVEL}")
        await write_settings(self._session, "log", {LEVEL: str(level)})

    @operation("log/export", effect=Effect.SECRET)
    async def export(self, kind: LogKind = LogKind.LOG) -> Download:
        """Return a log; it may hold codes and names."""
        found = await self._session.download("log", "export", {"type": kind.value})
        return Download(found.name or FILE_NAMES[kind], found.content)

    @operation("log/clear", effect=Effect.DESTRUCTIVE)
    async def clear(self, kind: LogKind = LogKind.LOG) -> None:
        """Erase a log."""
        await self._session.write("log", "clear", {"type": kind.value})
