"""Wall dimmers: module ``smartlife.iot.dimmer``, which API.md does not describe.

Its methods are no operations of the vendor's list; they are known from captures.
"""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidError, UnsupportedError
from ..catalog import TRAITS, Family
from ..envelope import Call
from ..models.behavior import Behavior, DefaultBehavior
from ..models.dimmer import DimmerParameters
from ..models.fields import check_range
from ..session import KasaSession

_PERCENT = 100
_LONGEST_FADE = 600_000
_HIGHEST_THRESHOLD = 51
_RAMP_RATES = (10, 50)


class DimmerTopic:
    """Brightness of a wall dimmer, and how it gets there."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def set_brightness(self, brightness: int) -> None:
        """Set the level, 1-100 percent, without switching on."""
        check_range("brightness", brightness, 1, _PERCENT)
        await self._write("set_brightness", {"brightness": brightness})

    async def set_switch_state(self, on: bool) -> None:
        """Switch on or off."""
        await self._write("set_switch_state", {"state": on})

    async def set_dimmer_transition(self, brightness: int, duration: int) -> None:
        """Fade to ``brightness`` percent within ``duration`` ms; 0 percent switches off.

        Any other level switches on. A duration of 1 means at once.
        """
        check_range("brightness", brightness, 0, _PERCENT)
        if duration < 1:
            raise InvalidError("parameter duration must be 1 or more")
        await self._write("set_dimmer_transition", {"brightness": brightness, "duration": duration})

    async def get_dimmer_parameters(self) -> DimmerParameters:
        """Return times of fading and the lowest level."""
        return DimmerParameters.from_wire(await self._read("get_dimmer_parameters"))

    async def get_default_behavior(self) -> DefaultBehavior:
        """Return what switching on, returning power and the button bring."""
        return DefaultBehavior.from_wire(await self._read("get_default_behavior"))

    async def set_double_click_action(self, action: Behavior) -> None:
        """Set what two clicks do."""
        await self._write("set_double_click_action", action.to_wire())

    async def set_long_press_action(self, action: Behavior) -> None:
        """Set what holding the button does."""
        await self._write("set_long_press_action", action.to_wire())

    async def set_fade_on_time(self, duration: int) -> None:
        """Set the ms of an ordinary switching on; 0 is at once, 3000 slow."""
        await self._set_duration("set_fade_on_time", "fadeTime", duration)

    async def set_fade_off_time(self, duration: int) -> None:
        """Set the ms of an ordinary switching off."""
        await self._set_duration("set_fade_off_time", "fadeTime", duration)

    async def set_gentle_on_time(self, duration: int) -> None:
        """Set the ms of a slow switching on."""
        await self._set_duration("set_gentle_on_time", "duration", duration)

    async def set_gentle_off_time(self, duration: int) -> None:
        """Set the ms of a slow switching off."""
        await self._set_duration("set_gentle_off_time", "duration", duration)

    async def set_button_ramp_rate(self, rate: int) -> None:
        """Set how fast the level changes while the button is held, 10-50."""
        check_range("rate", rate, *_RAMP_RATES)
        await self._write("set_button_ramp_rate", {"rampRate": rate})

    async def calibrate_brightness(self, threshold: int) -> None:
        """Set the lowest level at which the lamp still shines, 0-51."""
        check_range("threshold", threshold, 0, _HIGHEST_THRESHOLD)
        await self._write("calibrate_brightness", {"minThreshold": threshold})

    async def _set_duration(self, method: str, member: str, duration: int) -> None:
        check_range("duration", duration, 0, _LONGEST_FADE)
        await self._write(method, {member: duration})

    async def _read(self, method: str) -> Mapping[str, Any]:
        return await self._session.read(Call(await self._module(), method))

    async def _write(self, method: str, parameters: Mapping[str, Any]) -> None:
        await self._session.write(Call(await self._module(), method, parameters))

    async def _module(self) -> str:
        family = (await self._session.identify()).family
        module = TRAITS[family].light
        if family is not Family.DIMMER or module is None:
            raise UnsupportedError("this device is no dimmer")
        return module
