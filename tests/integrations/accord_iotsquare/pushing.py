"""A Home Assistant that a simulated server can push to."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.iotsquare.push_link import LinkMode
from custom_components.accord_iotsquare.links import async_set_link
from custom_components.accord_iotsquare.state import Kind, Part
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import HOUSE_APP
from simulators.iotsquare.push import Push

HOUSE = Part(Kind.APPLICATION, str(HOUSE_APP))


@dataclass(frozen=True)
class Pushed:
    """An account that is pushed to ``base``."""

    hass: HomeAssistant
    server: IoTSquareServer
    entry: MockConfigEntry
    base: str

    async def link(self, part: Part = HOUSE, mode: LinkMode = LinkMode.REPLACE) -> str:
        """Have pushes of a part come; return their link."""
        await async_set_link(self.hass, self.entry, part, mode, self.base)
        return next(url for url in self.links(part) if url.startswith(self.base))

    def links(self, part: Part = HOUSE) -> list[str]:
        """Return the links that the server has."""
        if part.kind is Kind.APPLICATION:
            return self.server.applications[int(part.id)].push_urls
        things = self.server.gateways if part.kind is Kind.GATEWAY else self.server.groups
        return things[part.id].push_urls

    async def settle(self) -> list[Push]:
        """Wait until everything that was sent is answered and dealt with; return what was sent."""
        pushes = list(self.server.notices.sender.pushes)
        for push in pushes:
            await push.ended.wait()
        await self.hass.async_block_till_done(wait_background_tasks=True)
        return pushes


@asynccontextmanager
async def open_push(
    hass: HomeAssistant,
    client: ClientSessionGenerator,
    server: IoTSquareServer,
    add: Callable[..., Awaitable[MockConfigEntry]],
) -> AsyncGenerator[Pushed]:
    """Add an entry for the server's account, and let the server reach Home Assistant."""
    assert await async_setup_component(hass, "http", {})
    entry = await add(server)
    base = str((await client()).make_url("")).rstrip("/")
    server.notices.sender.patience = 10.0
    yield Pushed(hass, server, entry, base)


async def post(url: str, body: str = "{}", **headers: str) -> int:
    """Push by hand; return the status."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status
