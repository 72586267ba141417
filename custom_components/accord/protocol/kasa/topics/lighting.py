"""Bulbs and light strips. Source: API.md, ``smartlife.iot.smartbulb.lightingservice``."""

from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import LIGHTS, TRAITS, Family, Traits
from ..envelope import Call
from ..models.behavior import Behavior, DefaultBehavior
from ..models.light import LightMode, LightState
from ..models.preset import LightDetails, Preset
from ..models.sysinfo import SysInfo
from ..session import KasaSession

_LARGEST_HUE = 360
_PERCENT = 100
_DETAILS_TIMEOUT = 2.0
"""Seconds: some KL130 do not answer, and others wait for their turn meanwhile."""

_LAST_PRESET = {Family.BULB: 3, Family.LIGHT_STRIP: 4}


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

    @operation("smartlife.iot.smartbulb.lightingservice.get_default_behavior", effect=Effect.READ)
    async def get_default_behavior(self) -> DefaultBehavior:
        """Return what the light does when power comes and when it is switched on."""
        module, _ = await self._light()
        answer = await self._session.read(Call(module, "get_default_behavior"))
        return DefaultBehavior.from_wire(answer)

    @operation("smartlife.iot.smartbulb.lightingservice.set_default_behavior", effect=Effect.WRITE)
    async def set_default_behavior(
        self, soft_on: Behavior | None = None, hard_on: Behavior | None = None
    ) -> None:
        """Set what switching on (``soft_on``) and returning power (``hard_on``) bring.

        What is not given stays as it is: it is read first, because both are sent.
        """
        if soft_on is None and hard_on is None:
            raise InvalidError("nothing to change")
        module, _ = await self._light()
        if soft_on is None or hard_on is None:
            now = await self.get_default_behavior()
            soft_on, hard_on = soft_on or now.soft_on, hard_on or now.hard_on
        given = {"soft_on": soft_on, "hard_on": hard_on}
        request = {name: one.to_wire() for name, one in given.items() if one is not None}
        await self._session.write(Call(module, "set_default_behavior", request))

    @operation("smartlife.iot.smartbulb.lightingservice.get_light_details", effect=Effect.READ)
    async def get_light_details(self) -> LightDetails:
        """Return what is printed on the lamp's box. Some models do not answer at all."""
        module, _ = await self._light()
        call = Call(module, "get_light_details")
        return LightDetails.from_wire(await self._session.read(call, timeout=_DETAILS_TIMEOUT))

    @operation("smartlife.iot.smartbulb.lightingservice.get_preferred_state", effect=Effect.READ)
    async def get_preferred_state(self) -> tuple[Preset, ...]:
        """Return the presets. Those of light strips come with ``get_sysinfo``."""
        module, _ = await self._light()
        if (await self._session.identify()).family is Family.LIGHT_STRIP:
            info = await self._session.get_sysinfo()
            return Preset.list_from_wire(info.raw.get("preferred_state"))
        answer = await self._session.read(Call(module, "get_preferred_state"))
        return Preset.list_from_wire(answer.get("states"))

    @operation("smartlife.iot.smartbulb.lightingservice.set_preferred_state", effect=Effect.WRITE)
    async def set_preferred_state(
        self,
        index: int,
        *,
        brightness: int,
        hue: int = 0,
        saturation: int = 0,
        color_temp: int = 0,
    ) -> None:
        """Keep a light state: bulbs have presets 0-3, light strips 0-4.

        ``hue`` 0-360, ``saturation`` and ``brightness`` in percent, ``color_temp`` in K (0 for
        hue and saturation; taken into the model's range). Raises InvalidError.
        """
        module, _ = await self._light()
        info = await self._session.identify()
        _check_range("index", index, _LAST_PRESET[info.family])
        values = {"hue": hue, "saturation": saturation, "color_temp": color_temp}
        values["brightness"] = brightness
        _check(info, {name: value for name, value in values.items() if value})
        _check_range("brightness", brightness, _PERCENT)
        values["color_temp"] = _in_range(info, color_temp)
        request = {"index": index, **values}
        await self._session.write(Call(module, "set_preferred_state", request))

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
        request["color_temp"] = _in_range(info, temperature)
    elif "hue" in values or "saturation" in values:
        request["color_temp"] = 0
    return request


def _in_range(info: SysInfo, temperature: int) -> int:
    if not temperature:
        return 0
    low, high = info.color_temp_range or (temperature, temperature)
    return min(max(temperature, low), high)


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
