"""All settings by their keys, backup, factory settings. Source: HTTP API Manual, "Config"."""

from collections.abc import Iterator, Mapping, Sequence
import re
from typing import Any

from ...errors import ConnectionFailedError, InvalidError
from ...operation import Effect, operation
from ..catalog import AUTH_MODE
from ..codec import to_text
from ..models.system import SystemInfo
from ..session import AkuvoxSession, Download
from .restart import Restart, RestartProgress
from .settings import check_taken

TIMEOUT = 30.0
"""Seconds for a dump of all settings, up to 2000 of them."""

_KEY = re.compile(r"[A-Za-z0-9_.-]{1,200}")


class ConfigTopic:
    """Settings as the unit stores them: ``Config.Section.SUB.Key`` and a text."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("config/get", effect=Effect.SECRET)
    async def get(
        self,
        filter: Sequence[str] = (),  # noqa: A002 - the manual's word
        item: Sequence[str] = (),
    ) -> Mapping[str, str]:
        """Return all settings, those below the prefixes ``filter``, or exactly ``item``."""
        if not filter and not item:
            return flattened(await self._session.read("config", "get", timeout=TIMEOUT))
        wanted: dict[str, list[str]] = {}
        if filter:
            wanted["filter"] = [_checked(key) for key in filter]
        if item:
            wanted["item"] = [_checked(key) for key in item]
        return flattened(await self._session.ask("config", "get", wanted, timeout=TIMEOUT))

    @operation("config/set", effect=Effect.WRITE)
    async def set(self, values: Mapping[str, str]) -> None:
        """Change settings; some take effect at the next start. The unit says yes to everything."""
        if not values:
            raise InvalidError("there is nothing to change")
        if AUTH_MODE in values:
            raise InvalidError("the way to ask can be changed on the unit's own page only")
        await self._session.set_values(
            "config", {_checked(key): value for key, value in values.items()}
        )

    async def change(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """Change settings and return them as they are afterwards.

        Raises NotTakenError for values that differ from what was written.
        """
        await self.set(values)
        found = await self.get(item=tuple(values))
        check_taken(values, found)
        return {key: found[key] for key in values}

    @operation("config/export", effect=Effect.SECRET)
    async def export(self) -> Download:
        """Return a backup that only units understand."""
        found = await self._session.download("config", "export")
        return Download(found.name or "Config.tgz", found.content)

    @operation("config/import", effect=Effect.DESTRUCTIVE)
    async def import_(
        self, content: bytes, filename: str = "Config.tgz", field: str = "config"
    ) -> None:
        """Restore a backup; the unit restarts. ``field`` is the form's, the manual hides it."""
        if not filename.endswith(".tgz") or not content:
            raise InvalidError("a backup is a file whose name ends with .tgz")
        await self._session.upload("config", "import", content, filename, field=field)

    async def restore(
        self,
        content: bytes,
        filename: str = "Config.tgz",
        field: str = "config",
        progress: RestartProgress | None = None,
    ) -> SystemInfo:
        """Restore a backup, wait until the unit is back, and return who it is.

        Raises DeadlineError when it does not come back, AuthenticationError when the backup
        holds other credentials.
        """
        restart = await Restart.before(self._session)
        try:
            await self.import_(content, filename, field)
        except ConnectionFailedError as err:
            if not err.outcome_unknown:
                raise
        return await restart.wait(progress)

    @operation("config/reset_factory", effect=Effect.DESTRUCTIVE)
    async def reset_factory(self) -> None:
        """Forget everything, the settings of this interface included, and restart."""
        await self._session.write("config", "reset_factory")


def flattened(data: Mapping[str, Any]) -> dict[str, str]:
    """Return keys and values of an answer, however deep some firmware puts them."""
    return dict(_pairs(data))


def _pairs(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, Mapping | list):
                yield from _pairs(value)
            else:
                yield key, to_text(value)
    elif isinstance(data, list):
        for one in data:
            yield from _pairs(one)


def _checked(key: str) -> str:
    if _KEY.fullmatch(key) is None:
        raise InvalidError("a key has letters, digits and the characters . _ - only")
    return key
