"""Simulated Kasa devices: JSON modules behind the XOR cipher on port 9999."""

from typing import Any

from simulators.kasa.device import PORT, KasaDevice
from simulators.kasa.discovery import BROADCAST_ADDRESS, DiscoveryNet
from simulators.kasa.models import MODELS, Family, Model
from simulators.kasa.outlet import OutletSetup
from simulators.kasa.quirks import Quirks

__all__ = [
    "BROADCAST_ADDRESS",
    "MODELS",
    "PORT",
    "DiscoveryNet",
    "Family",
    "KasaDevice",
    "Model",
    "OutletSetup",
    "Quirks",
    "make_device",
]


def make_device(model: str, address: str, alias: str | None = None, **options: Any) -> KasaDevice:
    """Build a device by its model's name without region, such as `KP115`."""
    return KasaDevice(MODELS[model], model if alias is None else alias, address, **options)
