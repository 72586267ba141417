"""Names of the integration."""

import logging

DOMAIN = "accord_iotsquare"
LOGGER = logging.getLogger(__package__)

CONF_APPLICATIONS = "applications"
"""Option: ids of the applications to follow, as text; all of them where it is empty."""

CONF_HEADER = "token_header"
"""Data: name of the header that carries the token."""

CONF_KNOWN = "known_applications"
"""Data: ids of all applications that the token was seen to reach."""

CONF_MQTT = "mqtt"
"""Data: the server's broker, and who we are there."""

CONF_POLL = "poll"
"""Option: seconds between two readings of the lists."""

CONF_PUSH = "push"
"""Data: links of ours in the server, and their secrets."""

SUBENTRY_DECODER = "decoder"
"""Type of the subentries that say how payloads are read."""

SUBENTRY_PRESET = "downlink_preset"
"""Type of the subentries that put a downlink under a name."""
