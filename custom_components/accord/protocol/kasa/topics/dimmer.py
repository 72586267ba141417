"""Wall dimmers: module ``smartlife.iot.dimmer``, which API.md does not describe.

Its methods are no operations of the vendor's list; they are known from captures.
"""

from typing import Any

from ...errors import InvalidError, UnsupportedError
from ..catalog import TRAITS, Family
from ..envelope import Call
from ..session import KasaSession

_PERCENT = 100


class DimmerTopic:
    """Brightness of a wall dimmer."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def set_brightness(self, brightness: int) -> None:
        """Set the level, 1-100 percent, without switching on."""
        _check_range("brightness", brightness, 1)
        await self._write("set_brightness", {"brightness": brightness})

    async def set_switch_state(self, on: bool) -> None:
        """Switch on or off."""
        await self._write("set_switch_state", {"state": on})

    async def set_dimmer_transition(self, brightness: int, duration: int) -> None:
        """Fade to ``brightness`` percent within ``duration`` ms; 0 percent switches off.

        Any other level switches on. A duration of 1 means at once.
        """
        _check_range("brightness", brightness, 0)
        if duration < 1:
            raise InvalidError("parameter duration must be 1 or more")
        await self._write("set_dimmer_transition", {"brightness": brightness, "duration": duration})

    async def _write(self, method: str, parameters: dict[str, Any]) -> None:
        family = (await self._session.identify()).family
        module = TRAITS[family].light
        if family is not Family.DIMMER or module is None:
            raise UnsupportedError("this device is no dimmer")
        await self._session.write(Call(module, method, parameters))


def _check_range(name: str, value: int, lowest: int) -> None:
    if not lowest <= value <= _PERCENT:
        raise InvalidError(f"parameter {name} must be from {lowest} to {_PERCENT}")
