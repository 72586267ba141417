"""Users of a V3 lock: numbered by kind of credential, administrators among them."""

from dataclasses import dataclass
import re
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.request import Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.locks import LockBody

type Json = dict[str, Any]

ADMIN, NORMAL = 3, 1
PASSWORDS, FINGERS, CARDS = 0x1000, 0x2000, 0x3000
PASSWORD_USERS = 32
LARGEST_PAGE = 10


@dataclass
class V3User:
    """One user."""

    flag: int
    password: str = ""


class V3Users:
    """The users of one lock."""

    def __init__(self, body: LockBody) -> None:
        """Know nobody."""
        self._body = body
        self.users: dict[int, V3User] = {}

    def info(self) -> Json:
        """Return counts; those without `Admin` include administrators."""
        kinds = {"password": PASSWORDS, "finger": FINGERS, "nfc": CARDS}
        found: Json = {}
        for name, base in kinds.items():
            flags = [user.flag for id_, user in self.users.items() if id_ & 0xF000 == base]
            found |= {f"{name}AdminN": flags.count(ADMIN), f"{name}N": len(flags)}
        return found

    def page(self, start: int, count: int, *, exclusive: bool) -> Json:
        """Return some users from an id on."""
        first = start + 1 if exclusive else start
        ids = [id_ for id_ in sorted(self.users) if id_ >= first]
        return {"users": [{"userid": id_, "flag": self.users[id_].flag} for id_ in ids[:count]]}

    def add(self, id_: int, password: str) -> None:
        """Make a user with a password."""
        if not PASSWORDS <= id_ < PASSWORDS + PASSWORD_USERS:
            raise Refusal("userid is out of range")
        if not re.fullmatch(r"[0-9]{6,24}", password):
            raise Refusal("userpwd is not of 6 to 24 digits")
        if id_ in self.users:
            raise Refusal("userid is in use")
        self.users[id_] = V3User(NORMAL, password)
        self._body.note_record(1, id_, NORMAL)

    def delete(self, id_: int) -> None:
        """Remove a user; of administrators two have to stay."""
        if id_ not in self.users:
            raise Refusal("no such user")
        admins = sum(user.flag == ADMIN for user in self.users.values())
        if self.users[id_].flag == ADMIN and admins <= 2:
            raise Refusal("too few administrators")
        del self.users[id_]
        self._body.note_record(1, id_, 0)

    def opens(self, code: str) -> bool:
        """Tell whether a code opens the lock, and open it then."""
        for id_, user in self.users.items():
            if code and user.password == code:
                self._body.open(id_ >> 12, id_ & 0xFFF)
                return True
        return False
