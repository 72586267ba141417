"""The device's modules, one file each; importing this package registers all their methods."""

from simulators.kasa.modules import (
    count_down,
    dimmer,
    emeter,
    light_strip,
    lighting,
    netif,
    statistics,
    system,
)
from simulators.kasa.modules.registry import METHODS, methods_of

__all__ = [
    "METHODS",
    "count_down",
    "dimmer",
    "emeter",
    "light_strip",
    "lighting",
    "methods_of",
    "netif",
    "statistics",
    "system",
]
