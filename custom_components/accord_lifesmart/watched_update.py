"""Firmware that is on its way: the station's task is watched until it is finished."""

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import override

from homeassistant.components.update import UpdateEntity
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.event import async_track_time_interval

from ..accord.entity import AccordEntity
from ..accord.protocol.errors import AccordError
from .coordinator import LifeSmartCoordinator

WATCH = timedelta(seconds=10)
"""Between two looks at a task that runs."""


class WatchedUpdate(AccordEntity[LifeSmartCoordinator], UpdateEntity):
    """Firmware of a device; how far it is outlasts the action that began it."""

    me: str
    _watching: CALLBACK_TYPE | None = None
    _percent: int | None = None

    @property
    @override
    def in_progress(self) -> bool:
        """Tell whether the file is being sent."""
        return self._watching is not None

    @property
    @override
    def update_percentage(self) -> int | None:
        """Return how much was sent."""
        return self._percent

    @override
    async def async_added_to_hass(self) -> None:
        """Watch nothing any more when the entity goes."""
        await super().async_added_to_hass()
        self.async_on_remove(self._stop)

    @callback
    def watch(self) -> None:
        """Look at the task now and then, until it is finished."""
        self._stop()
        self._watching = async_track_time_interval(self.hass, self._look, WATCH)
        self.async_write_ha_state()

    @callback
    def _stop(self) -> None:
        if self._watching is not None:
            self._watching()
            self._watching = None
        self._percent = None

    async def _look(self, _: datetime) -> None:
        """Show how far the task is; forget it when it is done."""
        ota = self.coordinator.client.otamanage
        try:
            tasks = {task.id: task for task in await ota.query_tasks()}
            task = tasks.get(self.me)
            if task is not None and task.finished:
                await ota.remove_tasks([self.me])
        except AccordError:
            return
        if self._watching is None:
            # The entity went away meanwhile.
            return
        if task is None or task.finished:
            self._stop()
            self.async_write_ha_state()
            await self._done()
        else:
            self._percent = task.percent
            self.async_write_ha_state()

    @abstractmethod
    async def _done(self) -> None:
        """Have read what the device runs now."""
