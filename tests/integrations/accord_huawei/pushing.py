"""A Home Assistant that a simulated platform can push to."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
import json
from typing import Any

import aiohttp
from homeassistant.core import HomeAssistant, State
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_huawei.coordinator import HuaweiCoordinator
from custom_components.accord_huawei.push import PushSettings, url_of
from custom_components.accord_huawei.subscriptions import Standing, SubscriptionKeeper
from simulators.huawei import HuaweiPlatform
from tests.integrations.accord_huawei.conftest import entity_id, until_true


@dataclass(frozen=True)
class Pushed:
    """An application that is pushed to ``base``."""

    hass: HomeAssistant
    platform: HuaweiPlatform
    entry: MockConfigEntry
    base: str

    @property
    def keeper(self) -> SubscriptionKeeper:
        """Return what keeps the subscriptions."""
        keeper: SubscriptionKeeper = self.entry.runtime_data.subscriptions
        return keeper

    @property
    def coordinator(self) -> HuaweiCoordinator:
        """Return what keeps the devices."""
        coordinator: HuaweiCoordinator = self.entry.runtime_data.coordinator
        return coordinator

    @property
    def settings(self) -> PushSettings:
        """Return what the entry keeps of its pushes."""
        settings = PushSettings.of(self.entry)
        assert settings is not None
        return settings

    @property
    def url(self) -> str:
        """Return our address."""
        return url_of(self.hass, self.settings)

    async def switch_on(self, *, replace_foreign: bool = False) -> Standing:
        """Have the platform push."""
        return await self.keeper.async_switch_on(self.base, replace_foreign=replace_foreign)

    def subscribed(self) -> dict[str, str]:
        """Return the addresses by the type of what is pushed there."""
        return {one.type: one.url for one in self.platform.subscriptions.of(self.platform.app_id)}

    async def settle(self) -> None:
        """Wait until everything that was pushed is answered and dealt with."""
        await until_true(
            lambda: (
                not any(
                    one.busy or one.fresh or one.again
                    for one in self.platform.push.callbacks.values()
                )
            )
        )
        await self.hass.async_block_till_done(wait_background_tasks=False)
        await until_true(lambda: not self.keeper.notices.waiting)

    async def push(self, body: Any) -> int:
        """Push something by hand; return the status."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with aiohttp.ClientSession() as session, session.post(self.url, data=data) as answer:
            return answer.status

    def event(self, device: str | None, key: str) -> State:
        """Return the state of an event of a device, by None of the application."""
        state = self.hass.states.get(entity_id(self.hass, self.entry, "event", device, key))
        assert state is not None
        return state

    async def until_event(self, device: str | None, key: str, kind: str) -> State:
        """Wait until an event was fired."""
        await until_true(lambda: self.event(device, key).attributes.get("event_type") == kind)
        return self.event(device, key)


@asynccontextmanager
async def open_push(
    hass: HomeAssistant,
    client: ClientSessionGenerator,
    platform: HuaweiPlatform,
    add: Callable[..., Awaitable[MockConfigEntry]],
    **options: Any,
) -> AsyncGenerator[Pushed]:
    """Add an entry for the platform, and let the platform reach Home Assistant."""
    assert await async_setup_component(hass, "http", {})
    entry = await add(platform, **options)
    base = str((await client()).make_url("")).rstrip("/")
    yield Pushed(hass, platform, entry, base)
