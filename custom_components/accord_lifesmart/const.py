"""Names of the integration."""

import logging

from homeassistant.const import Platform

DOMAIN = "accord_lifesmart"
LOGGER = logging.getLogger(__package__)

CONF_DIALECT = "dialect"
"""Data: what the station was found to want where the documents leave it open."""

CONF_INVERTED = "inverted"
"""Option: locks whose live record tells locked where others tell unlocked, by their ``me``."""

CONF_KIND = "kind"
"""What kind of device is to be added."""

CONF_LOCK = "lock"
"""Whose people are named."""

CONF_NAMES = "names"
"""Option: names of people at locks, by ``<me>:<number>``."""

CONF_OWN_HOST = "own_host"
"""Option: where the station reaches Home Assistant, if that cannot be found out."""

CONF_OWN_PORT = "own_port"
"""Option: to which port the station sends its events there, if it is not the one in use."""

CONF_LSID = "lsid"
"""Of a station that was found by broadcast."""

CONF_PEOPLE = "people"
"""Those at a lock, by number and name."""

CONF_POLL = "poll"
"""Option: seconds between two full readings."""

CONF_RADIO = "radio"
"""Which kind of radio a new device has."""

CONF_SECONDS = "seconds"
"""How long the station looks for a new device."""

CONF_SMS = "sms_number"
"""Option: who gets text messages by the station's SIM card."""

CONF_STATION_PORT = "station_port"
"""Data: UDP port of the station, where it is not the usual one."""

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CLIMATE,
    Platform.COVER,
    Platform.EVENT,
    Platform.FAN,
    Platform.INFRARED,
    Platform.LIGHT,
    Platform.LOCK,
    Platform.NOTIFY,
    Platform.NUMBER,
    Platform.REMOTE,
    Platform.SCENE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SIREN,
    Platform.SWITCH,
    Platform.UPDATE,
]
