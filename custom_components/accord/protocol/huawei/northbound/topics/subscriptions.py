"""Who is told what. Source: 1.6.1 to 1.6.6."""

from collections.abc import AsyncIterator

from ....errors import InvalidError
from ....operation import Effect, operation
from ..catalog import DATA_NOTIFICATIONS, MANAGEMENT_NOTIFICATIONS, OLD_DATA_NOTIFICATIONS, PAGES
from ..models.fields import check_one_of, check_text, present
from ..models.page import Page, read_page
from ..models.subscription import Subscription
from ..paging import page_query, read_pages
from ..session import HuaweiSession

LONGEST_URL = 1024


class SubscriptionsTopic:
    """Notifications of a type go to one address per application.

    ``delegate`` is another application that has authorised ours.
    """

    def __init__(self, session: HuaweiSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("1.6.1", effect=Effect.WRITE)
    async def subscribe_data(
        self,
        notify_type: str,
        callback_url: str,
        channel: str | None = None,
        owner_flag: bool | None = None,
        delegate: str | None = None,
    ) -> Subscription:
        """Have notifications on devices and data sent to an address with a port.

        ``owner_flag`` tells whether the address belongs to the authorised application. Raises
        AlreadyExistsError for a type that somebody has subscribed to, InvalidError for an address
        that the platform does not like.
        """
        check_one_of("notify_type", notify_type, DATA_NOTIFICATIONS + OLD_DATA_NOTIFICATIONS)
        body = present(
            notifyType=notify_type,
            callbackUrl=_address(callback_url),
            channel=channel,
            appId=delegate,
        )
        answer = await self._session.call(
            "1.6.1", query={"ownerFlag": owner_flag}, body=body, delegated=bool(delegate)
        )
        return Subscription.from_wire(
            {"notifyType": notify_type, "callbackUrl": callback_url, **present(**answer)}
        )

    @operation("1.6.2", effect=Effect.WRITE)
    async def subscribe_management(self, notify_type: str, callback_url: str) -> Subscription:
        """Have notifications on upgrades sent to an address; their id stands in the list only."""
        check_one_of("notify_type", notify_type, MANAGEMENT_NOTIFICATIONS)
        body = {"notifyType": notify_type, "callbackUrl": _address(callback_url)}
        answer = await self._session.call("1.6.2", body=body)
        return Subscription.from_wire({**body, **present(**answer)})

    @operation("1.6.3", effect=Effect.READ)
    async def get(self, subscription_id: str, delegate: str | None = None) -> Subscription:
        """Return one subscription."""
        answer = await self._session.call(
            "1.6.3",
            path={"subscriptionId": check_text("subscription_id", subscription_id, 256)},
            query={"appId": delegate},
            delegated=bool(delegate),
        )
        return Subscription.from_wire(answer)

    @operation("1.6.4", effect=Effect.READ)
    async def list(
        self,
        notify_type: str | None = None,
        page: int = 0,
        page_size: int | None = None,
        delegate: str | None = None,
    ) -> Page[Subscription]:
        """Return one page of subscriptions."""
        query = {
            **page_query("1.6.4", page, page_size),
            "appId": delegate,
            "notifyType": notify_type,
        }
        answer = await self._session.call("1.6.4", query=query, delegated=bool(delegate))
        return read_page(answer, "subscriptions", item=Subscription.from_wire)

    def every(self, notify_type: str | None = None) -> AsyncIterator[tuple[Subscription, ...]]:
        """Yield all subscriptions page by page."""

        async def read(number: int) -> Page[Subscription]:
            return await self.list(notify_type, number)

        return read_pages(read, PAGES["1.6.4"].default, lambda one: one.subscription_id)

    @operation("1.6.5", effect=Effect.DESTRUCTIVE)
    async def delete(self, subscription_id: str, delegate: str | None = None) -> None:
        """End one subscription."""
        await self._session.call(
            "1.6.5",
            path={"subscriptionId": check_text("subscription_id", subscription_id, 256)},
            query={"appId": delegate},
            delegated=bool(delegate),
        )

    @operation("1.6.6", effect=Effect.DESTRUCTIVE)
    async def delete_many(
        self,
        callback_url: str,
        notify_type: str | None = None,
        channel: str | None = None,
        delegate: str | None = None,
    ) -> None:
        """End all subscriptions of one address, maybe of one type.

        Without an address the platform would end those of all other programs as well: it has to
        be given.
        """
        query = {
            "appId": delegate,
            "notifyType": notify_type,
            "callbackUrl": _address(callback_url),
            "channel": channel,
        }
        await self._session.call("1.6.6", query=query, delegated=bool(delegate))


def _address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise InvalidError("parameter callback_url must be an address of HTTPS or HTTP")
    return check_text("callback_url", url, LONGEST_URL)
