"""Members of multicast groups. Source: OpenAPI document, 7.2."""

from collections.abc import Sequence

from ...operation import Effect, operation
from ..codec import normalize_eui
from ..errors import ALREADY_IN_THIS_GROUP, ItemsRefusedError
from ..models.multicast import GroupMember
from ..session import IoTSquareSession
from .device import check_euis


class McDeviceTopic:
    """Which devices belong to a group."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("mcdevice/list", effect=Effect.READ)
    async def list(self, mc_eui: str) -> tuple[GroupMember, ...]:
        """Return the members of a group."""
        query = {"mcEUI": normalize_eui(mc_eui, "mc_eui")}
        rows = await self._session.rows("mcdevice/list", "devEUI", query)
        return tuple(GroupMember.from_wire(row) for row in rows)

    @operation("mcdevice/create", effect=Effect.WRITE)
    async def create(self, mc_eui: str, dev_euis: Sequence[str]) -> None:
        """Add devices of the same region and subnet; who is in already stays so.

        Raises ItemsRefusedError where only some could be added.
        """
        euis = check_euis("dev_euis", dev_euis)
        body = {"mcEUI": normalize_eui(mc_eui, "mc_eui"), "devEUIs": euis}
        try:
            await self._session.post("mcdevice/create", body, items=len(euis))
        except ItemsRefusedError as err:
            items = {
                name: one for name, one in err.items.items() if one.code != ALREADY_IN_THIS_GROUP
            }
            if items:
                raise ItemsRefusedError(
                    items, err.total, int(err.code or 0), err.text or ""
                ) from None

    @operation("mcdevice/delete", effect=Effect.WRITE)
    async def delete(self, mc_eui: str, dev_euis: Sequence[str]) -> None:
        """Take devices out of a group.

        Raises ItemsRefusedError where only some could be taken out.
        """
        euis = check_euis("dev_euis", dev_euis)
        body = {"mcEUI": normalize_eui(mc_eui, "mc_eui"), "devEUIs": euis}
        await self._session.post("mcdevice/delete", body, items=len(euis))
