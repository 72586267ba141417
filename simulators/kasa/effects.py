"""The effects that light strips have built in, complete as the strip keeps them."""

from typing import Any

type Json = dict[str, Any]
type Hsv = tuple[int, int, int]


def _effect(name: str, identifier: str, kind: str, **changes: Any) -> Json:
    return {
        "custom": 0,
        "id": identifier,
        "brightness": 100,
        "name": name,
        "segments": [0],
        "expansion_strategy": 1,
        "enable": 0,
        "type": kind,
        "duration": 0,
        "transition": 0,
        **changes,
    }


def _sequence(name: str, identifier: str, steps: list[Hsv], **changes: Any) -> Json:
    sequence = [list(step) for step in steps]
    return _effect(name, identifier, "sequence", repeat_times=0, sequence=sequence, **changes)


def _random(
    name: str,
    identifier: str,
    ranges: tuple[list[int], list[int], list[int]],
    start: Hsv,
    backgrounds: list[Hsv],
    **changes: Any,
) -> Json:
    hue, saturation, brightness = ranges
    if backgrounds:
        changes["backgrounds"] = [list(one) for one in backgrounds]
    return _effect(
        name,
        identifier,
        "random",
        hue_range=hue,
        saturation_range=saturation,
        brightness_range=brightness,
        init_states=[list(start)],
        **changes,
    )


_WHITE, _RED = (0, 0, 100), (360, 81, 100)
_CANDY = [{"W": _WHITE, "R": _RED}[letter] for letter in "WWRWWRRWWRRRRWWR"]

_ALL = (
    _sequence(
        "Aurora",
        "xqUxDhbAhNLqulcuRMyPBmVGyTOyEMEu",
        [(120, 100, 100), (240, 100, 100), (260, 100, 100), (280, 100, 100)],
        transition=1500,
        direction=4,
        spread=7,
    ),
    _random(
        "Bubbling Cauldron",
        "tIwTRQBqJpeNKbrtBMFCgkdPTbAQGfRP",
        ([100, 270], [80, 100], [50, 100]),
        (270, 100, 100),
        [(270, 40, 50)],
        transition=200,
        fadeoff=1000,
        random_seed=24,
    ),
    _sequence(
        "Candy Cane",
        "HCOttllMkNffeHjEOLEgrFJjbzQHoxEJ",
        _CANDY,
        segments=list(range(16)),
        duration=700,
        transition=500,
        direction=1,
        spread=1,
    ),
    _random(
        "Christmas",
        "bwTatyinOUajKrDwzMmqxxJdnInQUgvM",
        ([136, 146], [90, 100], [50, 100]),
        (136, 0, 100),
        [(136, 98, 75), (136, 0, 0), (350, 0, 100), (350, 97, 94)],
        duration=5000,
        fadeoff=2000,
        random_seed=100,
    ),
    _random(
        "Flicker",
        "bCTItKETDFfrKANolgldxfgOakaarARs",
        ([30, 40], [100, 100], [50, 100]),
        (30, 81, 80),
        [],
        segments=[1],
        transition_range=[375, 500],
    ),
    _random(
        "Hanukkah",
        "CdLeIgiKcQrLKMINRPTMbylATulQewLD",
        ([200, 210], [0, 100], [50, 100]),
        (35, 81, 80),
        [],
        segments=[1],
        duration=1500,
        transition_range=[400, 500],
    ),
    _random(
        "Haunted Mansion",
        "oJnFHsVQzFUTeIOBAhMRfVeujmSauhjJ",
        ([45, 45], [10, 10], [0, 80]),
        (45, 10, 100),
        [(45, 10, 100)],
        brightness=80,
        segments=[80],
        expansion_strategy=2,
        transition_range=[50, 1500],
        fadeoff=200,
        random_seed=1,
    ),
    _sequence(
        "Icicle",
        "joqVjlaTsgzmuQQBAlHRkkPAqkBUiqeb",
        [(190, 100, 70), (190, 100, 70), (190, 30, 50), (190, 100, 70), (190, 100, 70)],
        brightness=70,
        transition=400,
        direction=4,
        spread=3,
    ),
    _random(
        "Lightning",
        "ojqpUUxdGHoIugGPknrUcRoyJiItsjuE",
        ([240, 240], [10, 11], [90, 100]),
        (240, 30, 100),
        [(200, 100, 100), (200, 50, 10), (210, 10, 50), (240, 10, 0)],
        segments=[7, 20, 23, 32, 34, 35, 49, 65, 66, 74, 80],
        transition=50,
        fadeoff=150,
        random_seed=600,
    ),
    _sequence(
        "Ocean",
        "oJjUMosgEMrdumfPANKbkFmBcAdEQsPy",
        [(198, 84, 30), (198, 70, 30), (198, 10, 30)],
        brightness=30,
        transition=2000,
        direction=3,
        spread=16,
    ),
    _sequence(
        "Rainbow",
        "izRhLCQNcDzIKdpMPqSTtBMuAIoreAuT",
        [(0, 100, 100), (100, 100, 100), (200, 100, 100), (300, 100, 100)],
        transition=1500,
        direction=1,
        spread=12,
    ),
    _random(
        "Raindrop",
        "QbDFwiSFmLzQenUOPnJrsGqyIVrJrRsl",
        ([200, 200], [10, 20], [10, 30]),
        (200, 40, 100),
        [(200, 40, 0)],
        brightness=30,
        transition=1000,
        fadeoff=1000,
        random_seed=24,
    ),
    _random(
        "Spring",
        "URdUpEdQbnOOechDBPMkKrwhSupLyvAg",
        ([0, 90], [30, 100], [90, 100]),
        (80, 30, 100),
        [(130, 100, 40)],
        duration=600,
        transition_range=[2000, 6000],
        fadeoff=1000,
        random_seed=20,
    ),
    _random(
        "Valentines",
        "QglBhMShPHUAuxLqzNEefFrGiJwahOmz",
        ([340, 340], [30, 40], [90, 100]),
        (340, 30, 100),
        [(340, 20, 50), (20, 50, 50), (0, 100, 50)],
        duration=600,
        transition=2000,
        fadeoff=3000,
        random_seed=100,
    ),
)

BUILT_IN: dict[str, Json] = {effect["id"]: effect for effect in _ALL}
"""Complete effects by id, none of them running."""
