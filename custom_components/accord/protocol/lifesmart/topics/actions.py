"""What V3 and SWIFTE locks have in common: a command with an action and its arguments."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ..codec import Nested
from ..models.fields import check_text
from ..session import StationSession

_OBJECT = "doorlock"


class LockActions:
    """Base of both topics; ``_CMD`` is the command.

    The head of the vendor's tables calls the object like the command, the examples do not.
    """

    _CMD: ClassVar[str]
    _TIMEOUT: ClassVar[float]

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def _read(self, me: str, act: str, actargs: Mapping[str, Any] | None = None) -> Any:
        """Ask; finds out how the object is called."""

        async def attempt(spelling: str) -> Any:
            return await self._send(spelling, me, act, actargs, reads=True)

        return await self._session.spelled(self._CMD, (_OBJECT, self._CMD), attempt)

    async def _act(
        self,
        me: str,
        act: str,
        actargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Command; never sent twice."""
        spelling = self._session.dialect.word(self._CMD) or _OBJECT
        return await self._send(spelling, me, act, actargs)

    async def _send(
        self,
        obj: str,
        me: str,
        act: str,
        actargs: Mapping[str, Any] | None,
        *,
        reads: bool = False,
    ) -> Any:
        args: dict[str, Any] = {"me": check_text("me", me), "cmd": self._CMD, "act": act}
        if actargs is not None:
            args["actargs"] = dict(actargs)
        return await self._session.set(
            obj,
            args,
            repeatable=reads,
            reads=reads,
            timeout=self._TIMEOUT,
            nested="actargs",
            default=Nested.TEXT,
            exact=True,
        )
