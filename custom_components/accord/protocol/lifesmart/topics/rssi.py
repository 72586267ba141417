"""Radio levels. Source: LifeSmart's base document, ``rssi``."""

from ..models.config import Rssi
from ..models.fields import check_text
from ..session import StationSession

_TIMEOUT = 10.0


class RssiTopic:
    """How well station and devices hear each other."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def get(self, me: str | None = None) -> Rssi:
        """Measure towards a device, without ``me`` at the station alone.

        Raises UnsupportedError for devices with batteries: they sleep.
        """
        args = {} if me is None else {"me": check_text("me", me)}
        return Rssi.from_wire(await self._session.get("rssi", args, timeout=_TIMEOUT))
