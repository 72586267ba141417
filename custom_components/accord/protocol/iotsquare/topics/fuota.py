"""File transfers to multicast groups. Source: OpenAPI document, 9."""

from typing import Any

from ...errors import AccordError, InvalidError
from ...operation import Effect, operation
from ..catalog import LARGEST_FILE
from ..codec import encode_data, normalize_eui
from ..models.transfer import FileTransfer, TransferDevice
from ..session import IoTSquareSession

LEAST_REDUNDANCY = 0.1
MOST_REDUNDANCY = 1.0


class FuotaTopic:
    """Transfers to one group at a time."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("fuota/create", effect=Effect.PHYSICAL)
    async def create(
        self, mc_eui: str, name: str, payload: bytes, redundancy: float = 0.3
    ) -> int | None:
        """Begin to send a file, of at most 64 KiB; return the transfer's number.

        ``redundancy`` is the share of spare fragments, 0.1 to 1. Older servers do not tell the
        number; then it is looked up, and None where that fails.
        """
        if not LEAST_REDUNDANCY <= redundancy <= MOST_REDUNDANCY:
            raise InvalidError("parameter redundancy must be from 0.1 to 1")
        if not name:
            raise InvalidError("parameter name must not be empty")
        if not 0 < len(payload) <= LARGEST_FILE:
            raise InvalidError(f"parameter payload must have 1 to {LARGEST_FILE} bytes")
        body: dict[str, Any] = {
            "mcEUI": normalize_eui(mc_eui, "mc_eui"),
            "firmwareName": name,
            "redundancyPercent": redundancy,
            "payload": encode_data(payload),
        }
        reply = await self._session.post("fuota/create", body)
        found = reply.data.integer("fdID") or reply.members.integer("fdID")
        return found or await self._newest(mc_eui, name)

    @operation("fuota/list", effect=Effect.READ)
    async def list(self, mc_eui: str) -> tuple[FileTransfer, ...]:
        """Return the transfers of a group."""
        query = {"mcEUI": normalize_eui(mc_eui, "mc_eui")}
        rows = await self._session.rows("fuota/list", "fdID", query)
        return tuple(FileTransfer.from_wire(row) for row in rows)

    @operation("fuota/status", effect=Effect.READ)
    async def status(self, mc_eui: str, fd_id: int) -> FileTransfer:
        """Return how far a transfer is."""
        reply = await self._session.get("fuota/status", _query(mc_eui, fd_id))
        return FileTransfer.from_wire(reply.data)

    @operation("fuota/device/list", effect=Effect.READ)
    async def device_list(self, mc_eui: str, fd_id: int) -> tuple[TransferDevice, ...]:
        """Return how the devices of a transfer fare."""
        rows = await self._session.rows("fuota/device/list", "devEUI", _query(mc_eui, fd_id))
        return tuple(TransferDevice.from_wire(row) for row in rows)

    @operation("fuota/abort", effect=Effect.WRITE)
    async def abort(self, mc_eui: str, fd_id: int) -> None:
        """Stop a transfer."""
        await self._session.post("fuota/abort", _query(mc_eui, fd_id))

    async def _newest(self, mc_eui: str, name: str) -> int | None:
        """Return the number of the newest transfer of that name. The transfer itself has begun."""
        try:
            found = [one.fd_id for one in await self.list(mc_eui) if one.name == name]
        except AccordError:
            return None
        return max(found, default=None)


def _query(mc_eui: str, fd_id: int) -> dict[str, str | int]:
    return {"mcEUI": normalize_eui(mc_eui, "mc_eui"), "fdID": fd_id}
