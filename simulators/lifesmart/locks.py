"""Locks: their bolt, their alarms, and which store of users each one has."""

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.lock_swifte import SwifteLock
from simulators.lifesmart.lock_users import LockUsers
from simulators.lifesmart.lock_v3 import V3Users
from simulators.lifesmart.request import Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.subdevice import SubDevice

type Json = dict[str, Any]

CLOSES_AFTER = 5.0
REMOTE = frozenset({"SL_P_BDLK", "SL_LK_SG", "SL_LK_YL", "SL_LK_LS_V3", "SL_LK_TY", "SL_LK_DJ"})
"""Who can be opened by `openlock`."""

_TRIES = 10
_AWAKE = 10.0


class Method(IntEnum):
    """How a lock was opened."""

    UNDEFINED = 0
    PASSWORD = 1
    FINGER = 2
    NFC = 3
    KEY = 4
    REMOTE = 5
    ONE_KEY = 6
    APP = 7
    BLUETOOTH = 8
    MANUAL = 9
    ERROR = 15


class LockBody:
    """The moving part of one lock, and what it tells."""

    def __init__(self, station: LifeSmartStation, device: SubDevice) -> None:
        """Be locked."""
        self._station = station
        self.device = device
        self.suffix = "1" if device.devtype.startswith("ZG") else ""
        self.locked = True
        self.kept_open = False
        self.opened = 0
        """How often it was opened so far."""

        self._tries = 0
        self._turn = 0
        self._awake_until = 0.0
        self._show(0)
        self.users = LockUsers(station, self)
        self.v3 = V3Users(self) if device.devtype == "SL_LK_LS_V3" else None
        self.swifte = SwifteLock(station, self) if device.devtype == "SL_LK_SWIFTE" else None

    @property
    def awake(self) -> bool:
        """Whether somebody has just touched it."""
        return self._station.clock.now() < self._awake_until

    def touch(self) -> None:
        """Wake it up."""
        self._awake_until = self._station.clock.now() + _AWAKE

    def open(self, method: int, user: int = 0, *, keep: bool = False) -> None:
        """Unlock, and lock again after a while."""
        self.locked, self.kept_open = False, keep
        self.opened += 1
        self._tries = 0
        self._turn += 1
        value = method << 12 | user
        self._show(value)
        self._tell("HISLK", 0x7E, value)
        if not keep:
            self._station.spawn(self._relock(self._turn))

    def close(self) -> None:
        """Lock."""
        self.locked, self.kept_open = True, False
        self._turn += 1
        if self._station.quirks.locks_report_closing:
            self._show(self.device.ios[f"EVTLO{self.suffix}"].val)

    async def _relock(self, turn: int) -> None:
        await self._station.clock.sleep(CLOSES_AFTER)
        if turn == self._turn:
            self.close()

    def _show(self, value: int) -> None:
        odd = self.locked is self._station.quirks.odd_is_locked
        self._tell("EVTLO", 0x7E | odd, value)

    def enter(self, code: str) -> None:
        """Let somebody enter a code."""
        self.touch()
        stores = (self.users, self.v3, self.swifte)
        if not any(store.opens(code) for store in stores if store is not None):
            self._wrong_try()

    def show_card(self, uid: bytes) -> None:
        """Let somebody show a card."""
        self.touch()
        if self.swifte is None or not self.swifte.opens_by_card(uid):
            self._wrong_try()

    def _wrong_try(self) -> None:
        self._tries += 1
        if self._tries > _TRIES:
            self.alarm(0, on=True)

    def alarm(self, bit: int, *, on: bool) -> None:
        """Set or clear a bit of the alarms."""
        val = self.device.ios[f"ALM{self.suffix}"].val & ~(1 << bit)
        self._tell("ALM", 0x7E, val | int(on) << bit)

    def ring(self) -> None:
        """Let somebody ring the bell."""
        self._tell("EVTBEL", 1, 1)
        self._tell("EVTBEL", 0, 0)

    def note_record(self, record: int, user: int, flag: int) -> None:
        """Tell of a change of users: kind of record, user and flag."""
        self._tell("EVTOP", 0x7E, record << 24 | user << 8 | flag)

    def _tell(self, name: str, type_: int, val: int) -> None:
        if (idx := f"{name}{self.suffix}") in self.device.ios:
            self._station.change(self.device, idx, type_, val)


class Locks:
    """All locks of a station."""

    def __init__(self, station: LifeSmartStation) -> None:
        """Know none."""
        self._station = station
        self.bodies: dict[str, LockBody] = {}

    def attach(self, device: SubDevice) -> None:
        """Add a lock; other devices are none."""
        if any(name.startswith("EVTLO") for name in device.ios):
            self.bodies[device.me] = LockBody(self._station, device)

    def detach(self, device: SubDevice) -> None:
        """Forget a lock."""
        self.bodies.pop(device.me, None)

    def __getitem__(self, me: str) -> LockBody:
        """Return a lock for whoever stands before it."""
        return self.bodies[me]

    def body(self, me: object) -> LockBody:
        """Return a lock; refuse what is none or cannot be reached."""
        device = self._station.device(me)
        if device.me not in self.bodies or not device.online:
            raise Refusal("no lock, or out of reach")
        return self.bodies[device.me]

    def view(self) -> Json:
        """Return what can be seen of all locks."""
        return {
            me: {"locked": body.locked, "kept_open": body.kept_open, "opened": body.opened}
            for me, body in self.bodies.items()
        }
