"""A door with people, an entry for it, and a Home Assistant that it can call."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_akuvox.const import DOMAIN
from custom_components.accord_akuvox.coordinator import AkuvoxCoordinator
from custom_components.accord_akuvox.push import async_provision
from simulators.akuvox import AkuvoxDevice
from simulators.akuvox.auth import Auth
from simulators.akuvox.keys import URLS
from simulators.base import SimulatedDevice
from simulators.clock import Clock

PORT = 20091
MIRA = {"UserID": "1", "Name": "Mira", "CardCode": "00C0FFEE", "PrivatePIN": "4711"}
WRONG_CODE = "998877"
"""Nobody's."""

ACCESS, CALL = "event.front_door_access", "event.front_door_call"
DOORBELL, ALARM = "event.front_door_doorbell", "event.front_door_alarm"
PATIENCE = 5.0


async def until(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


class House:
    """One Home Assistant with one door."""

    def __init__(self, hass: HomeAssistant, device: AkuvoxDevice, base: str) -> None:
        """Know both; ``base`` is where the door reaches Home Assistant."""
        self.hass = hass
        self.device = device
        self.base = base
        self.entry = MockConfigEntry(
            domain=DOMAIN,
            title=device.name,
            data={"host": device.address, "port": device.port},
            unique_id=device.mac.lower(),
        )
        self.told: list[State] = []

    @property
    def coordinator(self) -> AkuvoxCoordinator:
        """Return the coordinator of the entry."""
        found: AkuvoxCoordinator = self.entry.runtime_data.coordinator
        return found

    async def set_up(self) -> MockConfigEntry:
        """Set the entry up for the first time."""
        self.entry.add_to_hass(self.hass)
        self.listen()
        await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.settle()
        assert self.entry.state is ConfigEntryState.LOADED
        return self.entry

    async def reload(self) -> None:
        """Start again, as with a restart of Home Assistant."""
        await self.hass.config_entries.async_reload(self.entry.entry_id)
        await self.settle()
        assert self.entry.state is ConfigEntryState.LOADED

    async def push(self, **options: Any) -> None:
        """Have the door report, and add what comes with that."""
        await async_provision(self.hass, self.entry, base=self.base, **options)
        await self.reload()

    async def poll(self, *, calls: bool = True) -> None:
        """Read the door once."""
        if calls:
            self.coordinator.feed.read_calls_soon()
        await self.coordinator.async_refresh()
        await self.settle()

    async def settle(self) -> None:
        """Wait for what Home Assistant does."""
        await self.hass.async_block_till_done(wait_background_tasks=True)

    async def delivered(self) -> None:
        """Wait until all calls of the door came to their ends, and what they bring is read."""
        await until(lambda: all(one.status or one.error for one in self.device.pushes))
        await self.settle()
        # What follows a push waits a moment for others like it.
        await self.coordinator.async_refresh()
        await self.settle()

    @callback
    def listen(self) -> None:
        """Remember what the event entities tell."""

        @callback
        def note(event: Event[EventStateChangedData]) -> None:
            new = event.data["new_state"]
            known = {(one.entity_id, one.state) for one in self.told}
            if (
                new is not None
                and new.state not in (STATE_UNKNOWN, STATE_UNAVAILABLE)
                and (new.entity_id, new.state) not in known
            ):
                self.told.append(new)

        async_track_state_change_event(self.hass, [ACCESS, CALL, DOORBELL, ALARM], note)

    def kinds(self, entity_id: str) -> list[str]:
        """Return the kinds of events that an entity has told."""
        return [one.attributes["event_type"] for one in self.told if one.entity_id == entity_id]

    def names(self) -> list[str | None]:
        """Return who came."""
        return [one.attributes["name"] for one in self.told if one.entity_id == ACCESS]

    def url(self, event: str) -> str:
        """Return what the door calls for an event."""
        return self.device.config[f"{URLS}{event}"]

    def put_url(self, event: str, url: str) -> None:
        """Have another address in the door, as somebody may enter it on its page."""
        self.device.config.force({f"{URLS}{event}": url})


@asynccontextmanager
async def open_house(
    hass: HomeAssistant, clients: ClientSessionGenerator, subnet: str, **options: Any
) -> AsyncGenerator[House]:
    """Start a door and a Home Assistant that knows of it from ``set_up`` on."""
    clock = Clock(frozen=True, wall=datetime.now(UTC))
    given = {"model": "X912", "port": PORT, "auth": Auth.NONE, "clock": clock, **options}
    device = AkuvoxDevice("Front door", f"{subnet}.7.1", **given)
    device.furnish_with(furnish)
    async with AsyncExitStack() as stack:
        stack.enter_context(patch("custom_components.accord.async_start_discovery"))
        stack.enter_context(patch("custom_components.accord.coordinator.READ_BACK_DELAY", 0.01))
        stack.enter_context(patch("custom_components.accord_akuvox.push.LOOK_AGAIN", (0.3, 0.3)))
        await stack.enter_async_context(device)
        assert await async_setup_component(hass, "accord", {})
        client = await clients()
        house = House(hass, device, str(client.make_url("")).rstrip("/"))
        yield house
        if house.entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(house.entry.entry_id)
        await house.settle()


def furnish(device: SimulatedDevice) -> None:
    """Enter who lives there."""
    assert isinstance(device, AkuvoxDevice)
    device.people.users.add({**MIRA, "ScheduleRelay": "1001-1"})
