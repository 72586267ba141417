"""The SWIFTE module: users below administrators, a list that lags behind, and its settings."""

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.quirks import OperWords
from simulators.lifesmart.request import Args, Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.locks import LockBody

type Json = dict[str, Any]

SYNC_LASTS = 2.0
LARGEST_PAGE = 7
_LOWEST_OF_OWNER, _HIGHEST, _ANY = 10, 99, 0xFF
_PASSWORD, _CARD = 5, 4
_REMOTE = 5

MODE: dict[str, tuple[int, int, int]] = {
    "direction": (1, 0, 1),
    "volume": (2, 0, 3),
    "unlockMode": (0, 0, 3),
    "ocButton": (1, 0, 0x11),
    "primaryAndSecondaryLockSetting": (0, 0, 1),
    "magnetic": (1, 0, 2),
    "keepOpenAfterTurningKnob": (0, 0, 1),
    "motorVoltage": (0, 0, 1),
    "bleSetting": (1, 0, 1),
    "lenSetting": (0x25, 0, 255),
}
"""Settings: default, lowest and highest."""

_OPER = {
    OperWords.TITLES: ("Open", "Close", "KeepOpen"),
    OperWords.VALUES: ("unlock", "lock", "KeepUnlock"),
}


@dataclass(frozen=True)
class SwifteUser:
    """One user: a code or a card."""

    password: str
    card: tuple[int, ...] = ()
    time_limit: tuple[int, ...] = ()


class SwifteLock:
    """What a SWIFTE module keeps."""

    def __init__(self, station: LifeSmartStation, body: LockBody) -> None:
        """Have the owner as its only administrator."""
        self._station = station
        self._body = body
        self.admins = {0}
        self.users: dict[int, SwifteUser] = {}
        self.mode = {name: default for name, (default, _, _) in MODE.items()}
        self.versions = {"IO_INNER": "0.3.3.20", "IO_OUTER": "0.3.3.18"}
        self.clock_off = 0
        """Seconds by which its clock is ahead of the station's."""

        self._copy: tuple[tuple[int, ...], int] = ((), 1)
        self._synced_at: float | None = None
        self._synced: tuple[tuple[int, ...], int] = ((), 1)

    # --- the list of users ---------------------------------------------------

    def enroll(self, id_: int, password: str) -> None:
        """Make a user, and its administrator, as somebody does at the lock."""
        self.admins.add(id_ >> 8)
        self.users[id_] = SwifteUser(password)

    def sync(self) -> None:
        """Fetch the list from the lock; it is there after two seconds."""
        self._settle()
        self._synced = (tuple(sorted(self.users)), len(self.users) + len(self.admins))
        self._synced_at = self._station.clock.now() + SYNC_LASTS

    def _settle(self) -> tuple[tuple[int, ...], int]:
        if self._synced_at is not None and self._station.clock.now() >= self._synced_at:
            self._copy, self._synced_at = self._synced, None
        return self._copy

    def info(self) -> Json:
        """Return the number of users, as last fetched, and the battery."""
        return {"userN": self._settle()[1], "bat": int(self._body.device.ios["BAT"].value())}

    def page(self, start: int, count: int) -> Json:
        """Return some users after an id, as last fetched."""
        ids = [id_ for id_ in self._settle()[0] if id_ > start]
        return {"users": [{"userid": id_, "flag": 1} for id_ in ids[:count]]}

    def add(self, args: Args) -> None:
        """Make or change a user."""
        id_ = args.number("userid", 0, 0x9FF)
        user = self._read(args)
        update = args.number("update", 0, 1, 0)
        args.done()
        admin, sub = id_ >> 8, id_ & 0xFF
        if admin not in self.admins:
            raise Refusal("no such administrator")
        if sub == _ANY:
            id_ = self._free(admin)
        elif not (_LOWEST_OF_OWNER if admin == 0 else 0) <= sub <= _HIGHEST:
            raise Refusal("userid is out of range")
        if id_ in self.users and not update:
            raise Refusal("userid is in use")
        self.users[id_] = user
        self._body.note_record(1, id_, 1)

    def _free(self, admin: int) -> int:
        lowest = _LOWEST_OF_OWNER if admin == 0 else 0
        for sub in range(lowest, _HIGHEST + 1):
            if (id_ := admin << 8 | sub) not in self.users:
                return id_
        raise Refusal("no room for another user")

    def _read(self, args: Args) -> SwifteUser:
        password = args.text("userpwd", "")
        if "userpwd" in args and not re.fullmatch(r"[0-9]{4,8}", password):
            raise Refusal("userpwd is not of 4 to 8 digits")
        card: tuple[int, ...] = ()
        if "userpwdRaw" in args:
            password, card = self._read_raw(args.numbers("userpwdRaw"))
        elif not password:
            raise Refusal("userpwd is missing")
        limit = tuple(args.numbers("userTimeLimitRaw")) if "userTimeLimitRaw" in args else ()
        if len(limit) not in {0, 10}:
            raise Refusal("userTimeLimitRaw is not of 10 bytes")
        return SwifteUser(password, card, limit)

    def _read_raw(self, raw: list[int]) -> tuple[str, tuple[int, ...]]:
        kind, length, *data = (*raw, 0, 0) if len(raw) < 2 else raw
        short = kind == _CARD and self._station.quirks.short_cards
        if len(data) != length - short:
            raise Refusal("userpwdRaw has the wrong length")
        if kind == _PASSWORD:
            digits = bytes(data).decode("latin-1")
            if not re.fullmatch(r"[0-9]{4,8}", digits):
                raise Refusal("userpwdRaw is not of 4 to 8 digits")
            return digits, ()
        if kind != _CARD or length != 16 or not any(data):
            raise Refusal("userpwdRaw is neither code nor card")
        return "", tuple(data)

    def delete(self, id_: int) -> None:
        """Remove a user, or all of an administrator."""
        admin, sub = id_ >> 8, id_ & 0xFF
        gone = [one for one in self.users if one >> 8 == admin] if sub == _ANY else [id_]
        for one in gone:
            if one not in self.users:
                raise Refusal("no such user")
            del self.users[one]
            self._body.note_record(1, one, 0)

    def user(self, id_: int) -> Json:
        """Return one user with the password."""
        if id_ not in self.users:
            raise Refusal("no such user")
        return {
            "password": self.users[id_].password,
            "authMode": 5,
            "daySetting": 65535,
            "effectiveTs1": 0,
            "effectiveTs2": 0,
            "id": id_,
        }

    # --- the rest --------------------------------------------------------------

    def tell_mode(self) -> Json:
        """Return all settings and the lock's clock."""
        return {**self.mode, "time": self._station.time() + self.clock_off}

    def set_mode(self, args: Args) -> None:
        """Take settings over; those left out fall back to their defaults."""
        mode = {
            name: args.number(name, low, high, default)
            for name, (default, low, high) in MODE.items()
        }
        if mode["ocButton"] & 0xF > 1:
            raise Refusal("ocButton is out of range")
        now = args.number("time", 0, 0xFFFFFFFF, self._station.time() + self.clock_off)
        args.done()
        self.mode = mode
        self.clock_off = now - self._station.time()

    def operate(self, word: str) -> None:
        """Open, close or keep open."""
        words = _OPER[self._station.quirks.oper_words]
        if word not in words:
            raise Refusal("no such operType")
        if word == words[1]:
            self._body.close()
        else:
            self._body.open(_REMOTE, keep=word == words[2])

    def hardware(self) -> Json:
        """Return the versions of both halves and of Bluetooth."""
        return {
            "IO_INNER_Ver": self.versions["IO_INNER"],
            "IO_OUTER_Ver": self.versions["IO_OUTER"],
            "BLE_Ver": "1.0.6",
        }

    def upgrade(self, args: Args) -> Json:
        """Begin an update of one half with the newest file; how it goes is told by the tasks."""
        tag = args.word("tag", "IO_INNER", "IO_OUTER")
        version = args.text("ver")
        delay = args.any("delaysec")
        if not re.fullmatch(r"\d+(\.\d+){3}", version, re.ASCII):
            raise Refusal("ver is no version")
        delay = 0 if delay is None else delay
        if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= 0.5:
            raise Refusal("delaysec is not from 0 to 0.5")
        args.done()
        store, me = self._station.ota, self._body.device.me
        if not store.files or me in store.tasks:
            return {"code": 1, "message": "no file" if not store.files else "a task is there"}
        raw = bytes(int(part) & 0xFF for part in version.split("."))
        kept = self._body.device.version
        store.begin(self._body.device, list(store.files)[-1], kept, raw, 4096 / (1 + 10 * delay))
        self._station.spawn(self._finish(tag, version))
        return {"code": 0, "message": "EBGR"}

    async def _finish(self, tag: str, version: str) -> None:
        task = self._station.ota.tasks[self._body.device.me]
        await self._station.clock.sleep_until(task.began + task.size / task.speed)
        self.versions[tag] = version

    def opens(self, code: str) -> bool:
        """Tell whether a code opens the lock, and open it then."""
        for id_, user in self.users.items():
            if code and user.password == code:
                self._body.open(_PASSWORD_METHOD, id_)
                return True
        return False

    def opens_by_card(self, uid: bytes) -> bool:
        """Tell whether a card opens the lock, and open it then."""
        for id_, user in self.users.items():
            if user.card and bytes(user.card).rstrip(b"\0") == uid.rstrip(b"\0"):
                self._body.open(_CARD_METHOD, id_)
                return True
        return False


_PASSWORD_METHOD, _CARD_METHOD = 1, 3
