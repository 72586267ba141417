"""Users of ordinary locks: lasting ones made at the lock, temporary ones made from outside."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
import re
from typing import TYPE_CHECKING, Any

from simulators.lifesmart.request import Args, Refusal

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation
    from simulators.lifesmart.locks import LockBody

type Json = dict[str, Any]

_WINDOW = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{1,2}) \? \* ([1-7](?:,[1-7])*) \*", re.ASCII)
_PASSWORD_METHOD = 1
_LATEST = 0xFFFFFFFF


@dataclass
class User:
    """One user; the password is never told."""

    id: str
    user_type: str
    number: int
    password: str = ""
    facts: Json = field(default_factory=dict)
    """Name, user_info, cnt, sts, ets, sprd, eprd: those that are set."""

    def wire(self) -> Json:
        """Return how the user is listed."""
        return {"id": self.id, "user_type": self.user_type, **self.facts}


class LockUsers:
    """The users of one lock."""

    def __init__(self, station: LifeSmartStation, body: LockBody) -> None:
        """Know nobody."""
        self._station = station
        self._body = body
        self.users: dict[str, User] = {}

    def enroll(self, id_: str, user_type: str, number: int, name: str, password: str = "") -> None:
        """Make a lasting user, as somebody does at the lock."""
        self.users[id_] = User(id_, user_type, number, password, {"name": name})

    def list(self, id_: str | None) -> Json:
        """Return all users, or one."""
        if id_ is not None:
            return {id_: self._user(id_).wire()}
        return {key: user.wire() for key, user in self.users.items()}

    def _user(self, id_: str) -> User:
        if id_ not in self.users:
            raise Refusal("no such user")
        return self.users[id_]

    def add(self, args: Args) -> str:
        """Make a temporary user and return its id."""
        number = args.number("id", 1, 255)
        password = read_password(args.text("password"))
        facts: Json = {"name": args.text("name")} if "name" in args else {}
        facts |= {key: value for key, value in _limits(args).items() if value is not None}
        args.done()
        id_ = f"P_R_{number}"
        if id_ in self.users:
            raise Refusal("id is in use")
        self.users[id_] = User(id_, "tempuser", number, password, facts)
        self._body.note_record(1, number, 1)
        return id_

    def set(self, args: Args) -> None:
        """Change a user; limits and password only of a temporary one."""
        user = self._user(args.text("userid"))
        changes: Json = {"name": args.text("name")} if "name" in args else {}
        if "user_info" in args:
            changes["user_info"] = args.any("user_info")
        password = user.password
        if user.user_type == "tempuser":
            changes |= _limits(args)
            if "newpw" in args or "oldpw" in args:
                password = read_password(args.text("newpw"))
                if read_password(args.text("oldpw")) != user.password:
                    raise Refusal("old password is wrong")
        args.done()
        user.password = password
        for key, value in changes.items():
            if value is None:
                user.facts.pop(key, None)
            else:
                user.facts[key] = value

    def delete(self, id_: str) -> None:
        """Remove a temporary user."""
        if self._user(id_).user_type != "tempuser":
            raise Refusal("no temporary user")
        self._body.note_record(1, self.users.pop(id_).number, 0)

    def opens(self, code: str) -> bool:
        """Tell whether a code opens the lock, and open it then."""
        for user in self.users.values():
            if user.password == code and code and self._may_open(user):
                self._count(user)
                self._body.open(_PASSWORD_METHOD, user.number)
                return True
        return False

    def _count(self, user: User) -> None:
        if (left := user.facts.get("cnt")) is not None:
            user.facts["cnt"] = left - 1
            if left == 1:
                del self.users[user.id]

    def _may_open(self, user: User) -> bool:
        facts, now = user.facts, self._station.exact_time()
        if "sts" in facts and not facts["sts"] <= now < facts["ets"]:
            return False
        if "sprd" not in facts:
            return True
        hours = self._station.timezone + self._station.summer
        local = datetime.fromtimestamp(now, UTC) + timedelta(hours=hours)
        first, days = read_moment(facts["sprd"])
        last, _ = read_moment(facts["eprd"])
        return local.isoweekday() % 7 + 1 in days and first <= local.time() < last


def _limits(args: Args) -> Json:
    """Return the limits that are set; None for what is cleared by 0."""
    found: Json = {}
    if "cnt" in args:
        found["cnt"] = args.number("cnt", 0, 255) or None
    if "sts" in args or "ets" in args:
        first, last = args.number("sts", 0, _LATEST), args.number("ets", 0, _LATEST)
        if first >= last and (first, last) != (0, 0):
            raise Refusal("ets is not after sts")
        found |= {"sts": first, "ets": last} if last else {"sts": None, "ets": None}
    if "sprd" in args or "eprd" in args:
        first_of_day, last_of_day = args.any("sprd"), args.any("eprd")
        if first_of_day == 0 and last_of_day == 0:
            return {**found, "sprd": None, "eprd": None}
        if read_moment(first_of_day)[1] != read_moment(last_of_day)[1]:
            raise Refusal("sprd and eprd name different days")
        found |= {"sprd": first_of_day, "eprd": last_of_day}
    return found


def read_moment(value: object) -> tuple[time, frozenset[int]]:
    """Return time of day and days of the week, 1 for Sunday: `0 30 8 ? * 1,3,5 *`."""
    match = _WINDOW.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Refusal("no time of day and days")
    second, minute, hour, days = match.groups()
    try:
        moment = time(int(hour), int(minute), int(second))
    except ValueError as error:
        raise Refusal("no time of day") from error
    return moment, frozenset(map(int, days.split(",")))


def read_password(text: str) -> str:
    """Return the digits of a password, which travels in Base64."""
    try:
        password = base64.b64decode(text, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refusal("password is not in Base64") from error
    if not re.fullmatch(r"[0-9]{6,12}", password):
        raise Refusal("password is not of 6 to 12 digits")
    return password
