"""Adding and removing devices. Source: advanced interface description, 2.4; base document."""

from typing import Any

from ...operation import Effect, operation
from ..models.fields import check_range, check_text
from ..models.pairing import PairOption, Radio
from ..session import StationSession

_PERIOD = 20
_YALE_PERIOD = 60
_LONGEST = 600
_REMOVE_TIMEOUT = 15.0
_SPARE = 10


class PairingTopic:
    """A station answers when it stops looking, and does not say what it found.

    Compare the devices before and after, or wait for the event.
    """

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("dopair.yale", effect=Effect.WRITE)
    async def yale(self, remote_unlock: bool, period: int = _YALE_PERIOD) -> None:
        """Look for a Yale module; ``remote_unlock`` is whether its version can be opened."""
        args = Radio.FIXED.to_wire() | {"devtype": "SL_LK_YL", "isopen": int(remote_unlock)}
        await self._call(args, period)

    @operation("dopair.optarg", effect=Effect.WRITE)
    async def optarg(
        self, option: PairOption, period: int = _PERIOD, radio: Radio = Radio.DEFAULT
    ) -> None:
        """Look for a device of a class for ``period`` seconds."""
        await self._call(radio.to_wire() | {"optarg": option.to_wire()}, period, nested="optarg")

    async def pair(
        self, period: int = _PERIOD, radio: Radio = Radio.DEFAULT, value: int | None = None
    ) -> None:
        """Look for any device.

        ``value`` is for SL_LK_SWIFTE: 0 quick, 0x22 saving power, 0xFF without remote control.
        """
        more = {} if value is None else {"exargs": {"value": check_range("value", value, 0, 255)}}
        await self._call(radio.to_wire() | more, period, nested="exargs")

    async def remove(self, me: str) -> None:
        """Remove a device from the station."""
        await self._session.set("remove", {"me": check_text("me", me)}, timeout=_REMOVE_TIMEOUT)

    async def _call(self, args: dict[str, Any], period: int, **options: Any) -> None:
        check_range("period", period, 1, _LONGEST)
        timeout = float(period + _SPARE)
        options |= {"timeout": timeout, "listens": True}
        await self._session.set("dopair", {"period": period, **args}, **options)
