"""Notifications come at least once: what came before is remembered."""

from collections import OrderedDict

from .models.notification import Notification

REMEMBERED = 4096
"""Notifications that are remembered."""


class RecentNotifications:
    """Remembers what came, as the platform sends everything at least once."""

    def __init__(self, size: int = REMEMBERED) -> None:
        """Remember so many."""
        self._size = size
        self._known: OrderedDict[str, None] = OrderedDict()

    def is_new(self, notification: Notification) -> bool:
        """Tell whether it did not come before, and remember it.

        What has no identity always counts as new.
        """
        identity = notification.identity
        if not identity:
            return True
        if identity in self._known:
            self._known.move_to_end(identity)
            return False
        self._known[identity] = None
        if len(self._known) > self._size:
            self._known.popitem(last=False)
        return True
