"""What the topics of the sensors in switches and dimmers have in common."""

from collections.abc import Mapping
from typing import Any, ClassVar

from ...errors import UnsupportedError
from ..catalog import LIGHTS
from ..envelope import Call
from ..session import KasaSession


class SensorTopic:
    """A module that only some switches and dimmers have; lights are never asked for it."""

    _MODULE: ClassVar[str]

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def _read(self, method: str) -> Mapping[str, Any]:
        await self._check()
        return await self._session.read(Call(self._MODULE, method))

    async def _write(self, method: str, parameters: Mapping[str, Any]) -> None:
        await self._check()
        await self._session.write(Call(self._MODULE, method, parameters))

    async def _check(self) -> None:
        if (await self._session.identify()).family in LIGHTS:
            raise UnsupportedError("lights have no sensors")
