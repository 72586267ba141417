"""The motion sensor. Source: API.md, ``smartlife.iot.PIR``."""

from typing import Any

from ...errors import InvalidError, ProtocolError
from ...operation import Effect, operation
from ..catalog import PIR
from ..models.fields import check_range, integer
from ..models.pir import CUSTOM_RANGE, PirConfig
from .sensors import SensorTopic

_LONGEST_COLD_TIME = 86_400_000


class PirTopic(SensorTopic):
    """Range and rest of the motion sensor. Raises UnsupportedError where there is none."""

    _MODULE = PIR

    @operation("smartlife.iot.PIR.get_config", effect=Effect.READ)
    async def get_config(self) -> PirConfig:
        """Return how the sensor works."""
        return PirConfig.from_wire(await self._read("get_config"))

    @operation("smartlife.iot.PIR.set_enable", effect=Effect.WRITE)
    async def set_enable(self, enable: bool) -> None:
        """Have the sensor look, or not."""
        await self._write("set_enable", {"enable": int(enable)})

    @operation("smartlife.iot.PIR.set_cold_time", effect=Effect.WRITE)
    async def set_cold_time(self, cold_time: int) -> None:
        """Set the ms without motion until the sensor says so.

        A rule of Smart Control writes its own value again from time to time.
        """
        check_range("cold_time", cold_time, 1, _LONGEST_COLD_TIME)
        await self._write("set_cold_time", {"cold_time": cold_time})

    @operation("smartlife.iot.PIR.set_trigger_sens", effect=Effect.WRITE)
    async def set_trigger_sens(self, index: int, value: int | None = None) -> None:
        """Select the range: 0 far, 1 mid, 2 near, or 3 with ``value`` in decimetres, 0-100.

        Raises InvalidError for a value without index 3 and the other way round.
        """
        check_range("index", index, 0, CUSTOM_RANGE)
        if (index == CUSTOM_RANGE) is (value is None):
            raise InvalidError(f"parameter value goes with index {CUSTOM_RANGE} only")
        request: dict[str, Any] = {"index": index}
        if value is not None:
            request["value"] = check_range("value", value, 0, 100)
        await self._write("set_trigger_sens", request)

    async def get_adc_value(self) -> int:
        """Return the sensor's raw reading. API.md does not have it. Raises ProtocolError."""
        value = integer((await self._read("get_adc_value")).get("value"))
        if value is None:
            raise ProtocolError("answer names no value")
        return value
