"""Smart Control. Source: API.md, ``smartlife.iot.sensor_trigger``."""

from collections.abc import Mapping
from typing import Any, override

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import LIGHTS, SENSOR_TRIGGER
from ..models.fields import check_range
from ..models.smart_control import ManualAction, SmartControl
from ..models.sysinfo import SysInfo
from .table import TableTopic

_LONGEST_HOLD = 86_400


class SensorTriggerTopic(TableTopic[SmartControl]):
    """What motion and darkness switch. Raises UnsupportedError where there are no sensors."""

    _get = "get_weekday_routine"

    @operation("smartlife.iot.sensor_trigger.get_weekday_routine", effect=Effect.READ)
    async def get_weekday_routine(self) -> tuple[SmartControl, ...]:
        """Return all routines."""
        return self._rules(await self._read(self._get, None))

    @operation("smartlife.iot.sensor_trigger.add_weekday_routine", effect=Effect.WRITE)
    async def add_weekday_routine(self, routine: SmartControl) -> SmartControl:
        """Add a routine and return it as stored, with its id. Raises InvalidError, LimitError."""
        return await self._add("add_weekday_routine", routine, None)

    @operation("smartlife.iot.sensor_trigger.edit_weekday_routine", effect=Effect.WRITE)
    async def edit_weekday_routine(self, routine: SmartControl) -> SmartControl:
        """Replace the routine of the same id and return it as stored. Raises NotFoundError."""
        return await self._edit("edit_weekday_routine", routine, None)

    @operation("smartlife.iot.sensor_trigger.delete_weekday_routine", effect=Effect.WRITE)
    async def delete_weekday_routine(self, id: str) -> None:  # noqa: A002
        """Delete a routine, the factory's included. Raises NotFoundError."""
        await self._delete("delete_weekday_routine", id, None)

    @operation("smartlife.iot.sensor_trigger.get_default_manual_action", effect=Effect.READ)
    async def get_default_manual_action(self) -> ManualAction:
        """Return how long the sensors rest after somebody used the switch."""
        return ManualAction.from_wire(await self._read("get_default_manual_action", None))

    @operation("smartlife.iot.sensor_trigger.set_default_manual_action", effect=Effect.WRITE)
    async def set_default_manual_action(
        self, off_hold: int | None = None, on_hold: int | None = None
    ) -> None:
        """Set the seconds that the sensors rest after a manual off, or on."""
        given = {"offToS": off_hold, "onToS": on_hold}
        request = {
            name: check_range("hold", value, 0, _LONGEST_HOLD)
            for name, value in given.items()
            if value is not None
        }
        if not request:
            raise InvalidError("nothing to change")
        await self._write("set_default_manual_action", None, request)

    @override
    def _module(self, info: SysInfo) -> str:
        if info.family in LIGHTS:
            raise UnsupportedError("lights have no sensors")
        return SENSOR_TRIGGER

    @override
    def _rules(self, answer: Mapping[str, Any]) -> tuple[SmartControl, ...]:
        return SmartControl.list_from_wire(answer)
