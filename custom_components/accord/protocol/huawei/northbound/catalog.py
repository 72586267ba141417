"""What the document fixes once: sizes of pages, quotas, words for states and notifications."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageRule:
    """Rows of a page: at most so many may be asked for; ``default`` is what we ask for."""

    most: int
    default: int


PAGES: Mapping[str, PageRule] = {
    "1.5.2": PageRule(250, 250),
    "1.5.3": PageRule(2000, 500),
    "1.5.4": PageRule(250, 250),
    "1.6.4": PageRule(1000, 100),
    "1.7.2": PageRule(1000, 1000),
    "1.7.6": PageRule(1000, 1000),
    "1.8.3": PageRule(250, 250),
    "1.9.4": PageRule(1000, 100),
    "1.9.6": PageRule(1000, 1000),
    "1.10.1": PageRule(100, 100),
    "1.10.7": PageRule(100, 100),
    "1.10.8": PageRule(100, 100),
}
"""Section 3.3 of the specification; defaults of the platform differ wildly, so we always ask."""

CALLS_PER_MINUTE = 100
"""What the platform lets an application do by default."""
MOST_PENDING = 20
"""Commands that may wait for a device."""
MOST_UPGRADED = 256
"""Devices or groups of one upgrade task."""
MOST_GROUPED = 1000
"""Devices added to or taken from a group at once."""
LONGEST_CACHE = 2_147_483_647
DEFAULT_CACHE = 172_800
"""Seconds for which the platform keeps a command where nothing else is asked for."""

DATA_NOTIFICATIONS = (
    "deviceAdded",
    "bindDevice",
    "deviceInfoChanged",
    "deviceDataChanged",
    "deviceDatasChanged",
    "deviceCapabilitiesChanged",
    "deviceCapabilitiesAdded",
    "deviceCapabilitiesDeleted",
    "deviceDeleted",
    "messageConfirm",
    "commandRsp",
    "ruleEvent",
    "deviceDesiredPropertiesModifyStatusChanged",
)
"""What 1.6.1 subscribes to. A command's own states need no subscription."""
OLD_DATA_NOTIFICATIONS = (
    "serviceInfoChanged",
    "deviceEvent",
    "deviceModelAdded",
    "deviceModelDeleted",
)
"""Names that only older deployments know."""
MANAGEMENT_NOTIFICATIONS = (
    "swUpgradeStateChangeNotify",
    "swUpgradeResultNotify",
    "fwUpgradeStateChangeNotify",
    "fwUpgradeResultNotify",
)
"""What 1.6.2 subscribes to."""

CACHING_PROTOCOLS = frozenset({"coap", "lwm2m"})
"""Devices that sleep: commands to them are created (1.7.1), all others are called (1.7.7)."""


def takes_cached_commands(protocol_type: str) -> bool:
    """Tell whether commands to a device of that protocol are created rather than called."""
    return protocol_type.strip().casefold() in CACHING_PROTOCOLS
