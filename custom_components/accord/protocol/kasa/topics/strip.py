"""Where outlets are. Source: API.md, ``smartlife.iot.smartpowerstrip.manage``."""

from ...errors import UnsupportedError
from ...operation import Effect, operation
from ..catalog import STRIP_MANAGE, Family
from ..envelope import Call
from ..models.slot import Slot
from ..session import KasaSession


class StripTopic:
    """The build of a strip."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("smartlife.iot.smartpowerstrip.manage.get_relationship", effect=Effect.READ)
    async def get_relationship(self) -> tuple[Slot, ...]:
        """Return which outlet is where, in the order of places."""
        info = await self._session.identify()
        if info.family is not Family.STRIP:
            raise UnsupportedError("this device has no outlets")
        answer = await self._session.read(Call(STRIP_MANAGE, "get_relationship"))
        return Slot.list_from_wire(answer, info.device_id)
