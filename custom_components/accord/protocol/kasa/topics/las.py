"""The ambient light sensor. Source: API.md, ``smartlife.iot.LAS``."""

from ...errors import ProtocolError
from ...operation import Effect, operation
from ..catalog import LAS
from ..models.ambient_light import CUSTOM_LEVEL, LasConfig
from ..models.fields import check_range, integer
from .sensors import SensorTopic


class LasTopic(SensorTopic):
    """How bright it is, and what counts as dark. Raises UnsupportedError without a sensor."""

    _MODULE = LAS

    @operation("smartlife.iot.LAS.get_config", effect=Effect.READ)
    async def get_config(self) -> LasConfig:
        """Return how the sensor works. Raises ProtocolError without a sensor in the answer."""
        return LasConfig.from_wire(await self._read("get_config"))

    @operation("smartlife.iot.LAS.get_current_brt", effect=Effect.READ)
    async def get_current_brt(self) -> int:
        """Return how bright it is in percent. Raises ProtocolError."""
        return await self._value("get_current_brt", "value")

    @operation("smartlife.iot.LAS.set_enable", effect=Effect.WRITE)
    async def set_enable(self, enable: bool) -> None:
        """Have the sensor look, or not."""
        await self._write("set_enable", {"enable": int(enable)})

    @operation("smartlife.iot.LAS.set_dark_index", effect=Effect.WRITE)
    async def set_dark_index(self, index: int) -> None:
        """Select which level counts as dark, 0-5."""
        check_range("index", index, 0, CUSTOM_LEVEL)
        await self._write("set_dark_index", {"dark_index": index})

    @operation("smartlife.iot.LAS.set_brt_level", effect=Effect.WRITE)
    async def set_brt_level(self, value: int, index: int = CUSTOM_LEVEL) -> None:
        """Set the brightness of a level in percent: meant for level 5, the custom one."""
        check_range("index", index, 0, CUSTOM_LEVEL)
        check_range("value", value, 0, 100)
        await self._write("set_brt_level", {"index": index, "value": value})

    async def get_dark_status(self) -> bool:
        """Tell whether it is dark now. API.md does not have it. Raises ProtocolError."""
        return await self._value("get_dark_status", "bDark") != 0

    async def get_adc_value(self) -> int:
        """Return the sensor's raw reading. API.md does not have it. Raises ProtocolError."""
        return await self._value("get_adc_value", "value")

    async def _value(self, method: str, member: str) -> int:
        value = integer((await self._read(method)).get(member))
        if value is None:
            raise ProtocolError("answer names no value")
        return value
