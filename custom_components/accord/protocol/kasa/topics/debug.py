"""Health of newer firmware: module ``smartlife.common.debug``, which API.md does not have."""

from ..catalog import DEBUG
from ..models.diagnosis import Diagnosis
from .sensors import SensorTopic


class DebugTopic(SensorTopic):
    """What helps to find out why a device misbehaves. Lights are never asked."""

    _MODULE = DEBUG

    async def get_diagnose_status(self) -> Diagnosis:
        """Return uptime, memory and Wi-Fi. Raises UnsupportedError where unknown."""
        return Diagnosis.from_wire(await self._read("get_diagnose_status"))
