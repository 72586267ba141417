"""Tasks for many devices that we started: how far they are, until they end."""

import asyncio
from collections.abc import Mapping

from homeassistant.core import callback

from ..accord.protocol.errors import AccordError
from ..accord.protocol.huawei.northbound import BatchTask, Priority, calls_as
from .const import LOGGER
from .coordinator import HuaweiCoordinator

FIRST_LOOK = 2.0
LOOK_EVERY = 30.0
"""Seconds between two looks at a task."""
MOST_FAILURES = 20
"""Looks in a row without an answer after which a task is left alone."""
STARTED = "started"
TASK_EVENTS = (STARTED, "complete", "timed_out", "failed")


class BatchTasks:
    """The tasks of one application."""

    def __init__(self, coordinator: HuaweiCoordinator) -> None:
        """Follow nothing yet."""
        self._coordinator = coordinator
        self._tasks: dict[str, BatchTask] = {}

    @property
    def running(self) -> Mapping[str, BatchTask]:
        """Return the tasks that have not ended."""
        return self._tasks

    @property
    def progress(self) -> float | None:
        """Return how much is done of all that runs, in percent; None while nothing runs."""
        if not self._tasks:
            return None
        tasks = self._tasks.values()
        return round(100 * sum(one.progress for one in tasks) / len(self._tasks), 1)

    @callback
    def follow(self, task_id: str) -> None:
        """Tell of a task from now on, until it ends."""
        if task_id in self._tasks:
            return
        self._tasks[task_id] = BatchTask(task_id=task_id)
        self._tell(self._tasks[task_id], STARTED)
        coordinator = self._coordinator
        coordinator.config_entry.async_create_background_task(
            coordinator.hass, self._async_follow(task_id), f"{coordinator.name}: task {task_id}"
        )

    async def _async_follow(self, task_id: str) -> None:
        pause, failures = FIRST_LOOK, 0
        while failures < MOST_FAILURES and not self._tasks[task_id].ended:
            await asyncio.sleep(pause)
            pause = LOOK_EVERY
            try:
                with calls_as(Priority.POLLING):
                    self._tasks[task_id] = await self._coordinator.client.batches.get(task_id)
            except AccordError as err:
                LOGGER.debug("Task %s was not read: %s", task_id, err)
                failures += 1
            else:
                failures = 0
                self._coordinator.async_tell_application()
        task = self._tasks.pop(task_id)
        if task.ended:
            self._tell(task, task.status.value)
        else:
            LOGGER.warning("Task %s is not followed any more", task_id)
            self._coordinator.async_tell_application()

    def _tell(self, task: BatchTask, event: str) -> None:
        self._coordinator.events.fire(
            None,
            "batch",
            event,
            {
                "task_id": task.task_id,
                "name": task.name,
                "total": task.total,
                "succeeded": task.succeeded,
                "failed": task.failed,
                "timed_out": task.timed_out,
                "expired": task.expired,
            },
        )
        self._coordinator.async_tell_application()
