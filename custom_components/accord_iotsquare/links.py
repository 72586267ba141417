"""Our links in the server: shown, set, taken back, and looked after.

A link of somebody else is never overwritten unless the user says so; what was there before is
kept in the entry and comes back with ours gone.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..accord.protocol.errors import AccordError, NotFoundError
from ..accord.protocol.iotsquare import IoTSquareClient
from ..accord.protocol.iotsquare.push_link import (
    AppLinks,
    GatewayLinks,
    GroupLinks,
    LinkHolder,
    LinkMode,
    LinkPlan,
    Links,
    apply_plan,
    is_linked,
    plan_link,
    remove_link,
    same_link,
)
from .connection import make_client
from .const import DOMAIN, LOGGER
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .push import (
    NewLink,
    OwnLink,
    PushSettings,
    async_stop_pushes,
    async_take_pushes,
    store_settings,
    url_of,
)
from .readings import APPLICATION, GATEWAY, GROUP, IoTSquareReading
from .state import Kind, Part

ISSUE = "push_lost"
TAKE_BACK_TIME = 30.0
"""Seconds that the removal of an entry waits for the server."""

READINGS: dict[Kind, IoTSquareReading[Any]] = {
    Kind.APPLICATION: APPLICATION,
    Kind.GATEWAY: GATEWAY,
    Kind.GROUP: GROUP,
}
"""What tells the links of each kind of part."""


def key_of(part: Part) -> str:
    """Return what a part's link is stored under."""
    return f"{part.kind}:{part.id}"


def part_of_key(key: str) -> Part:
    """Return the part whose link is stored under ``key``."""
    kind, _, name = key.partition(":")
    return Part(Kind(kind), name)


def holder_of(client: IoTSquareClient, part: Part) -> LinkHolder:
    """Return what reads and writes the links of a part."""
    match part.kind:
        case Kind.APPLICATION:
            return AppLinks(client, int(part.id))
        case Kind.GATEWAY:
            return GatewayLinks(client, part.id)
        case _:
            return GroupLinks(client, part.id)


def linkable_parts(coordinator: IoTSquareCoordinator) -> Iterator[Part]:
    """Yield what can have links: followed applications, gateways, groups."""
    state = coordinator.data
    for name in coordinator.followed(state.applications):
        yield Part(Kind.APPLICATION, name)
    yield from (Part(Kind.GATEWAY, name) for name in state.gateways)
    yield from (Part(Kind.GROUP, name) for name in state.groups)


async def async_links(entry: IoTSquareConfigEntry, part: Part) -> tuple[Links, tuple[str, ...]]:
    """Return the links of a part as they are, and those of them that are not ours.

    Raises AccordError.
    """
    links = await holder_of(entry.runtime_data.coordinator.client, part).read()
    settings = PushSettings.of(entry)
    own = None if settings is None else settings.links.get(key_of(part))
    return links, tuple(url for url in links.urls if own is None or not same_link(url, own.url))


async def async_set_link(
    hass: HomeAssistant, entry: IoTSquareConfigEntry, part: Part, mode: LinkMode, base: str
) -> LinkPlan:
    """Have the server push to us, and take what it pushes.

    Raises AccordError, after everything was put back as it was, and a translated
    HomeAssistantError where no address of Home Assistant is known.
    """
    coordinator = entry.runtime_data.coordinator
    holder = holder_of(coordinator.client, part)
    before = PushSettings.of(entry)
    settings = replace(before or PushSettings.new(), base=base)
    url, known = url_of(hass, settings), settings.links.get(key_of(part))
    plan = plan_link(await holder.read(), url, mode, settings.header)
    if known is not None and not same_link(known.url, url):
        plan = _without_old(plan, known.url)
    restore = plan.foreign if mode is LinkMode.REPLACE else ()
    if known is not None:
        restore = restore or known.restore
    link = OwnLink(url=url, secret=plan.secret, restore=restore)
    store_settings(hass, entry, settings.with_link(key_of(part), link))
    async_take_pushes(hass, entry)
    try:
        await apply_plan(holder, plan)
    except BaseException:
        _put_back(hass, entry, before)
        raise
    await _async_look(coordinator, part)
    async_check_links(hass, entry)
    return plan


def _without_old(plan: LinkPlan, old: str) -> LinkPlan:
    """Return a plan that takes our former link out, too."""
    urls = tuple(url for url in plan.after.urls if not same_link(url, old))
    foreign = tuple(url for url in plan.foreign if not same_link(url, old))
    return replace(plan, after=replace(plan.after, urls=urls), foreign=foreign)


@callback
def _put_back(
    hass: HomeAssistant, entry: IoTSquareConfigEntry, before: PushSettings | None
) -> None:
    store_settings(hass, entry, before)
    if before is None:
        async_stop_pushes(hass, entry)


@callback
def async_note_link(
    hass: HomeAssistant, entry: IoTSquareConfigEntry, part: Part, link: NewLink
) -> None:
    """Take note of a link that a part was made with."""
    if (settings := PushSettings.of(entry)) is not None:
        own = OwnLink(url=link.url, secret=bool(link.headers))
        store_settings(hass, entry, settings.with_link(key_of(part), own))


async def async_remove_link(hass: HomeAssistant, entry: IoTSquareConfigEntry, part: Part) -> None:
    """Take our link back, and bring back what it replaced. Raises AccordError."""
    settings = PushSettings.of(entry)
    if settings is None or (link := settings.links.get(key_of(part))) is None:
        return
    coordinator = entry.runtime_data.coordinator
    await remove_link(holder_of(coordinator.client, part), link.url, link.restore)
    async_forget_link(hass, entry, part)
    await _async_look(coordinator, part)


@callback
def async_forget_link(hass: HomeAssistant, entry: IoTSquareConfigEntry, part: Part) -> None:
    """Expect no more pushes of a part, whatever the server still has."""
    settings = PushSettings.of(entry)
    if settings is None or key_of(part) not in settings.links:
        return
    settings = settings.with_link(key_of(part), None)
    store_settings(hass, entry, settings if settings.links else None)
    if not settings.links:
        async_stop_pushes(hass, entry)
    entry.runtime_data.coordinator.proofs.reset()
    async_check_links(hass, entry)


async def _async_look(coordinator: IoTSquareCoordinator, part: Part) -> None:
    """Know at once how the links of a part are now."""
    reading = READINGS[part.kind]
    try:
        found = await reading.read_fn(coordinator.client, part.id)
    except AccordError:
        coordinator.read_soon(reading, part=part.id)
    else:
        coordinator.async_note(reading, part.id, found)


async def async_take_back(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Take all our links out of the server, for an entry that is removed; does what it can."""
    settings = PushSettings.of(entry)
    ir.async_delete_issue(hass, DOMAIN, _issue_id(entry))
    if settings is None or not settings.links:
        return
    left = dict(settings.links)
    try:
        client = make_client(hass, entry.data)
        async with asyncio.timeout(TAKE_BACK_TIME):
            for key, link in settings.links.items():
                with suppress(NotFoundError):
                    await remove_link(holder_of(client, part_of_key(key)), link.url, link.restore)
                del left[key]
    except (AccordError, TimeoutError) as err:
        LOGGER.warning(
            "%s still pushes to Home Assistant, as it could not be changed (%s): %s."
            " Take the links out on its own page",
            entry.title,
            type(err).__name__,
            ", ".join(left),
        )


# --- Whether they are still there ------------------------------------------------------------


@callback
def async_watch_links(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Say so when somebody took our links out of the server."""
    async_check_links(hass, entry)
    entry.async_on_unload(
        entry.runtime_data.coordinator.async_add_listener(lambda: async_check_links(hass, entry))
    )


@callback
def async_check_links(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Compare what was read last with what was set."""
    coordinator = entry.runtime_data.coordinator
    lost = sorted(name_of_part(coordinator, part) for part in _lost(entry))
    if not lost:
        ir.async_delete_issue(hass, DOMAIN, _issue_id(entry))
        return
    coordinator.proofs.reset()
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(entry),
        is_fixable=True,
        data={"entry_id": entry.entry_id},
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE,
        translation_placeholders={"name": entry.title, "parts": ", ".join(lost)},
    )


async def async_set_lost_links(hass: HomeAssistant, entry: IoTSquareConfigEntry) -> None:
    """Set again what is missing, beside links that others set.

    Raises what ``async_set_link`` does, and DeliversByMqttError.
    """
    settings = PushSettings.of(entry)
    for part in list(_lost(entry)):
        links, foreign = await async_links(entry, part)
        if links.mqtt:
            raise DeliversByMqttError
        mode = LinkMode.ADD if foreign else LinkMode.REPLACE
        await async_set_link(hass, entry, part, mode, settings.base if settings else "")


class DeliversByMqttError(Exception):
    """A link would not be used: what happens goes out by MQTT."""


def _lost(entry: IoTSquareConfigEntry) -> Iterator[Part]:
    """Yield the parts that do not push to us any more."""
    settings, coordinator = PushSettings.of(entry), entry.runtime_data.coordinator
    if settings is None:
        return
    for key, link in settings.links.items():
        part = part_of_key(key)
        found: Any = coordinator.data.get(READINGS[part.kind], part.id)
        if found is None:
            continue
        links = Links(found.push_urls, {}, getattr(found, "mqtt", False))
        if not is_linked(links, link.url):
            yield part


def name_of_part(coordinator: IoTSquareCoordinator, part: Part) -> str:
    """Return what a part is called."""
    thing: Any = coordinator.data.things()[part.kind].get(part.id)
    return getattr(thing, "name", "") or part.id


def _issue_id(entry: IoTSquareConfigEntry) -> str:
    return f"{ISSUE}_{entry.entry_id}"
