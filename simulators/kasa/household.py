"""A plausible home full of Kasa devices."""

from collections.abc import Collection
from datetime import UTC, tzinfo
from typing import Any

from simulators.clock import Clock
from simulators.kasa import make_device
from simulators.kasa.device import KLAP_PORT, PORT, KasaDevice
from simulators.kasa.light import Glow
from simulators.kasa.outlet import OutletSetup
from simulators.kasa.presets import COLOR_PRESETS, WHITE_PRESETS
from simulators.kasa.probe import PROBE_PORTS
from simulators.kasa.transport import Transport

type Json = dict[str, Any]
type Row = tuple[int, str, str, dict[str, Any]]

ACCOUNT = ("demo@example.com", "accord")
"""The account all devices of the home are in."""


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
_WORKSHOP = (
    _plugged("Workbench", 18.0),
    _plugged("Band saw", 620.0, on=False),
    _plugged("Extractor", 240.0, on=False),
)

_MEDIA = (
    _plugged("Television", 92.0, total_wh=40120),
    _plugged("Receiver", 38.5, total_wh=17400),
    _plugged("Game console", 1.2, total_wh=5310),
    _plugged("Record player", 11.0, on=False, total_wh=260),
    _plugged("Subwoofer", 6.4, total_wh=2210),
    _plugged("Router", 9.1, total_wh=7990),
)

_XOR_ROWS: tuple[Row, ...] = (
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


_KLAP_ROWS: tuple[Row, ...] = (
    (110, "KP115", "Washing machine", {"outlets": [_plugged("", 480.0, total_wh=92300)]}),
    (111, "HS103", "Humidifier", {"outlets": [_plugged("", 27.0)]}),
    (120, "HS200", "Stairs switch", {"outlets": [_plugged("", 18.0, on=False)]}),
    (121, "KS200M", "Cellar switch", {"outlets": [_plugged("", 22.0)]}),
    (130, "HS300", "Media strip", {"outlets": _MEDIA}),
    (131, "KP303", "Workshop strip", {"outlets": _WORKSHOP}),
    (140, "HS220", "Bedroom", {"outlets": [_plugged("", 44.0)], "brightness": 35}),
    (141, "ES20M", "Wardrobe", {"outlets": [_plugged("", 15.0, on=False)], "brightness": 80}),
    (
        150,
        "KL125",
        "Bedside lamp",
        {"glow": Glow(color_temp=2700, brightness=30), "presets": COLOR_PRESETS},
    ),
    (
        160,
        "KL430",
        "Desk edge",
        {
            "light_on": True,
            "glow": Glow(hue=30, saturation=70, color_temp=0, brightness=55),
            "effect": _RAINBOW,
        },
    ),
)
_FIRST_KLAP_ROWS: tuple[Row, ...] = (
    (112, "HS110", "Aquarium", {"outlets": [_plugged("", 33.0, total_wh=51200)]}),
    (113, "HS100", "Towel rail", {"outlets": [_plugged("", 150.0, on=False)]}),
)

_ROWS = {
    Transport.XOR: _XOR_ROWS,
    Transport.KLAP1: _FIRST_KLAP_ROWS,
    Transport.KLAP2: _KLAP_ROWS,
}


def build_household(
    *,
    clock: Clock | None = None,
    port: int = PORT,
    klap_port: int = KLAP_PORT,
    probe_ports: tuple[int, ...] = PROBE_PORTS,
    network: str = "127.66.0",
    transports: Collection[str] = (Transport.XOR,),
    only: set[str] | None = None,
    time_zone: tzinfo = UTC,
) -> list[KasaDevice]:
    """Return the devices of the home that speak one of `transports`, all on one clock.

    Each transport but the first version of KLAP has every family. `only` picks some by name.
    """
    rows = [(transport, row) for transport in transports for row in _ROWS[Transport(transport)]]
    if only and (unknown := only - {alias for _, (_, _, alias, _) in rows}):
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
            klap_port=klap_port,
            probe_ports=probe_ports,
            transport=transport,
            account=ACCOUNT,
            time_zone=time_zone,
            **options,
        )
        for transport, (number, model, alias, options) in rows
        if not only or alias in only
    ]
