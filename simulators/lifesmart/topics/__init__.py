"""Operations by topic; importing this enters all of them."""

from simulators.lifesmart.topics import (
    config,
    doorlock,
    ep,
    net,
    otamanage,
    pairing,
    scene,
    spotremote,
    swifte,
    v3,
)

__all__ = [
    "config",
    "doorlock",
    "ep",
    "net",
    "otamanage",
    "pairing",
    "scene",
    "spotremote",
    "swifte",
    "v3",
]
