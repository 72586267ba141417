"""Simulated Kasa devices: JSON modules behind the XOR cipher or KLAP."""

from typing import Any

from simulators.kasa.device import KLAP_PORT, PORT, KasaDevice
from simulators.kasa.discovery import BROADCAST_ADDRESS, DiscoveryNet
from simulators.kasa.models import MODELS, Family, Model
from simulators.kasa.outlet import OutletSetup
from simulators.kasa.probe import PROBE_PORTS
from simulators.kasa.quirks import Quirks
from simulators.kasa.revisions import sold_with_klap
from simulators.kasa.transport import Transport

__all__ = [
    "BROADCAST_ADDRESS",
    "KLAP_PORT",
    "MODELS",
    "PORT",
    "PROBE_PORTS",
    "DiscoveryNet",
    "Family",
    "KasaDevice",
    "Model",
    "OutletSetup",
    "Quirks",
    "Transport",
    "make_device",
]


def make_device(model: str, address: str, alias: str | None = None, **options: Any) -> KasaDevice:
    """Build a device by its model's name without region, such as `KP115`."""
    known = MODELS[model]
    if options.get("transport", Transport.XOR) != Transport.XOR:
        known = sold_with_klap(known)
    return KasaDevice(known, model if alias is None else alias, address, **options)
