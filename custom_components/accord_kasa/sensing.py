"""Smart Control as most people use it: one rule for the whole day."""

from dataclasses import replace
from typing import Any

from ..accord.protocol.errors import ConflictError
from ..accord.protocol.kasa import Segment, SmartControl, shows_motion
from .const import CONF_NO_MOTION_DELAY
from .coordinator import KasaCoordinator, KasaView
from .readings import MOTION, SENSES, SMART_CONTROL

_WHOLE_DAY = (0, 1440)


def motion_of(view: KasaView) -> bool | None:
    """Tell whether something moves right now: a moment's look, most motion is missed."""
    config, senses = view.get(MOTION), view.get(SENSES)
    if config is None or senses is None or senses.motion_adc is None:
        return None
    return shows_motion(config, senses.motion_adc)


def simple_segment(view: KasaView) -> Segment | None:
    """Return the only part of the only rule; None where rules are more than that."""
    routine = _simple_routine(view)
    return None if routine is None else routine.segments[0]


async def change_segment(coordinator: KasaCoordinator, **changes: Any) -> None:
    """Change the only part of the only rule; all else in it stays.

    For ``async_command`` and ``async_change``. Raises AccordError.
    """
    view = coordinator.data.view(None)
    if view is None or (routine := _simple_routine(view)) is None:
        raise ConflictError("the rules of Smart Control are more than one for the whole day")
    segment = replace(routine.segments[0], **changes)
    await coordinator.client.sensor_trigger.edit_weekday_routine(
        replace(routine, segments=(segment,))
    )


async def set_no_motion_delay(coordinator: KasaCoordinator, milliseconds: int) -> None:
    """Set it and remember that, because Smart Control may put its own back.

    For ``async_command`` and ``async_change``. Raises AccordError.
    """
    await coordinator.client.pir.set_cold_time(milliseconds)
    entry = coordinator.config_entry
    data = {**entry.data, CONF_NO_MOTION_DELAY: milliseconds}
    coordinator.hass.config_entries.async_update_entry(entry, data=data)


def _simple_routine(view: KasaView) -> SmartControl | None:
    routines = view.get(SMART_CONTROL)
    if routines is None or len(routines) != 1:
        return None
    (routine,) = routines
    if not routine.enable or not all(routine.weekdays) or len(routine.segments) != 1:
        return None
    segment = routine.segments[0]
    return routine if (segment.start, segment.end) == _WHOLE_DAY else None
