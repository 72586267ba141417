"""Who is told what. Source: 1.6.1 to 1.6.6."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .fields import text, texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Notifications of one type go to one address."""

    subscription_id: str
    """Empty right after subscribing to management data: the platform tells it only in the list."""
    notify_type: str
    callback_url: str = field(default="", repr=False)
    client_ids: tuple[str, ...] = ()
    """Only of the MQTT channel."""

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an answer or a row."""
        return cls(
            subscription_id=text(body.get("subscriptionId")),
            notify_type=text(body.get("notifyType")),
            callback_url=text(body.get("callbackUrl") or body.get("callbackurl")),
            client_ids=texts(body.get("clientIds")),
        )
