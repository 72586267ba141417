"""Where a server sends what happens, and how our link gets there without harming others'.

The server appends ``/uplink``, ``/join`` and so on to each link; all links of one application,
gateway or group get the same headers. Source: OpenAPI document, 2.2; what an update does with
members left out is not documented, so everything is sent back and read again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from ..errors import AccordError, ConflictError, InvalidError, LimitError
from .catalog import MOST_GATEWAY_HEADERS, MOST_HEADERS

if TYPE_CHECKING:
    from .client import IoTSquareClient

SECRET_HEADER = "X-HA-Push-Secret"  # noqa: S105 - the name of a header

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", re.ASCII)


class LinkMode(StrEnum):
    """What becomes of links that somebody else set."""

    ADD = "add"
    """They stay; ours comes beside them. Servers since 3.4.18."""
    REPLACE = "replace"
    """They go."""


class LinkNotTakenError(ConflictError):
    """The server said yes, but has not our link; what was there before has been put back."""

    key = "link_not_taken"


@dataclass(frozen=True, slots=True)
class Links:
    """Where pushes of one thing go."""

    urls: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    mqtt: bool = False
    """What happens goes out by MQTT instead: links are not used."""
    most_headers: int = field(default=MOST_HEADERS, compare=False)
    """How many have room."""


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """A change to be shown before it is made."""

    before: Links
    after: Links
    foreign: tuple[str, ...]
    """Links of others as they are now."""
    secret: bool
    """Pushes will bear our secret header. Otherwise only the link itself proves where from."""

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to do."""
        return self.before != self.after


class LinkHolder(Protocol):
    """Something that has links."""

    async def read(self) -> Links:
        """Return them as they are."""

    async def write(self, links: Links) -> None:
        """Set links and headers; nothing else changes."""


class AppLinks:
    """Links of an application."""

    def __init__(self, client: IoTSquareClient, app_id: int) -> None:
        """Name the application."""
        self._topic = client.app
        self._id = app_id

    async def read(self) -> Links:
        """Return them as they are."""
        found = await self._topic.status(self._id)
        return Links(found.push_urls, found.headers or {}, found.mqtt)

    async def write(self, links: Links) -> None:
        """Set links and headers."""
        await self._topic.update(self._id, push_urls=links.urls, headers=links.headers)


class GatewayLinks:
    """Links of a gateway."""

    def __init__(self, client: IoTSquareClient, gw_id: str) -> None:
        """Name the gateway."""
        self._topic = client.gateway
        self._id = gw_id

    async def read(self) -> Links:
        """Return them as they are."""
        found = await self._topic.settings(self._id)
        headers = found.headers or {}
        return Links(found.push_urls, headers, most_headers=MOST_GATEWAY_HEADERS)

    async def write(self, links: Links) -> None:
        """Set links and headers."""
        await self._topic.update(self._id, push_urls=links.urls, headers=links.headers)


class GroupLinks:
    """Links of a multicast group."""

    def __init__(self, client: IoTSquareClient, mc_eui: str) -> None:
        """Name the group."""
        self._topic = client.mcgroup
        self._id = mc_eui

    async def read(self) -> Links:
        """Return them as they are."""
        found = await self._topic.status(self._id)
        return Links(found.push_urls, found.headers or {}, found.mqtt)

    async def write(self, links: Links) -> None:
        """Set links and headers."""
        await self._topic.update(self._id, push_urls=links.urls, headers=links.headers)


def plan_link(now: Links, ours: str, mode: LinkMode, secret: str | None = None) -> LinkPlan:
    """Return the change that brings our link in.

    Headers of others always stay. ``secret`` is added as a header only where no one else would
    receive it and a place is left.
    """
    (link,) = check_urls((ours,))
    foreign = tuple(url for url in now.urls if not same_link(url, link))
    urls = (*foreign, link) if mode is LinkMode.ADD else (link,)
    if set(map(_bare, urls)) == set(map(_bare, now.urls)):
        urls = now.urls
    headers = _without(now.headers, SECRET_HEADER)
    alone = len(urls) == 1 and secret is not None and len(headers) < now.most_headers
    if alone and secret is not None:
        headers[SECRET_HEADER] = secret
    return LinkPlan(now, replace(now, urls=urls, headers=headers), foreign, alone)


async def apply_plan(holder: LinkHolder, plan: LinkPlan) -> None:
    """Make the change and read it back; undo it where the server took something else.

    Raises LinkNotTakenError, ConflictError where the links are not any more as they were shown,
    or what the client raises.
    """
    if (now := await holder.read()) != plan.before:
        raise ConflictError("the links have changed meanwhile")
    if now == plan.after:
        return
    try:
        await holder.write(plan.after)
        found = await holder.read()
    except AccordError:
        await _undo(holder, plan)
        raise
    if _lacks(found, plan.after):
        await _undo(holder, plan)
        raise LinkNotTakenError("the server did not take the link")


async def remove_link(holder: LinkHolder, ours: str, restore: Iterable[str] = ()) -> bool:
    """Take our link and our header back; tell whether there was anything to take back.

    ``restore`` are the links that ours replaced: they return where nobody set others since.
    """
    now = await holder.read()
    if not any(same_link(url, ours) for url in now.urls):
        return False
    urls = tuple(url for url in now.urls if not same_link(url, ours)) or tuple(restore)
    after = replace(now, urls=urls, headers=_without(now.headers, SECRET_HEADER))
    await holder.write(after)
    return True


def is_linked(links: Links, ours: str) -> bool:
    """Tell whether what happens really comes to our link."""
    return not links.mqtt and any(same_link(url, ours) for url in links.urls)


def same_link(one: str, other: str) -> bool:
    """Tell whether two links lead to the same place."""
    return _bare(one) == _bare(other)


def check_urls(urls: Sequence[str]) -> tuple[str, ...]:
    """Return links, each once. Raises InvalidError for what is no address."""
    for url in urls:
        try:
            parts = urlsplit(url)
        except ValueError:
            raise InvalidError("a push link is no address") from None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InvalidError("a push link must begin with http:// or https://")
    return tuple(dict.fromkeys(urls))


def check_headers(headers: Mapping[str, str], most: int = MOST_HEADERS) -> dict[str, str]:
    """Return headers. Raises InvalidError for what none can be, LimitError for too many."""
    if len(headers) > most:
        raise LimitError(f"at most {most} headers are possible")
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name) or not value.isprintable():
            raise InvalidError("a header cannot be sent")
    return dict(headers)


def _bare(url: str) -> str:
    return url.strip().rstrip("/")


def _without(headers: Mapping[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in headers.items() if key.casefold() != name.casefold()}


def _lacks(found: Links, wanted: Links) -> bool:
    missing = set(map(_bare, wanted.urls)) - set(map(_bare, found.urls))
    known = {name.casefold(): value for name, value in found.headers.items()}
    return bool(missing) or any(
        known.get(name.casefold()) != value for name, value in wanted.headers.items()
    )


async def _undo(holder: LinkHolder, plan: LinkPlan) -> None:
    """Put back what was there, where that is still possible."""
    try:
        if await holder.read() != plan.before:
            await holder.write(plan.before)
    except AccordError as err:
        raise LinkNotTakenError("what was there before could not be put back") from err
