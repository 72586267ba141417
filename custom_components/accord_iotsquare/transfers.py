"""File transfers of multicast groups: looked for now and then, followed while one is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ..accord.coordinator import Tier
from ..accord.protocol.errors import (
    ConflictError,
    DeviceError,
    InvalidError,
    NotFoundError,
    PermissionDeniedError,
    UnsupportedError,
)
from ..accord.protocol.iotsquare import (
    FileTransfer,
    IoTSquareClient,
    TransferDevice,
    TransferDeviceState,
    TransferState,
)

LOOK = timedelta(minutes=5)
JOB_STATES: Mapping[TransferState, str] = {
    TransferState.CREATED: "created",
    TransferState.SETUP: "setup",
    TransferState.SENDING: "sending",
    TransferState.ASKING: "asking",
    TransferState.ENDING: "ending",
    TransferState.CLEANUP: "cleanup",
    TransferState.DONE: "done",
}
"""How far a transfer is, as states of Home Assistant."""
DEVICE_STATES: Mapping[TransferDeviceState, str] = {
    TransferDeviceState.NOT_JOINED: "not_joined",
    TransferDeviceState.JOINED: "joined",
    TransferDeviceState.SETUP: "setup",
    TransferDeviceState.RECEIVED: "received",
    TransferDeviceState.ENDED: "ended",
    TransferDeviceState.DONE: "done",
}
"""How far one device of it is."""
_NOTHING = (
    *(ConflictError, DeviceError, InvalidError, NotFoundError),
    *(PermissionDeniedError, UnsupportedError),
)
"""What servers say of groups and transfers that they do not have."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """The newest file transfer of a group."""

    job: FileTransfer
    devices: tuple[TransferDevice, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether it goes on."""
        return not self.job.done

    @property
    def state(self) -> str | None:
        """Return how far it is."""
        return JOB_STATES.get(self.job.state)

    @property
    def finished(self) -> int:
        """Return how many devices have come to an end."""
        return sum(device.state is TransferDeviceState.DONE for device in self.devices)

    @property
    def progress(self) -> float | None:
        """Return how much of the file the devices have, in percent."""
        whole = self.job.fragments
        if not whole or not self.devices:
            return None
        received = sum(min(one.received, whole) for one in self.devices)
        return 100 * received / (whole * len(self.devices))


class Transfers:
    """Knows the newest transfer of each group."""

    def __init__(self, client: IoTSquareClient) -> None:
        """Ask through ``client``."""
        self._client = client
        self._tiers: dict[str, Tier] = {}
        self._known: dict[str, Transfer] = {}

    def look_soon(self, group: str) -> None:
        """Look with the next poll: a transfer was begun or ended."""
        self._tiers.pop(group, None)

    async def async_read(self, groups: Iterable[str]) -> Mapping[str, Transfer]:
        """Return the newest transfer of each group that has one. May raise AccordError."""
        groups = list(groups)
        for gone in self._known.keys() - set(groups):
            del self._known[gone]
        for group in groups:
            await self._read(group)
        return dict(self._known)

    async def _read(self, group: str) -> None:
        known = self._known.get(group)
        tier = self._tiers.setdefault(group, Tier(LOOK))
        if tier.due:
            try:
                jobs = await self._client.fuota.list(group)
            except _NOTHING:
                jobs = ()
            tier.done()
            newest = max(jobs, key=lambda job: job.fd_id, default=None)
            if newest is None:
                self._known.pop(group, None)
                return
            if known is None or known.job.fd_id != newest.fd_id:
                known = Transfer(newest)
                await self._follow(group, known)
                return
        if known is not None and known.open:
            await self._follow(group, known)

    async def _follow(self, group: str, known: Transfer) -> None:
        try:
            job = await self._client.fuota.status(group, known.job.fd_id)
            devices = await self._client.fuota.device_list(group, known.job.fd_id)
        except _NOTHING:
            self._known.pop(group, None)
            self.look_soon(group)
            return
        self._known[group] = Transfer(job, tuple(devices))
