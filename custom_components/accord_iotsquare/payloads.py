"""What users send: one payload, written in one of four ways."""

from collections.abc import Mapping
from typing import Any

from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.protocol.iotsquare.payload_input import payload_of
from .const import DOMAIN

ATTR_PORT = "port"
ATTR_CONFIRMED = "confirmed"
ATTR_IGNORE_LIMIT = "ignore_size_limit"
WAYS = {"hex": "hex", "base64": "base64", "text": "text", "bytes": "list"}
"""Fields of actions, and what the client calls the form."""

PAYLOAD_FIELDS: dict[vol.Marker, Any] = {
    vol.Optional("hex"): cv.string,
    vol.Optional("base64"): cv.string,
    vol.Optional("text"): cv.string,
    vol.Optional("bytes"): list,
    vol.Required(ATTR_PORT): vol.All(vol.Coerce(int), vol.Range(min=1, max=223)),
    vol.Optional(ATTR_IGNORE_LIMIT, default=False): cv.boolean,
}
CONFIRMED_FIELD: dict[vol.Marker, Any] = {vol.Optional(ATTR_CONFIRMED, default=False): cv.boolean}


def payload_in(data: Mapping[str, Any]) -> bytes:
    """Return the bytes that a call asks to send.

    Raises InvalidError for what cannot be read, a translated error unless there is exactly one.
    """
    given = [way for way in WAYS if way in data]
    if len(given) != 1:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="one_payload")
    return payload_of(WAYS[given[0]], data[given[0]])
