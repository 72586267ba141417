"""Firmware of devices. Source: advanced interface description, 2.5.

The document has two spellings of the object and of one command; which of them a station takes
is found out by reading.
"""

from collections.abc import Sequence
import contextlib
from typing import Any

from ...errors import DeviceError, InvalidError
from ...operation import Effect, operation
from ..models.fields import check_text
from ..models.otamanage import OtaCandidate, OtaFile, OtaTask, selection
from ..session import StationSession

_OBJECT = "otamanage"
_OBJECTS = (_OBJECT, "otamanager")
_AVAILABLE = ("getavailableeps", "getavailableleaps")
_LOAD_TIMEOUT = 180.0
_TASK_TIMEOUT = 15.0


class OtaManageTopic:
    """The station's store of files, and the tasks that send them to devices."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("otamanage.addfileurl", effect=Effect.WRITE)
    async def add_file_url(self, url: str, key: str | None = None) -> None:
        """Have the station load a file; ``key`` replaces its name, which devices go by.

        A file above 384 KiB makes the station delete all others.
        """
        if not url.startswith(("http://", "https://")):
            raise InvalidError("parameter url must begin with http:// or https://")
        more = {} if key is None else {"key": check_text("key", key)}
        await self._call("addfileurl", {"url": url, **more}, timeout=_LOAD_TIMEOUT)

    @operation("otamanage.queryfile", effect=Effect.READ)
    async def query_files(self) -> tuple[OtaFile, ...]:
        """Return the files of the station."""
        return OtaFile.list_from_wire(await self._query_files())

    @operation("otamanage.rmfile", effect=Effect.DESTRUCTIVE)
    async def remove_files(self, keys: Sequence[str] | None = None) -> None:
        """Delete files, without ``keys`` all of them."""
        await self._call("rmfile", {"keys": selection("keys", keys)}, repeatable=True)

    @operation("otamanage.getavailableeps", effect=Effect.READ)
    async def get_available_eps(
        self, keys: Sequence[str] | None = None
    ) -> tuple[OtaCandidate, ...]:
        """Return which devices the files fit, without ``keys`` all files."""
        more = {} if keys is None else {"keys": [check_text("keys", key) for key in keys]}

        async def attempt(spelling: str) -> Any:
            return await self._call(spelling, more, repeatable=True, reads=True)

        found = await self._session.spelled(_AVAILABLE[0], _AVAILABLE, attempt)
        return OtaCandidate.all_from_wire(found)

    @operation("otamanage.addtask", effect=Effect.DESTRUCTIVE)
    async def add_task(self, me: str, key: str) -> None:
        """Start sending a file to a device; look first whether it fits."""
        args = {"me": check_text("me", me), "key": check_text("key", key)}
        await self._call("addtask", args, timeout=_TASK_TIMEOUT)

    @operation("otamanage.querytask", effect=Effect.READ)
    async def query_tasks(self) -> tuple[OtaTask, ...]:
        """Return tasks that run and that are finished."""
        return OtaTask.all_from_wire(await self._call("querytask", {}, repeatable=True, reads=True))

    @operation("otamanage.rmtask", effect=Effect.WRITE)
    async def remove_tasks(self, ids: Sequence[str] | None = None) -> None:
        """Delete tasks that are finished, without ``ids`` all of them."""
        await self._call("rmtask", {"ids": selection("ids", ids)}, repeatable=True)

    async def _query_files(self) -> Any:
        async def attempt(spelling: str) -> Any:
            return await self._session.ask(spelling, {"cmd": "queryfile"})

        return await self._session.spelled(_OBJECT, _OBJECTS, attempt)

    async def _call(self, cmd: str, args: dict[str, Any], **options: Any) -> Any:
        if self._session.dialect.word(_OBJECT) is None:
            with contextlib.suppress(DeviceError):
                await self._query_files()
        spelling = self._session.dialect.word(_OBJECT) or _OBJECT
        return await self._session.set(spelling, {"cmd": cmd, **args}, **options)
