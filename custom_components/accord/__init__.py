"""The bundle itself: shared by all Accord integrations, set up before any of them."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN
from .discovery import async_start_discovery
from .push_view import async_set_up_push

CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Start looking for devices of all vendors, and let them push."""
    async_set_up_push(hass)
    async_start_discovery(hass)
    return True
