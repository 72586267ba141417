"""Inputs: contacts and buttons. Source: HTTP API Manual, "Input"."""

from ...operation import Effect, operation
from ..catalog import INPUT
from ..errors import NotTakenError
from ..models.input import InputChange, InputSettings, InputStatus
from ..session import AkuvoxSession
from .settings import write_settings


class InputTopic:
    """Inputs by their letters."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("input/get", effect=Effect.SECRET)
    async def get(self) -> InputSettings:
        """Return settings; addresses to be called may hold secrets."""
        return InputSettings.from_wire(await self._session.read("input", "get"))

    @operation("input/set", effect=Effect.WRITE)
    async def set(self, change: InputChange) -> None:
        """Change settings, spelt as this firmware spells them.

        Raises InvalidError, UnsupportedError for what the firmware lacks, NotTakenError.
        """
        values = (await self.get()).changed(change)
        try:
            await write_settings(self._session, "input", values)
        except NotTakenError as err:
            # Number and name to be called are written only, on much firmware.
            if any(key.startswith(INPUT) for key in err.keys):
                raise

    @operation("input/status", effect=Effect.READ)
    async def status(self) -> InputStatus:
        """Return the levels."""
        return InputStatus.from_wire(await self._session.read("input", "status"))
