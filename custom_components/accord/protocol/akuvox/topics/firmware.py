"""Versions and installation. Source: HTTP API Manual, "Firmware"."""

from collections.abc import Callable
from hashlib import md5 as md5_of
import re

from ...errors import ConnectionFailedError, InvalidError
from ...operation import Effect, operation
from ...transport.http import Progress
from ..models.firmware import FirmwareStatus, InstallResult, InstallStage
from ..session import AkuvoxSession
from .restart import Restart

_MD5 = re.compile(r"[0-9a-fA-F]{32}")

type InstallProgress = Callable[[InstallStage, float], None]
"""Told the step and how much of it is done, from 0 to 1."""


class FirmwareTopic:
    """What runs on the unit, and how to replace it."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("firmware/status", effect=Effect.READ)
    async def status(self) -> FirmwareStatus:
        """Return versions, model and MAC address."""
        return FirmwareStatus.from_wire(await self._session.read("firmware", "status"))

    @operation("firmware/prepare", effect=Effect.WRITE)
    async def prepare(self) -> None:
        """Enter the upgrade mode; has to come before the upload."""
        await self._session.write("firmware", "prepare")

    @operation("firmware/upload", effect=Effect.WRITE)
    async def upload(self, content: bytes, filename: str, silent: bool = True) -> None:
        """Send an image; without ``silent`` the unit's screen shows how far it is."""
        await self._upload(content, filename, silent, None)

    @operation("firmware/upgrade", effect=Effect.DESTRUCTIVE)
    async def upgrade(self, md5: str | None = None) -> None:
        """Flash what was uploaded and restart.

        ``md5`` is the image's, 32 hexadecimal digits. Raises WrongChecksumError; a connection
        that breaks leaves the outcome open.
        """
        data = None if md5 is None else {"md5": checked_md5(md5)}
        await self._session.write("firmware", "upgrade", data, timeout=60)

    async def install(
        self,
        content: bytes,
        filename: str,
        md5: str | None = None,
        progress: InstallProgress | None = None,
    ) -> InstallResult:
        """Install an image: prepare, send, flash, and wait until the unit is back.

        ``md5`` has to be that of ``content`` if given. Takes minutes. Raises InvalidError,
        WrongChecksumError, DeadlineError when the unit does not come back.
        """
        tell = progress or (lambda _stage, _share: None)
        found = md5_of(content, usedforsecurity=False).hexdigest()
        if not content or (md5 is not None and checked_md5(md5) != found):
            raise InvalidError("the file does not fit its MD5")
        restart = await Restart.before(self._session)
        tell(InstallStage.PREPARING, 0)
        await self.prepare()
        tell(InstallStage.UPLOADING, 0)
        await self._upload(
            content, filename, True, lambda sent, of: tell(InstallStage.UPLOADING, sent / of)
        )
        tell(InstallStage.UPGRADING, 0)
        try:
            await self.upgrade(found)
        except ConnectionFailedError as err:
            if not err.outcome_unknown:
                raise
        info = await restart.wait(lambda share: tell(InstallStage.RESTARTING, share))
        return InstallResult(before=restart.info.firmware, after=info.firmware)

    async def _upload(
        self, content: bytes, filename: str, silent: bool, progress: Progress | None
    ) -> None:
        await self._session.upload(
            "firmware",
            "upload",
            content,
            filename,
            field="file",
            query={"silent": int(silent)},
            progress=progress,
        )


def checked_md5(text: str) -> str:
    """Return an MD5 in lower case. Raises InvalidError."""
    if _MD5.fullmatch(text) is None:
        raise InvalidError("parameter md5 must have 32 hexadecimal digits")
    return text.lower()
