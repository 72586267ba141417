"""Simulated Akuvox door stations: their HTTP API, their doors and whom they call."""

from simulators.akuvox.auth import Auth, DigestStyle
from simulators.akuvox.device import HTTPS_PORT, PORT, AkuvoxDevice
from simulators.akuvox.firmware import make_image
from simulators.akuvox.models import MODELS, Generation, Model
from simulators.akuvox.quirks import BarePost, Quirks, Unsupported

__all__ = [
    "HTTPS_PORT",
    "MODELS",
    "PORT",
    "AkuvoxDevice",
    "Auth",
    "BarePost",
    "DigestStyle",
    "Generation",
    "Model",
    "Quirks",
    "Unsupported",
    "make_image",
]
