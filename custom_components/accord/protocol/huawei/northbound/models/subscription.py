"""Who is told what. Source: 1.6.1 to 1.6.6."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from yarl import URL

from ....errors import InvalidError
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionPlan:
    """What is to be done so that the wanted notifications come to one address."""

    kept: tuple[Subscription, ...] = ()
    outdated: tuple[Subscription, ...] = ()
    """Ours, with another address than the present one: to be deleted and made again."""
    missing: tuple[str, ...] = ()
    """Types to subscribe to, those of ``outdated`` among them."""
    foreign: tuple[Subscription, ...] = ()
    """Of wanted types, with an address of somebody else: never touched."""
    unwanted: tuple[Subscription, ...] = ()
    """Ours, of types that are not wanted any more, or doubled."""


def plan_subscriptions(
    wanted: Iterable[str],
    url: str,
    existing: Iterable[Subscription],
    is_ours: Callable[[str], bool],
) -> SubscriptionPlan:
    """Compare what there is with what is wanted; ``is_ours`` knows addresses that were ours."""
    types = tuple(dict.fromkeys(wanted))
    kept: dict[str, Subscription] = {}
    outdated: list[Subscription] = []
    foreign: dict[str, Subscription] = {}
    unwanted: list[Subscription] = []
    for one in existing:
        ours = one.callback_url == url or is_ours(one.callback_url)
        if not ours:
            if one.notify_type in types:
                foreign[one.notify_type] = one
        elif one.notify_type not in types or one.notify_type in kept:
            unwanted.append(one)
        elif one.callback_url == url:
            kept[one.notify_type] = one
        else:
            outdated.append(one)
    return SubscriptionPlan(
        kept=tuple(kept.values()),
        outdated=tuple(outdated),
        missing=tuple(one for one in types if one not in kept and one not in foreign),
        foreign=tuple(one for name, one in foreign.items() if name not in kept),
        unwanted=tuple(unwanted),
    )


def with_port(url: str) -> str:
    """Return an address whose port stands there: the platform wants to read it.

    Raises InvalidError for what is no address of HTTPS or HTTP.
    """
    try:
        known = URL(url)
    except ValueError:
        raise InvalidError("the address is not valid") from None
    if known.scheme not in {"https", "http"} or not known.host:
        raise InvalidError("the address is not valid")
    if known.explicit_port is not None:
        return url
    head, _, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return f"{head}://{place}:{known.port}{slash}{path}"
