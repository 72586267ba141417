"""How a device is found: as a simulation starts it, or as it was sold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulators.kasa.light import Glow, Light
from simulators.kasa.models import LIGHTS, Family
from simulators.kasa.outlet import Dimmer, Outlet, OutletSetup
from simulators.kasa.presets import factory_presets

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Setup:
    """Name, outlets and light of a device; outlets that are not described are off and empty."""

    alias: str
    outlets: tuple[OutletSetup, ...] = ()
    brightness: int = 100
    light_on: bool = False
    glow: Glow | None = None
    presets: tuple[Json, ...] = ()
    effect: Json | None = None
    username: str = ""

    def build_outlets(self, device: KasaDevice) -> list[Outlet]:
        """Return the outlets of a device that has some."""
        if device.model.family in LIGHTS | {Family.CAMERA}:
            return []
        return [self._build_outlet(device, slot) for slot in range(device.model.outlets)]

    def _build_outlet(self, device: KasaDevice, slot: int) -> Outlet:
        known = slot < len(self.outlets)
        setup = self.outlets[slot] if known else OutletSetup(alias=f"Plug {slot + 1}")
        dimmer = Dimmer(self.brightness) if device.model.family is Family.DIMMER else None
        return Outlet(slot, setup, device.clock, device.local_time, device.build_book(), dimmer)

    def build_light(self, device: KasaDevice) -> Light | None:
        """Return the lamp of a device that is one."""
        model = device.model.light
        if model is None:
            return None
        return Light(
            model,
            device.clock,
            device.local_time,
            device.build_book(),
            on=self.light_on,
            glow=self.glow,
            presets=self.presets or factory_presets(model),
            effect=self.effect,
        )


def as_sold(device: KasaDevice) -> Setup:
    """Return a device's setup after a factory reset; appliances stay plugged in."""
    kind = "Bulb" if device.model.light else "Plug"
    alias = f"TP-LINK_Smart {kind}_{device.mac.replace(':', '')[-4:]}"
    loads = [outlet.load for outlet in device.outlets]
    return Setup(
        alias=alias,
        outlets=tuple(
            OutletSetup(alias=f"{alias}_Plug {slot + 1}", load=load)
            for slot, load in enumerate(loads)
        ),
        light_on=True,
    )
