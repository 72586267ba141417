"""The device's modules, one file each; importing this package registers all their methods."""

from simulators.kasa.modules import (
    cloud,
    count_down,
    debug,
    dimmer,
    effects,
    emeter,
    firmware,
    homekit,
    las,
    light_defaults,
    light_strip,
    lighting,
    netif,
    pir,
    statistics,
    strip,
    system,
)
from simulators.kasa.modules.registry import METHODS, methods_of

__all__ = [
    "METHODS",
    "cloud",
    "count_down",
    "debug",
    "dimmer",
    "effects",
    "emeter",
    "firmware",
    "homekit",
    "las",
    "light_defaults",
    "light_strip",
    "lighting",
    "methods_of",
    "netif",
    "pir",
    "statistics",
    "strip",
    "system",
]
