"""Calls from the door. Source: HTTP API Manual, "Call"."""

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.call import CallStatus
from ..session import AkuvoxSession

LONGEST_NAME = 63
"""Characters; longer names overflow the memory of some firmware."""


class CallTopic:
    """One call at a time."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("call/status", effect=Effect.READ)
    async def status(self) -> CallStatus:
        """Tell whether there is a call."""
        return CallStatus.from_wire(await self._session.read("call", "status"))

    @operation("call/dial", effect=Effect.PHYSICAL)
    async def dial(self, phone: str, display_name: str | None = None) -> None:
        """Call a number or an IP address. Raises InvalidError."""
        data = {"Phone": _checked("phone", phone)}
        if display_name:
            data["DisplayName"] = _checked("display_name", display_name)
        await self._session.write("call", "dial", data)

    @operation("call/hangup", effect=Effect.PHYSICAL)
    async def hangup(self) -> None:
        """End the call."""
        await self._session.write("call", "hangup")


def _checked(name: str, text: str) -> str:
    if not text.strip() or len(text) > LONGEST_NAME or not text.isprintable():
        raise InvalidError(f"parameter {name} must have 1 to {LONGEST_NAME} printable characters")
    return text
