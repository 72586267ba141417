"""Who may open which door and when: the stores of both generations of firmware."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
import re
from typing import TYPE_CHECKING

from simulators.akuvox.keys import PASSWORD
from simulators.akuvox.rows import Row, RowStore

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

DAYS = ("Mon", "Tue", "Wed", "Thur", "Fri", "Sat", "Sun")
ALWAYS, NEVER = "1001", "1002"

_WEEK = dict.fromkeys(DAYS, "1")
_KEY = {"Name": "", "Code": "", "DoorNum": "1", **_WEEK, "TimeStart": "00:00", "TimeEnd": "00:00"}
_USER = {
    "UserID": "",
    "Name": "",
    "CardCode": "",
    "PrivatePIN": "",
    "FaceUrl": "",
    "LiftFloorNum": "0",
    "WebRelay": "0",
    "Type": "0",
    "SourceType": "1",
}
_INTERCOM_USER = {
    "Group": "Default",
    "PhoneNum": "",
    "PriorityCall": "0",
    "DialAccount": "0",
    "AuthMode": "0",
    "QrCodeUrl": "",
}
_SCHEDULE = {
    "Name": "",
    "Type": "1",
    "Mode": "0",
    "DateStart": "",
    "DateEnd": "",
    "TimeStart": "00:00",
    "TimeEnd": "23:59",
    "Week": "",
    "Daily": "",
    **dict.fromkeys(DAYS, "0"),
    "DisplayID": "",
    "SourceType": "1",
}
_STANDARD = (
    {"ID": ALWAYS, "Name": "Always", "Type": "2", "Daily": "00:00-23:59"},
    {"ID": NEVER, "Name": "Never", "Type": "2"},
)

LOCAL = "1"
"""`SourceType` of rows that belong to the unit itself."""


@dataclass(frozen=True)
class Verdict:
    """Whether somebody may pass, who it is and through which relays, by their digits."""

    allowed: bool = False
    name: str = ""
    user_id: str = ""
    relays: str = ""
    schedule: str = ""


class People:
    """All credentials of a unit."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Start empty but for the two schedules that cannot be removed."""
        self._device = device
        member = device.quirks.schedule_member
        more = _INTERCOM_USER if "schedule" in device.targets else {}
        self.users = RowStore({**_USER, member: f"{ALWAYS}-1", **more}, capacity=5000)
        self.pins = RowStore(_KEY, capacity=5000)
        self.cards = RowStore(
            {**_KEY, "Tags": "0", "Frequency": "0"}, optional=("DoorWebRelay",), capacity=5000
        )
        self.schedules = RowStore(_SCHEDULE)
        for row in _STANDARD:
            self.schedules.add({**row, "DisplayID": row["ID"]}, row["ID"])

    @property
    def with_users(self) -> bool:
        """Whether the newer store is there."""
        return "user" in self._device.targets

    # --- who comes -----------------------------------------------------------

    def by_card(self, code: str) -> Verdict:
        """Judge a card by its number in hex."""
        if self.with_users:
            row = next((one for one in self.users if code in one["CardCode"].split(";")), None)
            if row is not None:
                return self.judge(row)
        row = self.cards.first({"Code": code})
        return Verdict() if row is None else self._judge_card(row)

    def by_pin(self, code: str) -> Verdict:
        """Judge a private PIN."""
        user = self.users.first({"PrivatePIN": code})
        if self.with_users and user is not None:
            return self.judge(user)
        row = self.pins.first({"Code": code})
        return Verdict() if row is None else self._judge_key(row)

    def by_public_code(self, code: str) -> Verdict:
        """Judge a code that is nobody's own; each belongs to one relay."""
        config = self._device.config
        if config[f"{PASSWORD}PublicKeyEnable"] != "1":
            return Verdict()
        found = [n for n in "123" if config[f"{PASSWORD}PublicKey{n}"] == code]
        return Verdict(allowed=bool(found), relays=found[0]) if found else Verdict()

    def by_user(self, name: str) -> Verdict:
        """Judge somebody the camera knows: a user with a picture."""
        user = self.users.first({"UserID": name}) or self.users.first({"Name": name})
        if user is None or not self.with_users or not user["FaceUrl"]:
            return Verdict()
        return self.judge(user)

    def judge(self, row: Row) -> Verdict:
        """Judge a user by the schedules of each relay."""
        quirks = self._device.quirks
        relays, schedules = "", []
        for entry in row[quirks.schedule_member].split(quirks.schedule_separator):
            number, _, digits = entry.partition("-")
            if number and self.is_on(number):
                relays += digits
                schedules.append(number)
        return Verdict(
            allowed=bool(relays),
            name=row["Name"],
            user_id=row["UserID"],
            relays="".join(sorted(set(relays))),
            schedule=";".join(schedules),
        )

    def _judge_card(self, row: Row) -> Verdict:
        match row["Tags"]:
            case "2":
                return Verdict(name=row["Name"])
            case "1" if row["Frequency"] == "0":
                return Verdict(name=row["Name"])
            case "1":
                verdict = self._judge_key(row)
                if verdict.allowed:
                    row["Frequency"] = str(int(row["Frequency"]) - 1)
                return verdict
            case _:
                return self._judge_key(row)

    def _judge_key(self, row: Row) -> Verdict:
        now = self._device.local_time()
        relays = row["DoorNum"].replace("0", "")
        allowed = bool(relays) and row[DAYS[now.weekday()]] == "1" and _is_within(row, now)
        return Verdict(allowed=allowed, name=row["Name"], relays=relays)

    # --- schedules -----------------------------------------------------------

    def is_on(self, number: str) -> bool:
        """Tell whether a schedule is on now, by its number."""
        if number in {ALWAYS, NEVER}:
            return number == ALWAYS
        row = self.schedules.by_id(number)
        return row is not None and is_on(row, self._device.local_time())


def is_on(row: Mapping[str, str], now: datetime) -> bool:
    """Tell whether a schedule allows passing: by dates and days, by days, or every day."""
    if row["Type"] == "2":
        start, _, end = row["Daily"].partition("-")
        return bool(start) and start <= f"{now:%H:%M}" <= end
    digit = str((now.weekday() + 1) % 7)
    if digit not in row["Week"] and row[DAYS[now.weekday()]] != "1":
        return False
    if row["Type"] == "0" and not row["DateStart"] <= f"{now:%Y%m%d}" <= row["DateEnd"]:
        return False
    return _is_within(row, now)


def _is_within(row: Mapping[str, str], now: datetime) -> bool:
    start, end = row["TimeStart"], row["TimeEnd"]
    if start == end == "00:00":
        return True
    return start <= f"{now:%H:%M}" <= end


# --- what rows may contain ---------------------------------------------------------------------

_RULES = {
    **dict.fromkeys(DAYS, r"[01]"),
    "DoorNum": r"[0-4]{1,4}",
    "TimeStart": r"([01]\d|2[0-3]):[0-5]\d",
    "TimeEnd": r"([01]\d|2[0-3]):[0-5]\d",
    "Tags": r"[0-3]",
    "Frequency": r"\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]",
    "PrivatePIN": r"(\d{4,8})?",
    "UserID": r".{1,32}",
    "CardCode": r"([0-9A-Fa-f]+(;[0-9A-Fa-f]+)*)?",
    "Daily": r"(\d\d:\d\d-\d\d:\d\d)?",
    "Week": r"[0-6]*",
    "Type": r"-?\d",
}
PIN, CARD = r"\d{1,8}", r"[0-9A-Fa-f]{4,20}"


def is_right(row: Mapping[str, str], code: str | None = None) -> bool:
    """Tell whether a row's members are well-formed; `code` is the pattern of its `Code`."""
    rules = {**_RULES, **({} if code is None else {"Code": code})}
    return all(
        re.fullmatch(rules[name], value, re.ASCII) is not None
        for name, value in row.items()
        if name in rules
    )
