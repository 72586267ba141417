"""Bulbs and light strips. Source: API.md, ``smartlife.iot.smartbulb.lightingservice``."""

from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import LIGHTS, TRAITS, Traits
from ..envelope import Call
from ..models.light import LightMode, LightState
from ..models.sysinfo import SysInfo
from ..session import KasaSession

_LARGEST_HUE = 360
_PERCENT = 100


class LightingTopic:
    """Colour and brightness. Light strips have a module of their own for the same."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("smartlife.iot.smartbulb.lightingservice.get_light_state", effect=Effect.READ)
    async def get_light_state(self) -> LightState:
        """Return the state; while off, the values the light comes back with."""
        module, _ = await self._light()
        return LightState.from_wire(await self._session.read(Call(module, "get_light_state")))

    @operation(
        "smartlife.iot.smartbulb.lightingservice.transition_light_state", effect=Effect.PHYSICAL
    )
    async def transition_light_state(
        self,
        on: bool | None = None,
        *,
        mode: LightMode | None = None,
        hue: int | None = None,
        saturation: int | None = None,
        color_temp: int | None = None,
        brightness: int | None = None,
        transition: int | None = None,
    ) -> LightState:
        """Change the light and return its new state.

        ``hue`` 0-360, ``saturation`` and ``brightness`` in percent, ``color_temp`` in K (0 for
        hue and saturation; taken into the model's range), ``transition`` in ms. Brightness
        switches on, brightness 0 switches off; when switching off all but ``transition`` is
        left out. A bare ``on`` brings the user's default. Raises InvalidError,
        UnsupportedError.
        """
        module, traits = await self._light()
        info = await self._session.identify()
        given = {
            "mode": mode and mode.value,
            "hue": hue,
            "saturation": saturation,
            "color_temp": color_temp,
            "brightness": brightness,
        }
        values = {key: value for key, value in given.items() if value is not None}
        _check(info, values)
        request = _request(info, on, values)
        if transition is not None:
            _check_range("transition", transition, None)
            request[traits.fade] = transition
        answer = await self._session.write(Call(module, traits.set_light or "", request))
        if "on_off" in answer:
            return LightState.from_wire(answer)
        return await self.get_light_state()

    async def _light(self) -> tuple[str, Traits]:
        info = await self._session.identify()
        traits = TRAITS[info.family]
        if info.family not in LIGHTS or traits.light is None:
            raise UnsupportedError("this device is no light")
        return traits.light, traits


def _request(info: SysInfo, on: bool | None, values: dict[str, Any]) -> dict[str, Any]:
    """Return what to send: the vendor's defaults would override values left to chance."""
    if on is False or values.get("brightness") == 0:
        return {"on_off": 0}
    if not values:
        if on is None:
            raise InvalidError("nothing to change")
        return {"on_off": 1, "ignore_default": 0}
    request = {**values, "ignore_default": 1}
    if on or "brightness" in values:
        request["on_off"] = 1
    if temperature := values.get("color_temp"):
        low, high = info.color_temp_range or (temperature, temperature)
        request["color_temp"] = min(max(temperature, low), high)
    elif "hue" in values or "saturation" in values:
        request["color_temp"] = 0
    return request


def _check(info: SysInfo, values: dict[str, Any]) -> None:
    if not info.color and ("hue" in values or "saturation" in values):
        raise UnsupportedError("this light has no colours")
    tuned = values.get("color_temp") or values.get("mode") == LightMode.CIRCADIAN
    if tuned and not info.variable_color_temp:
        raise UnsupportedError("this light has one white only")
    for name, highest in (
        ("hue", _LARGEST_HUE),
        ("saturation", _PERCENT),
        ("brightness", _PERCENT),
        ("color_temp", None),
    ):
        if name in values:
            _check_range(name, values[name], highest)


def _check_range(name: str, value: int, highest: int | None) -> None:
    if value < 0 or (highest is not None and value > highest):
        limit = "0 or more" if highest is None else f"from 0 to {highest}"
        raise InvalidError(f"parameter {name} must be {limit}")
