"""A plausible home full of Kasa devices."""

from typing import Any

from simulators.clock import Clock
from simulators.kasa import make_device
from simulators.kasa.device import KasaDevice
from simulators.kasa.light import Glow
from simulators.kasa.outlet import OutletSetup

type Json = dict[str, Any]


def _preset(index: int, hue: int, saturation: int, color_temp: int, brightness: int) -> Json:
    return {
        "index": index,
        "hue": hue,
        "saturation": saturation,
        "color_temp": color_temp,
        "brightness": brightness,
    }


COLOR_PRESETS = (
    _preset(0, 0, 0, 2700, 50),
    _preset(1, 0, 100, 0, 100),
    _preset(2, 120, 100, 0, 100),
    _preset(3, 240, 100, 0, 100),
)
WHITE_PRESETS = tuple(
    _preset(index, 0, 0, 2700, brightness) for index, brightness in enumerate((100, 75, 50, 25))
)
_RAINBOW = {
    "enable": 0,
    "name": "Rainbow",
    "custom": 0,
    "id": "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT",
    "brightness": 80,
}


def _plugged(alias: str, load: float, *, on: bool = True, total_wh: float = 0.0) -> OutletSetup:
    return OutletSetup(alias=alias, load=load, on=on, on_time=4211 if on else 0, total_wh=total_wh)


_DESK = (
    _plugged("Monitor", 31.5, total_wh=8120),
    _plugged("Laptop dock", 64.0, total_wh=15230),
    _plugged("Desk lamp", 7.2, on=False, total_wh=410),
    _plugged("Speakers", 4.1, total_wh=1290),
    _plugged("Printer", 9.8, on=False, total_wh=770),
    _plugged("Phone charger", 5.0, total_wh=605),
)
_GARDEN = (_plugged("Pump", 45.0), _plugged("Fairy lights", 12.0, on=False))
_KITCHEN = (
    _plugged("Kettle", 2200.0, on=False),
    _plugged("Coffee machine", 1300.0, on=False),
    _plugged("Radio", 3.5),
)

_ROWS: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
    (10, "KP115", "Freezer", {"outlets": [_plugged("", 86.0, total_wh=20480)]}),
    (11, "HS110", "Boiler", {"outlets": [_plugged("", 1950.0, on=False, total_wh=311200)]}),
    (12, "HS103", "Fan", {"outlets": [_plugged("", 38.0, on=False)]}),
    (20, "HS200", "Hall switch", {"outlets": [_plugged("", 24.0)]}),
    (21, "KS200M", "Garage switch", {"outlets": [_plugged("", 36.0, on=False)]}),
    (30, "HS300", "Desk strip", {"outlets": _DESK}),
    (31, "KP303", "Kitchen strip", {"outlets": _KITCHEN}),
    (32, "KP400", "Garden", {"outlets": _GARDEN}),
    (40, "HS220", "Dining room", {"outlets": [_plugged("", 60.0)], "brightness": 65}),
    (41, "ES20M", "Hall", {"outlets": [_plugged("", 40.0, on=False)], "brightness": 70}),
    (
        50,
        "KL135",
        "Reading lamp",
        {"glow": Glow(color_temp=3200, brightness=60), "presets": COLOR_PRESETS},
    ),
    (
        51,
        "KL130",
        "Mood lamp",
        {
            "light_on": True,
            "glow": Glow(hue=275, saturation=80, color_temp=0, brightness=40),
            "presets": COLOR_PRESETS,
        },
    ),
    (
        52,
        "KL120",
        "Study lamp",
        {"light_on": True, "glow": Glow(color_temp=4000), "presets": WHITE_PRESETS},
    ),
    (53, "KL110", "Porch", {"glow": Glow(brightness=80), "presets": WHITE_PRESETS}),
    (
        60,
        "KL430",
        "Shelf",
        {
            "light_on": True,
            "glow": Glow(hue=200, saturation=100, color_temp=0, brightness=80),
            "effect": {**_RAINBOW, "enable": 1},
        },
    ),
)


def build_household(
    *,
    clock: Clock | None = None,
    port: int = 9999,
    network: str = "127.66.0",
    only: set[str] | None = None,
) -> list[KasaDevice]:
    """Return the devices of the home, all on one clock; `only` picks some by name."""
    if only and (unknown := only - {alias for _, _, alias, _ in _ROWS}):
        raise ValueError(f"no such device: {', '.join(sorted(unknown))}")
    clock = clock or Clock()
    _, second, third = map(int, network.split("."))
    return [
        make_device(
            model,
            f"{network}.{number}",
            alias,
            mac=f"02:00:5E:{second % 100:02}:{third:02X}:{number:02X}",
            clock=clock,
            port=port,
            **options,
        )
        for number, model, alias, options in _ROWS
        if not only or alias in only
    ]
