"""IR: remotes made in the app, codes sent, and codes learned."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.request import Args, Refusal
from simulators.lifesmart.waiting import within

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.subdevice import SubDevice

type Json = dict[str, Any]

LEARNING_LASTS = 30.0
_SENDERS = frozenset({"SL_SPOT", "SL_P_IR", "MSL_IRCTL", "OD_WE_IRCTL", "SL_LI_IR"})


@dataclass(frozen=True)
class Remote:
    """One remote of the app."""

    id: str
    name: str
    panel: str
    brand: str
    keys: dict[str, str] = field(default_factory=dict)
    """Key and code; the code is empty where it comes out of the vendor's library."""

    def wire(self) -> Json:
        """Return how it is listed."""
        return {"id": self.id, "name": self.name, "panel": self.panel, "brand": self.brand}


class Remotes:
    """All remotes, and what the SPOTs do."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Have no remote."""
        self._station = station
        self.remotes: dict[str, Remote] = {}
        self.sent: list[Json] = []
        self.learning: dict[str, asyncio.Future[str]] = {}

    def add(self, remote: Remote) -> None:
        """Make a remote, as the app does."""
        self.remotes[remote.id] = remote

    def remote(self, id_: str) -> Remote:
        """Return a remote; refuse an id that is none."""
        if id_ not in self.remotes:
            raise Refusal("no such remote")
        return self.remotes[id_]

    def sender(self, me: object) -> SubDevice:
        """Return a device that can send and learn IR."""
        device = self._station.device(me)
        if device.devtype not in _SENDERS:
            raise Refusal("no infrared here")
        return device

    def send_key(self, remote: Remote, key: str) -> None:
        """Press a key."""
        if key not in remote.keys:
            raise Refusal("no such key")
        self.sent.append({"remote": remote.id, "key": key})

    def send_codes(self, device: SubDevice, codes: list[Json]) -> None:
        """Send codes that are given."""
        self.sent.extend({"me": device.me, **code} for code in codes)

    async def learn(self, device: SubDevice) -> str | None:
        """Wait for a code; None if none came in time."""
        if device.me in self.learning:
            raise Refusal("already learning")
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.learning[device.me] = future
        try:
            return await within(LEARNING_LASTS, self._station.clock, future)
        finally:
            del self.learning[device.me]

    def press(self, me: str, data: str) -> None:
        """Let somebody press a key of another remote in front of a SPOT."""
        check_data(data)
        future = self.learning.get(me)
        if future is not None and not future.done():
            future.set_result(data)

    def cancel(self) -> None:
        """End all learning, as a restart does."""
        for future in self.learning.values():
            future.cancel()


def read_codes(value: object) -> list[Json]:
    """Return the codes of a request, each checked."""
    if not isinstance(value, list) or not value:
        raise Refusal("keys is no list")
    codes = []
    for one in value:
        outer = Args(one)
        inner = outer.nested("param", as_text=False)
        outer.done()
        code: Json = {"type": inner.number("type", 1, 1), "duty": inner.number("duty", 1, 10)}
        code["data"] = inner.text("data")
        check_data(code["data"])
        code["freq"] = inner.number("freq", 10_000, 100_000, 38_000)
        delay = inner.any("delay")
        if delay is not None and (isinstance(delay, bool) or not isinstance(delay, int | float)):
            raise Refusal("delay is no number")
        if delay is None and one is not value[-1]:
            raise Refusal("more codes follow: a delay is needed")
        inner.done()
        codes.append({**code, "delay": delay})
    return codes


def check_data(data: str) -> None:
    """Refuse data that is no row of durations: runs of two codes, single codes, long ones.

    A long one is the longest code, nothing of the opposite, and the rest.
    """
    try:
        row = bytes.fromhex(data)
    except ValueError as error:
        raise Refusal("data is not hexadecimal") from error
    place = 0
    while place < len(row):
        match row[place]:
            case 0x01:
                count = row[place + 3] if place + 3 < len(row) else 0
                length = 4 + (count + 7) // 8 if count else len(row) + 1
            case 0xFF:
                length = 2 if row[place + 1 : place + 2] == b"\0" else len(row) + 1
            case 0x00:
                length = len(row) + 1
            case _:
                length = 1
        place += length
    if not row or place != len(row) or row.endswith(b"\xff\0"):
        raise Refusal("data is no row of durations")
