"""Names of the integration."""

import logging

from homeassistant.const import Platform

DOMAIN = "accord_huawei"
LOGGER = logging.getLogger(__package__)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.COVER,
    Platform.DATETIME,
    Platform.EVENT,
    Platform.LOCK,
    Platform.NOTIFY,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
    Platform.UPDATE,
    Platform.VALVE,
]

CONF_APP_ID = "app_id"
CONF_SECRET = "secret"  # noqa: S105 - the name of a field
CONF_AUTHORITY = "authority"
"""Data: the platform's authority, PEM; empty for those of the system."""
CONF_CERTIFICATE = "certificate"
"""Data: our own certificate, PEM."""
CONF_PRIVATE_KEY = "private_key"
CONF_PKCS12 = "pkcs12"
"""Data: certificate and key in one file, Base64. In dialogs the id of an uploaded file."""
CONF_CHECK_HOST_NAME = "check_host_name"

CONF_PUSH = "push"
"""Data: what is kept of pushes, see ``push.py``."""

CONF_SCOPE = "scope"
"""Option: which devices are shown, see ``scope.py``."""
CONF_SCOPE_IDS = "scope_ids"
"""Option: gateways, types, groups or devices, as the scope says."""
CONF_POLL = "poll"
"""Option: least seconds between two scans."""
CONF_BUDGET = "calls_per_minute"
CONF_WAIT = "command_wait"
"""Option: seconds for which settings wait for devices that sleep."""
CONF_IMPORT = "import_history"
"""Option: import the totals of devices into long-term statistics."""
CONF_OPTIMISTIC = "optimistic"
"""Option: show what was sent before the device reports it."""
