"""Who is told of changes of one part, and how: in slices, so that Home Assistant goes on."""

import asyncio
from collections.abc import Callable, Iterable
import time

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .state import Part

SLICE = 0.01
"""Seconds that entities are told of changes in one go."""

type Listener = Callable[[], None]


class Telling:
    """Listeners of each part, and parts whose listeners are to be told."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Begin without listeners."""
        self._hass = hass
        self._entry = entry
        self._listeners: dict[Part, dict[object, Listener]] = {}
        self._to_all: list[Callable[[Part], None]] = []
        self._waiting: dict[Part, None] = {}
        self._busy = False

    @callback
    def listen(self, part: Part, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` when a part looks different."""
        listeners, key = self._listeners.setdefault(part, {}), object()
        listeners[key] = listener

        @callback
        def remove() -> None:
            listeners.pop(key, None)
            if not listeners and self._listeners.get(part) is listeners:
                del self._listeners[part]

        return remove

    @callback
    def listen_to_all(self, listener: Callable[[Part], None]) -> CALLBACK_TYPE:
        """Call ``listener`` with each part that came, went or looks different."""
        self._to_all.append(listener)
        return lambda: self._to_all.remove(listener)

    @callback
    def tell_all(self) -> None:
        """Tell everybody who listens to a part."""
        self.tell(self._listeners)

    @callback
    def tell(self, parts: Iterable[Part]) -> None:
        """Tell at once, and if there is much to tell, the rest in slices."""
        self._waiting.update(dict.fromkeys(parts))
        if not self._busy and self._tell_some():
            self._busy = True
            self._entry.async_create_task(
                self._hass, self._tell_rest(), f"{self._entry.title}: tell", eager_start=False
            )

    async def _tell_rest(self) -> None:
        try:
            more = True
            while more:
                await asyncio.sleep(0)
                more = self._tell_some()
        finally:
            self._busy = False

    @callback
    def _tell_some(self) -> bool:
        """Tell for a moment; returns whether there is more."""
        end = time.monotonic() + SLICE
        while self._waiting:
            part = next(iter(self._waiting))
            del self._waiting[part]
            for on_part in tuple(self._to_all):
                on_part(part)
            for listener in tuple(self._listeners.get(part, {}).values()):
                listener()
            if time.monotonic() >= end:
                break
        return bool(self._waiting)
