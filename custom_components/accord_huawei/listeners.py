"""Who listens to what: of many devices each entity hears of its own only."""

from asyncio import TimerHandle
from collections.abc import Callable, Iterable, Mapping
import time
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

GATHERED = 0.5
"""Seconds for which pushes are gathered until the application's own entities hear of them."""
SLICE = 0.01
"""Seconds that entities are told of changes in one go."""

type Listener = Callable[[], None]
type EventListener = Callable[[str, Mapping[str, Any]], None]
"""Takes the type of an event and its attributes."""


class DeviceListeners:
    """Tells entities of their devices, in slices: Home Assistant is to go on meanwhile."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nobody listening."""
        self._hass = hass
        self._of: dict[str, dict[object, Listener]] = {}
        self._of_all: list[Callable[[str], None]] = []
        self._waiting: dict[str, None] = {}
        self._telling = False

    @callback
    def add(self, device_id: str, listener: Listener) -> CALLBACK_TYPE:
        """Call ``listener`` whenever one device changes."""
        listeners, key = self._of.setdefault(device_id, {}), object()
        listeners[key] = listener

        @callback
        def remove() -> None:
            listeners.pop(key, None)
            if not listeners and self._of.get(device_id) is listeners:
                del self._of[device_id]

        return remove

    @callback
    def add_for_all(self, listener: Callable[[str], None]) -> CALLBACK_TYPE:
        """Call ``listener`` with the id of each device that came, went or changed."""
        self._of_all.append(listener)
        return lambda: self._of_all.remove(listener)

    @property
    def known(self) -> tuple[str, ...]:
        """Return the devices that somebody listens to."""
        return tuple(self._of)

    @callback
    def tell(self, device_ids: Iterable[str]) -> None:
        """Tell of changes: at once, of many a few at a time."""
        if not self._of and not self._of_all:
            return
        self._waiting.update(dict.fromkeys(device_ids))
        if not self._telling and self._tell_some():
            self._telling = True
            self._hass.loop.call_soon(self._tell_more)

    @callback
    def _tell_more(self) -> None:
        if self._tell_some():
            self._hass.loop.call_soon(self._tell_more)
        else:
            self._telling = False

    def _tell_some(self) -> bool:
        """Tell for a moment; returns whether there is more."""
        end = time.monotonic() + SLICE
        while self._waiting and time.monotonic() < end:
            device_id = next(iter(self._waiting))
            del self._waiting[device_id]
            for on_any in tuple(self._of_all):
                on_any(device_id)
            for listener in tuple(self._of.get(device_id, {}).values()):
                listener()
        return bool(self._waiting)


class EventListeners:
    """Tells event entities what happens."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._of: dict[tuple[str | None, str], list[EventListener]] = {}

    @callback
    def fire(
        self, device_id: str | None, kind: str, event: str, attributes: Mapping[str, Any]
    ) -> None:
        """Tell of an event of some kind at a device, by None at the application."""
        for listener in tuple(self._of.get((device_id, kind), ())):
            listener(event, attributes)

    @callback
    def listen(self, device_id: str | None, kind: str, listener: EventListener) -> CALLBACK_TYPE:
        """Call ``listener`` for each event of a kind at a device, by None at the application."""
        listeners = self._of.setdefault((device_id, kind), [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)


class Gathering:
    """Does something in a moment, once for all who ask for it meanwhile."""

    def __init__(self, hass: HomeAssistant, action: Callable[[], None]) -> None:
        """Have nothing to do yet."""
        self._hass = hass
        self._action = action
        self._timer: TimerHandle | None = None

    @callback
    def ask(self) -> None:
        """Have it done soon."""
        if self._timer is None:
            self._timer = self._hass.loop.call_later(GATHERED, self._do)

    @callback
    def cancel(self) -> None:
        """Leave it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _do(self) -> None:
        self._timer = None
        self._action()
