"""Names of the integration."""

import logging

DOMAIN = "accord_akuvox"
LOGGER = logging.getLogger(__package__)

CONF_AUTH_MODE = "auth_mode"
"""How the unit wants to be asked: see AuthMode."""

CONF_FINGERPRINT = "fingerprint"
"""SHA-256 of the certificate that the user confirmed."""

CONF_HTTPS = "https"
CONF_LEGACY = "legacy"
"""Its ciphers are too weak for the usual settings."""

CONF_CAPABILITIES = "capabilities"
"""What the firmware was found to answer: asked once."""

CONF_CLOSE_EACH = "close_each"
"""The unit was found to close each connection."""

CONF_PUSH = "push"
"""Data of an entry: secret of its address, and what the unit had before."""

CONF_DANGEROUS = "dangerous"
"""Option that allows what loses data or access."""

CONF_HOLD_OPEN = "hold_open"
"""Option that adds a switch for relays that stay where they are put."""

CONF_INVERTED = "inverted"
"""Option: letters of relays whose rest means open."""

CONF_INPUT_CLASSES = "input_classes"
"""Option: what hangs at an input, by letter."""

CONF_LAST_USER = "last_user"
"""Option that adds a sensor with who came in last."""

CONF_RELAYS = "relays"
"""Field of a form: which doors a card opens."""
