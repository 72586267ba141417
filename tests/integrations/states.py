"""What tests do to entities, and how they wait for what these show."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event


async def act(hass: HomeAssistant, entity: str, action: str, **data: Any) -> None:
    """Carry out an action of the entity's own domain."""
    domain = entity.partition(".")[0]
    await hass.services.async_call(domain, action, {"entity_id": entity, **data}, blocking=True)


async def until_true(condition: Callable[[], object]) -> None:
    """Wait until something holds that nobody tells about."""
    async with asyncio.timeout(10):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


async def until(hass: HomeAssistant, entity: str, state: str, **attributes: Any) -> None:
    """Wait until an entity shows a state, and attributes."""

    def shown() -> bool:
        found = hass.states.get(entity)
        return (
            found is not None
            and found.state == state
            and all(found.attributes.get(name) == value for name, value in attributes.items())
        )

    seen = asyncio.Event()

    @callback
    def look(_: Event[EventStateChangedData]) -> None:
        if shown():
            seen.set()

    stop = async_track_state_change_event(hass, entity, look)
    try:
        if not shown():
            async with asyncio.timeout(5):
                await seen.wait()
    except TimeoutError:
        raise AssertionError(f"{entity} is {hass.states.get(entity)}") from None
    finally:
        stop()
