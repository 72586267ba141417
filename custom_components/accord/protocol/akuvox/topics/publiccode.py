"""Codes that all residents know. Source: HTTP API Manual, "Publiccode"."""

from collections.abc import Mapping

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.publiccode import PublicCodes, public_code_values
from ..session import AkuvoxSession
from .settings import write_settings

RELAYS = ("1", "2", "3")


class PublicCodeTopic:
    """The public codes, one per relay."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("publiccode/get", effect=Effect.SECRET)
    async def get(self) -> PublicCodes:
        """Return whether they work, and the codes."""
        return PublicCodes.from_wire(await self._session.read("publiccode", "get"))

    @operation("publiccode/set", effect=Effect.WRITE)
    async def set(
        self,
        enabled: bool | None = None,
        codes: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """Change what is given; ``codes`` are by the relay's number, "1" to "3".

        Raises InvalidError for a code that has not the unit's number of digits, NotTakenError.
        """
        if any(relay not in RELAYS for relay in codes or {}):
            raise InvalidError(f"parameter codes: relays are {', '.join(RELAYS)}")
        by_relay = {int(relay): code for relay, code in (codes or {}).items()}
        current = await self.get() if by_relay else PublicCodes()
        await write_settings(
            self._session,
            "publiccode",
            public_code_values(current, enabled=enabled, codes=by_relay, length=length),
        )
