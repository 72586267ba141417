"""Codes of stations -> the shared errors.

Source: LifeSmart's base document, which names only one; the other was seen on stations.
"""

from ..errors import AccordError, AuthenticationError, DeadlineError, DeviceError, UnsupportedError

REFUSED = 101
"""Signature or timestamp: wrong model, token or clock. Nothing was carried out."""
UNMEASURABLE = 102
"""``rssi`` of a device that sleeps."""


class SignatureRefusedError(AuthenticationError):
    """The station refused the signature: model, token, or a clock more than five minutes off."""

    key = "signature_refused"


class NoAnswerError(DeadlineError):
    """The station is silent: wrong address, OpenDEV not enabled, or answers to a port not ours."""

    key = "station_silent"


class LockAsleepError(DeviceError):
    """The lock sleeps: somebody has to touch it before it opens from afar."""

    key = "lock_asleep"


def error_for(code: int, name: str, text: str | None = None) -> AccordError:
    """Return the error that a code other than 0 stands for; ``name`` is the request's."""
    message = f"{name}: code {code}"
    if code == REFUSED:
        return SignatureRefusedError(message, code=code, text=text)
    if code == UNMEASURABLE:
        return UnsupportedError(message, code=code, text=text)
    return DeviceError(message, code=code, text=text)
