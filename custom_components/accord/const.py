"""What all modules of the bundle share."""

import logging

DOMAIN = "accord"
LOGGER = logging.getLogger(__package__)

CONF_SYSTEMS = "systems"
"""Keys of the systems that were chosen."""
CONF_DECLINED = "declined"
"""Keys of those that were taken away again: their devices are not offered any more."""
