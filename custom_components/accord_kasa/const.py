"""Names of the integration."""

import logging

DOMAIN = "accord_kasa"
LOGGER = logging.getLogger(__package__)

CORE_DOMAIN = "tplink"
"""Home Assistant's own integration for the same devices."""

CONF_CAPABILITIES = "capabilities"
"""What the firmware was found to have: asked once."""

CONF_CREDENTIALS = "credentials"
"""Hashes of the account that the device took."""

CONF_KLAP_PORT = "klap_port"
CONF_TRANSPORT = "transport"
"""How the device spoke last, and where."""

CONF_EFFECTS = "effects"
"""Effects of a light strip that were kept, by name."""

CONF_NO_MOTION_DELAY = "no_motion_delay"
"""Milliseconds that were set here; Smart Control puts its own back."""

CONF_DANGEROUS = "dangerous"
"""Option that shows what loses data or access."""

CONF_FOLLOW_RENAME = "follow_rename"

CONF_IMPORT_ENERGY = "import_energy"
"""Option that imports what the device counted by day into the long-term statistics."""
