"""Looks for devices of all vendors and hands what it finds to the vendor's config flow."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from homeassistant.components import network
from homeassistant.config_entries import SOURCE_INTEGRATION_DISCOVERY
from homeassistant.const import CONF_HOST, CONF_NAME, CONF_PORT, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import discovery_flow
from homeassistant.helpers.event import async_track_time_interval

from .const import LOGGER
from .healing import async_activate, async_available, is_declined
from .protocol import kasa, lifesmart
from .protocol.errors import AccordError
from .systems import BY_DOMAIN

INTERVAL = timedelta(minutes=15)
CONF_LSID = "lsid"


@dataclass(frozen=True, slots=True)
class Found:
    """One device that answered, as the vendor's flow gets it."""

    unique_id: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Discoverer:
    """How devices of one vendor are found by broadcast."""

    domain: str
    find: Callable[[Iterable[str]], Awaitable[list[Found]]]


async def _find_kasa(broadcasts: Iterable[str]) -> list[Found]:
    return [
        Found(answer.mac, {CONF_HOST: answer.host, CONF_PORT: kasa.DISCOVERY_PORT})
        for answer in await kasa.discover(broadcasts)
        if answer.supported and answer.mac
    ]


async def _find_lifesmart(broadcasts: Iterable[str]) -> list[Found]:
    return [
        Found(one.lsid, {CONF_HOST: one.host, CONF_LSID: one.lsid, CONF_NAME: one.name})
        for one in await lifesmart.discover(broadcasts)
    ]


DISCOVERERS = (
    Discoverer("accord_kasa", _find_kasa),
    Discoverer("accord_lifesmart", _find_lifesmart),
)
"""Static on purpose: a vendor's package need not be loaded to be found."""


@callback
def async_start_discovery(hass: HomeAssistant) -> None:
    """Look now, without delaying the start, and then from time to time."""

    async def look(_now: datetime | None = None) -> None:
        await async_discover(hass)

    hass.async_create_background_task(look(), "Accord discovery")
    async_track_time_interval(
        hass, look, INTERVAL, name="Accord discovery", cancel_on_shutdown=True
    )


async def async_discover(hass: HomeAssistant) -> None:
    """Broadcast on every enabled adapter and start the flows of what answers.

    A system that was not chosen yet is put in place first, unless it was taken away before.
    """
    available = await async_available(hass)
    wanted = [
        one for one in DISCOVERERS if one.domain in available and not is_declined(hass, one.domain)
    ]
    for discoverer, found in await _async_find(hass, wanted):
        if not found or await async_activate(hass, [discoverer.domain]):
            continue
        for device in found:
            discovery_flow.async_create_flow(
                hass,
                discoverer.domain,
                context={"source": SOURCE_INTEGRATION_DISCOVERY},
                data=device.data,
                discovery_key=discovery_flow.DiscoveryKey(
                    domain=discoverer.domain, key=device.unique_id, version=1
                ),
            )


async def async_count(hass: HomeAssistant) -> dict[str, int]:
    """Return how many devices of each system answer now, by the systems' keys."""
    found = await _async_find(hass, DISCOVERERS)
    return {BY_DOMAIN[one.domain].key: len(devices) for one, devices in found}


async def _async_find(
    hass: HomeAssistant, discoverers: Iterable[Discoverer]
) -> list[tuple[Discoverer, list[Found]]]:
    """Look for devices of several systems at once; what cannot be looked for has none."""
    broadcasts = await async_broadcast_addresses(hass)

    async def find(discoverer: Discoverer) -> tuple[Discoverer, list[Found]]:
        try:
            return discoverer, await discoverer.find(broadcasts)
        except AccordError as err:
            LOGGER.debug("Looking for %s failed: %s", discoverer.domain, err)
            return discoverer, []

    return await asyncio.gather(*map(find, discoverers))


@callback
def async_start_scan[FoundT](
    hass: HomeAssistant, find: Callable[[Iterable[str]], Awaitable[list[FoundT]]]
) -> asyncio.Task[list[FoundT]]:
    """Look around while a dialog waits; what cannot be looked for is not there."""

    async def scan() -> list[FoundT]:
        try:
            return await find(await async_broadcast_addresses(hass))
        except AccordError as err:
            LOGGER.debug("Looking around failed: %s", err)
            return []

    @callback
    def stop(_event: Event) -> None:
        task.cancel()

    task = hass.async_create_task(scan(), "Accord looks around", eager_start=False)
    forget = hass.bus.async_listen(EVENT_HOMEASSISTANT_STOP, stop)
    task.add_done_callback(lambda _: forget())
    return task


async def async_broadcast_addresses(hass: HomeAssistant) -> list[str]:
    """Return where to broadcast, one address for each enabled network."""
    addresses = await network.async_get_ipv4_broadcast_addresses(hass)
    return sorted(str(address) for address in addresses)
