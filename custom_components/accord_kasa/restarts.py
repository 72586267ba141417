"""Devices that restart again and again because they belong to a cloud that they cannot reach.

Several generations of firmware do; taking the device out of its account helps most of them.
"""

from collections import deque
from datetime import timedelta
from time import monotonic

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .coordinator import KasaConfigEntry
from .readings import CLOUD

MANY = 3
WITHIN = timedelta(hours=1)
SHORT = timedelta(minutes=3)
"""A restart takes seconds; who is away longer was switched off or lost the network."""


class RestartWatch:
    """Counts how often a device went away for a moment."""

    def __init__(self) -> None:
        """Start with a device that is there."""
        self._gone_at: float | None = None
        self._returns: deque[float] = deque(maxlen=MANY)

    def note(self, *, there: bool) -> bool:
        """Note whether the device answers now; tell whether it just came back from a restart."""
        now = monotonic()
        if not there:
            self._gone_at = now if self._gone_at is None else self._gone_at
            return False
        gone_at, self._gone_at = self._gone_at, None
        if gone_at is None or now - gone_at > SHORT.total_seconds():
            return False
        self._returns.append(now)
        return True

    @property
    def restless(self) -> bool:
        """Tell whether that happened too often lately."""
        full = len(self._returns) == MANY
        return full and monotonic() - self._returns[0] <= WITHIN.total_seconds()


@callback
def async_watch_restarts(hass: HomeAssistant, entry: KasaConfigEntry) -> None:
    """Say so when a device restarts often and its cloud is out of its reach."""
    coordinator, watch = entry.runtime_data.coordinator, RestartWatch()
    issue_id = f"cloudless_restarts_{entry.entry_id}"

    @callback
    def check() -> None:
        if watch.note(there=coordinator.last_update_success):
            coordinator.read_again(CLOUD)
        view = coordinator.data.view(None)
        cloud = None if view is None else view.get(CLOUD)
        if cloud is None or not cloud.bound or cloud.connected is not False:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
        elif watch.restless:
            ir.async_create_issue(
                hass,
                DOMAIN,
                issue_id,
                data={"entry_id": entry.entry_id},
                is_fixable=True,
                severity=ir.IssueSeverity.WARNING,
                translation_key="cloudless_restarts",
                translation_placeholders={"name": entry.title},
            )

    check()
    entry.async_on_unload(coordinator.async_add_listener(check))
