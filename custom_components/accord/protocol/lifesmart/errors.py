"""Codes of stations -> the shared errors. Source: LifeSmart's base document; most codes have no text."""

from ..errors import AccordError, AuthenticationError, DeviceError, UnsupportedError

REFUSED = 101
"""Signature or timestamp: wrong model, token or clock. Nothing was carried out."""
UNMEASURABLE = 102
"""``rssi`` of a device that sleeps."""


class SignatureRefusedError(AuthenticationError):
    """The station refused the signature: model, token, or a clock more than five minutes off."""

    key = "signature_refused"


class NoAnswerError(AccordError):
    """The station is silent: wrong address, OpenDEV not enabled, or answers to a port not ours."""

    key = "station_silent"


def error_for(code: int, text: str | None = None) -> AccordError:
    """Return the error that a code other than 0 stands for."""
    message = f"code {code}"
    if code == REFUSED:
        return SignatureRefusedError(message, code=code, text=text)
    if code == UNMEASURABLE:
        return UnsupportedError(message, code=code, text=text)
    return DeviceError(message, code=code, text=text)
