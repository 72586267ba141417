"""Infrared through a SPOT. Source: advanced interface description, 2.2."""

from collections.abc import Sequence
from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.fields import check_text
from ..models.spotremote import IrCode, Remote, keys_from_wire
from ..session import StationSession

_LEARN_TIMEOUT = 35.0
_SEND_TIMEOUT = 10.0


class SpotRemoteTopic:
    """Remote controls of the LifeSmart app, and codes of one's own."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("spotremote.getlist", effect=Effect.READ)
    async def get_list(self) -> tuple[Remote, ...]:
        """Return the remote controls that were set up in the LifeSmart app."""
        return Remote.list_from_wire(await self._session.ask("spotremote", {"cmd": "getlist"}))

    @operation("spotremote.getkeys", effect=Effect.READ)
    async def get_keys(self, remote_id: str) -> dict[str, str]:
        """Return the keys of a remote control, with codes where somebody made them."""
        args = {"cmd": "getkeys", "id": check_text("remote_id", remote_id)}
        return keys_from_wire(await self._session.ask("spotremote", args))

    @operation("spotremote.sendkey", effect=Effect.PHYSICAL)
    async def send_key(self, remote_id: str, key: str) -> None:
        """Press a key."""
        args = {"cmd": "sendkey", "id": check_text("remote_id", remote_id)}
        await self._call(args | {"key": check_text("key", key)}, timeout=_SEND_TIMEOUT)

    @operation("spotremote.sendcodes", effect=Effect.PHYSICAL)
    async def send_codes(self, me: str, codes: Sequence[IrCode]) -> None:
        """Have a SPOT send codes one after the other.

        Of several each but the last needs a ``delay``. Raises InvalidError.
        """
        if not codes:
            raise InvalidError("parameter codes must not be empty")
        keys = [code.to_wire() for code in codes]
        args = {"cmd": "sendcodes", "me": check_text("me", me), "keys": keys}
        pauses = sum(code.delay or 0 for code in codes)
        await self._call(args, timeout=_SEND_TIMEOUT + pauses)

    @operation("spotremote.learncode", effect=Effect.WRITE)
    async def learn_code(self, me: str) -> IrCode:
        """Wait, at most 30 seconds, until a SPOT receives a code."""
        args = {"cmd": "learncode", "me": check_text("me", me)}
        options = {"reads": True, "listens": True, "timeout": _LEARN_TIMEOUT}
        return IrCode.from_wire(await self._call(args, **options))

    async def _call(self, args: dict[str, Any], **options: Any) -> Any:
        return await self._session.set("spotremote", args, **options)
