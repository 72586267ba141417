"""The lamp of a bulb or light strip."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from simulators.clock import Clock
from simulators.kasa.effects import BUILT_IN
from simulators.kasa.integral import DailyIntegral
from simulators.kasa.rule_book import RuleBook

type Json = dict[str, Any]

_NO_EFFECT: Json = {"enable": 0, "name": "station", "custom": 0, "id": "", "brightness": 100}
_GLOW_KEYS = ("hue", "saturation", "color_temp", "brightness")


@dataclass(frozen=True, kw_only=True)
class LightModel:
    """What a lamp can do: `temperatures` is the range of whites, of equal ends if it is fixed."""

    color: bool = False
    temperatures: tuple[int, int] = (2700, 2700)
    watts: float = 9.0
    zones: int | None = None

    @property
    def tunable(self) -> bool:
        """Whether the white can be chosen."""
        return self.temperatures[0] < self.temperatures[1]


@dataclass(frozen=True, kw_only=True)
class Glow:
    """How a lamp shines when on; `color_temp` 0 means hue and saturation count."""

    mode: str = "normal"
    hue: int = 0
    saturation: int = 0
    color_temp: int = 2700
    brightness: int = 100

    def as_json(self) -> Json:
        """Return it as a light state has it."""
        return {
            "mode": self.mode,
            "hue": self.hue,
            "saturation": self.saturation,
            "color_temp": self.color_temp,
            "brightness": self.brightness,
        }


type Zone = tuple[int, int, int, int, int, int]
"""First and last zone, hue, saturation, brightness, colour temperature."""


class Light:
    """A lamp: on or off, how it shines or would shine, presets, defaults and effect."""

    def __init__(
        self,
        model: LightModel,
        clock: Clock,
        local_time: Callable[[], datetime],
        book: RuleBook,
        *,
        on: bool = False,
        glow: Glow | None = None,
        presets: tuple[Json, ...] = (),
        effect: Json | None = None,
        total_wh: float = 0.0,
    ) -> None:
        """Start as told."""
        self.model = model
        self.book = book
        self.presets = [dict(preset) for preset in presets]
        self.soft_on: Json = {"mode": "last_status"}
        self.hard_on: Json = {"mode": "last_status"}
        effect = effect or _NO_EFFECT
        self.effect: Json = {**BUILT_IN.get(effect["id"], {}), **effect}
        self.transition = 0
        self.fade_on = self.fade_off = 500
        self._groups: list[Zone] = []
        self._local_time = local_time
        self._on = on
        self._glow = glow or Glow(color_temp=model.temperatures[0])
        self.energy = DailyIntegral(clock, local_time, lambda: self.power, total_wh)
        self.usage = DailyIntegral(clock, local_time, lambda: 60.0 if self._on else 0.0)

    @property
    def on(self) -> bool:
        """Whether the lamp is lit."""
        return self._on

    @property
    def glow(self) -> Glow:
        """How the lamp shines now, or would if it were on."""
        if self._glow.mode != "circadian":
            return self._glow
        return replace(self._glow, hue=0, saturation=0, color_temp=self._white_of_the_hour())

    @property
    def power(self) -> float:
        """Watts drawn now; the lowest brightness still takes some."""
        return self.model.watts * max(self.brightness, 1) / 100 if self._on else 0.0

    @property
    def brightness(self) -> int:
        """Brightness in percent; a running effect has its own."""
        if self.effect["enable"]:
            return int(self.effect["brightness"])
        return self._glow.brightness

    @property
    def effect_state(self) -> Json:
        """The effect as sysinfo has it: which one, and whether it runs."""
        return {key: self.effect[key] for key in _NO_EFFECT}

    @property
    def groups(self) -> list[Zone]:
        """The zones of a light strip and how they shine."""
        if self._groups:
            return self._groups
        glow, last = self.glow, (self.model.zones or 1) - 1
        return [(0, last, glow.hue, glow.saturation, glow.brightness, glow.color_temp)]

    def switch(self, on: bool) -> None:
        """Switch on or off."""
        self._settle()
        self._on = on

    def shine(self, glow: Glow) -> None:
        """Change how it shines, or would if it were on; the whole strip alike."""
        self._settle()
        self._glow = glow
        self._groups = []

    def paint(self, groups: list[Zone]) -> None:
        """Give zones of a strip colours of their own."""
        _, _, hue, saturation, brightness, color_temp = groups[0]
        self.shine(
            replace(
                self._glow,
                hue=hue,
                saturation=saturation,
                brightness=brightness,
                color_temp=color_temp,
            )
        )
        self._groups = groups

    def run_effect(self, effect: Json) -> None:
        """Keep an effect, and light up if it is to run."""
        self._settle()
        self.effect = dict(effect)
        self._on = self._on or bool(effect["enable"])

    def end_effect(self) -> None:
        """Stop a running effect."""
        self._settle()
        self.effect["enable"] = 0

    def dim_effect(self, brightness: int) -> None:
        """Change the brightness of the running effect."""
        self._settle()
        self.effect["brightness"] = brightness

    def default_glow(self, behavior: Json) -> Glow | None:
        """Return how the lamp shines by a default behaviour, None for as it did before."""
        if behavior["mode"] == "circadian":
            return replace(self.glow, mode="circadian")
        if behavior["mode"] != "customize_preset":
            return None
        index = behavior.get("index")
        preset = behavior if index is None else self.presets[index]
        return replace(self.glow, mode="normal", **{key: preset[key] for key in _GLOW_KEYS})

    def power_cycled(self) -> None:
        """Come back after a power cut: by default the last lit state, so it is on."""
        glow = self.default_glow(self.hard_on)
        if glow is not None:
            self.shine(glow)
        self.switch(True)

    def as_json(self) -> Json:
        """Return the light state as sysinfo and the lighting service have it."""
        glow = self.glow.as_json()
        return {"on_off": 1, **glow} if self._on else {"on_off": 0, "dft_on_state": glow}

    def _white_of_the_hour(self) -> int:
        """Return cool light at noon and warm light at midnight."""
        low, high = self.model.temperatures
        moment = self._local_time()
        from_noon = abs(moment.hour * 60 + moment.minute - 720) / 720
        return round(high - (high - low) * from_noon)

    def _settle(self) -> None:
        self.energy.settle()
        self.usage.settle()
