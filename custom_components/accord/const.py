"""What all modules of the bundle share."""

import logging

DOMAIN = "accord"
LOGGER = logging.getLogger(__package__)
