"""Akuvox access terminals and intercoms on the local network. Source: HTTP API Manual V2.0."""

from .client import AkuvoxClient
from .errors import (
    ApiClosedError,
    NotSafeError,
    UnprotectedError,
    WantsHttpsError,
    WrongChecksumError,
)
from .session import Download, Pacing

__all__ = [
    "AkuvoxClient",
    "ApiClosedError",
    "Download",
    "NotSafeError",
    "Pacing",
    "UnprotectedError",
    "WantsHttpsError",
    "WrongChecksumError",
]
