"""The effects that every light strip knows, as data.

API.md has the module's heading only; the values are known from captures of devices.
"""

from types import MappingProxyType
from typing import Any

from .effect import LightingEffect

type _Color = tuple[int, int, int]

_WHITE: _Color = (0, 0, 100)
_RED: _Color = (360, 81, 100)
_CANES = (
    *(_WHITE, _WHITE, _RED, _WHITE, _WHITE, _RED, _RED, _WHITE),
    *(_WHITE, _RED, _RED, _RED, _RED, _WHITE, _WHITE, _RED),
)
_BOLTS = (7, 20, 23, 32, 34, 35, 49, 65, 66, 74, 80)


def _sequence(
    name: str, identifier: str, steps: tuple[_Color, ...], **members: Any
) -> LightingEffect:
    return LightingEffect(
        name=name,
        id=identifier,
        custom=False,
        sequence=steps,
        **{"repeat_times": 0, **members},
    )


def _random(
    name: str,
    identifier: str,
    hue: tuple[int, int],
    saturation: tuple[int, int],
    value: tuple[int, int],
    init: _Color,
    **members: Any,
) -> LightingEffect:
    return LightingEffect(
        name=name,
        id=identifier,
        custom=False,
        type="random",
        hue_range=hue,
        saturation_range=saturation,
        brightness_range=value,
        init_states=(init,),
        **members,
    )


_EFFECTS = (
    _sequence(
        "Aurora",
        "xqUxDhbAhNLqulcuRMyPBmVGyTOyEMEu",
        ((120, 100, 100), (240, 100, 100), (260, 100, 100), (280, 100, 100)),
        transition=1500,
        direction=4,
        spread=7,
    ),
    _random(
        "Bubbling Cauldron",
        "tIwTRQBqJpeNKbrtBMFCgkdPTbAQGfRP",
        (100, 270),
        (80, 100),
        (50, 100),
        (270, 100, 100),
        transition=200,
        fadeoff=1000,
        random_seed=24,
        backgrounds=((270, 40, 50),),
    ),
    _sequence(
        "Candy Cane",
        "HCOttllMkNffeHjEOLEgrFJjbzQHoxEJ",
        _CANES,
        segments=tuple(range(16)),
        duration=700,
        transition=500,
        direction=1,
        spread=1,
    ),
    _random(
        "Christmas",
        "bwTatyinOUajKrDwzMmqxxJdnInQUgvM",
        (136, 146),
        (90, 100),
        (50, 100),
        (136, 0, 100),
        duration=5000,
        fadeoff=2000,
        random_seed=100,
        backgrounds=((136, 98, 75), (136, 0, 0), (350, 0, 100), (350, 97, 94)),
    ),
    _random(
        "Flicker",
        "bCTItKETDFfrKANolgldxfgOakaarARs",
        (30, 40),
        (100, 100),
        (50, 100),
        (30, 81, 80),
        segments=(1,),
        transition_range=(375, 500),
    ),
    _random(
        "Hanukkah",
        "CdLeIgiKcQrLKMINRPTMbylATulQewLD",
        (200, 210),
        (0, 100),
        (50, 100),
        (35, 81, 80),
        segments=(1,),
        duration=1500,
        transition_range=(400, 500),
    ),
    _random(
        "Haunted Mansion",
        "oJnFHsVQzFUTeIOBAhMRfVeujmSauhjJ",
        (45, 45),
        (10, 10),
        (0, 80),
        (45, 10, 100),
        brightness=80,
        segments=(80,),
        expansion_strategy=2,
        transition_range=(50, 1500),
        fadeoff=200,
        random_seed=1,
        backgrounds=((45, 10, 100),),
    ),
    _sequence(
        "Icicle",
        "joqVjlaTsgzmuQQBAlHRkkPAqkBUiqeb",
        ((190, 100, 70), (190, 100, 70), (190, 30, 50), (190, 100, 70), (190, 100, 70)),
        brightness=70,
        transition=400,
        direction=4,
        spread=3,
    ),
    _random(
        "Lightning",
        "ojqpUUxdGHoIugGPknrUcRoyJiItsjuE",
        (240, 240),
        (10, 11),
        (90, 100),
        (240, 30, 100),
        segments=_BOLTS,
        transition=50,
        fadeoff=150,
        random_seed=600,
        backgrounds=((200, 100, 100), (200, 50, 10), (210, 10, 50), (240, 10, 0)),
    ),
    _sequence(
        "Ocean",
        "oJjUMosgEMrdumfPANKbkFmBcAdEQsPy",
        ((198, 84, 30), (198, 70, 30), (198, 10, 30)),
        brightness=30,
        transition=2000,
        direction=3,
        spread=16,
    ),
    _sequence(
        "Rainbow",
        "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT",
        ((0, 100, 100), (100, 100, 100), (200, 100, 100), (300, 100, 100)),
        transition=1500,
        direction=1,
        spread=12,
    ),
    _random(
        "Raindrop",
        "QbDFwiSFmLzQenUOPnJrsGqyIVrJrRsl",
        (200, 200),
        (10, 20),
        (10, 30),
        (200, 40, 100),
        brightness=30,
        transition=1000,
        fadeoff=1000,
        random_seed=24,
        backgrounds=((200, 40, 0),),
    ),
    _random(
        "Spring",
        "URdUpEdQbnOOechDBPMkKrwhSupLyvAg",
        (0, 90),
        (30, 100),
        (90, 100),
        (80, 30, 100),
        duration=600,
        transition_range=(2000, 6000),
        fadeoff=1000,
        random_seed=20,
        backgrounds=((130, 100, 40),),
    ),
    _random(
        "Valentines",
        "QglBhMShPHUAuxLqzNEefFrGiJwahOmz",
        (340, 340),
        (30, 40),
        (90, 100),
        (340, 30, 100),
        duration=600,
        transition=2000,
        fadeoff=3000,
        random_seed=100,
        backgrounds=((340, 20, 50), (20, 50, 50), (0, 100, 50)),
    ),
)

BUILTIN_EFFECTS = MappingProxyType({effect.name: effect for effect in _EFFECTS})
"""By name."""
