"""Subscriptions."""

from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit
import uuid

from simulators.huawei.codes import Refusal
from simulators.huawei.message import Call, listed, paging
from simulators.huawei.registry import Reply, operation
from simulators.huawei.subscriptions import MANAGEMENT_TYPES, Subscription, known_types

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

_ROOT = "/iocm/app/sub/v1.2.0/subscriptions"

_BAD_URL = 100222
_BAD_INPUT = 100228
_TOO_MANY = 100224
_UNKNOWN = 100225
_MOST_RESULTS = 1000


def _refuse() -> NoReturn:
    raise Refusal(_BAD_URL)


def check_url(platform: HuaweiPlatform, url: str, app_id: str) -> str:
    """Refuse a callback URL that the platform would not call."""
    quirks = platform.quirks
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        _refuse()
    if parts.scheme not in ({"https"} if quirks.https_only else {"http", "https"}):
        _refuse()
    if not parts.hostname or (quirks.strict_port and port is None):
        _refuse()
    if quirks.one_callback_host:
        others = {urlsplit(one.url).netloc for one in platform.subscriptions.of(app_id)}
        if others - {parts.netloc}:
            _refuse()
    return url


def _subscribe(
    platform: HuaweiPlatform, call: Call, type_: str, url: str, channel: str = "HTTP"
) -> Subscription:
    owner, caller = call.owner.app_id, call.caller.app_id
    made = Subscription(
        id=uuid.uuid4().hex,
        app_id=owner,
        holder=caller if call.query.flag("ownerFlag") else owner,
        type=type_,
        url=url,
        channel=channel,
        clients=[f"{caller}-mqtt"] if channel == "MQTT" else [],
    )
    return platform.subscriptions.add(made, overwrite=platform.quirks.overwrite_subscriptions)


@operation("1.6.1", f"POST {_ROOT}", invalid=_BAD_URL)
def subscribe(platform: HuaweiPlatform, call: Call) -> Reply:
    """Subscribe to what devices do."""
    body = call.body
    type_ = body.required("notifyType")
    url = body.required("callbackUrl", most=1024)
    channel = body.word("channel", ("HTTP", "MQTT")) or "HTTP"
    if type_ not in known_types(sdk_names=platform.quirks.sdk_names):
        body.refuse()
    check_url(platform, url, call.owner.app_id)
    return Reply(_subscribe(platform, call, type_, url, channel).shown(), 201)


@operation("1.6.2", "POST /iodm/app/sub/v1.1.0/subscribe", invalid=_BAD_INPUT)
def subscribe_management(platform: HuaweiPlatform, call: Call) -> Reply:
    """Subscribe to upgrades; doing it again moves the subscription."""
    type_ = call.body.required("notifyType")
    url = call.body.required("callbackUrl", "callbackurl", most=1024)
    if type_ not in MANAGEMENT_TYPES:
        call.body.refuse()
    check_url(platform, url, call.owner.app_id)
    made = Subscription(uuid.uuid4().hex, call.owner.app_id, call.owner.app_id, type_, url)
    platform.subscriptions.add(made, overwrite=True)
    return Reply()


@operation("1.6.3", f"GET {_ROOT}/{{subscriptionId}}", invalid=_UNKNOWN)
def get(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return one subscription."""
    id_ = call.variables["subscriptionId"]
    return Reply(platform.subscriptions.get(id_, call.owner.app_id).shown())


@operation("1.6.4", f"GET {_ROOT}", invalid=_TOO_MANY)
def many(platform: HuaweiPlatform, call: Call) -> Reply:
    """Return a page of subscriptions."""
    type_ = call.query.text("notifyType")
    part = paging(call.query, 10, _MOST_RESULTS)
    rows = platform.subscriptions.of(call.owner.app_id)
    rows = [one for one in rows if type_ in {None, one.type}]
    if len(rows) > _MOST_RESULTS:
        raise Refusal(_TOO_MANY)
    return listed(part, rows, "subscriptions", Subscription.shown)


@operation("1.6.5", f"DELETE {_ROOT}/{{subscriptionId}}", invalid=_UNKNOWN)
def delete(platform: HuaweiPlatform, call: Call) -> Reply:
    """End one subscription."""
    found = platform.subscriptions.get(call.variables["subscriptionId"], call.owner.app_id)
    platform.subscriptions.remove(found)
    return Reply(status=204)


@operation("1.6.6", f"DELETE {_ROOT}", invalid=_UNKNOWN)
def delete_many(platform: HuaweiPlatform, call: Call) -> Reply:
    """End the subscriptions of a channel, as far as the filters say."""
    query = call.query
    type_, url = query.text("notifyType"), query.text("callbackUrl", most=1024)
    channel = query.text("channel") or "HTTP"
    rows = [
        one
        for one in platform.subscriptions.of(call.owner.app_id)
        if one.channel == channel and type_ in {None, one.type} and url in {None, one.url}
    ]
    for one in rows:
        platform.subscriptions.remove(one)
    return Reply(status=204)
