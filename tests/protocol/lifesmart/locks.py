"""Locks behind the small station that keep users."""

from typing import Any

from tests.protocol.lifesmart.fakes import SILENCE, Asked, Code, FakeStation


class OrdinaryLock:
    """Temporary codes by their ids; ``mute`` commands are carried out without an answer."""

    def __init__(self, station: FakeStation) -> None:
        self.users: dict[str, dict[str, Any]] = {}
        self.mute: set[str] = set()
        self.deaf: set[str] = set()
        for name in ("getuser", "setuser", "addtempuser", "deltempuser"):
            station.on(f"doorlock {name}", getattr(self, name))

    def getuser(self, _: Asked) -> Any:
        hidden = ("password",)
        return {
            key: {name: value for name, value in user.items() if name not in hidden}
            for key, user in self.users.items()
        }

    def setuser(self, asked: Asked) -> Any:
        user = self.users.get(asked.args["userid"])
        if user is None or asked.args.get("oldpw", user["password"]) != user["password"]:
            return Code(3)
        user["password"] = asked.args.get("newpw", user["password"])
        user["name"] = asked.args.get("name", user["name"])
        return self._answer("setuser", "success")

    def addtempuser(self, asked: Asked) -> Any:
        if "addtempuser" in self.deaf:
            return SILENCE
        userid = f"P_R_{asked.args['id']}"
        limits = {key: asked.args[key] for key in ("cnt", "sts", "ets") if key in asked.args}
        self.users[userid] = {
            "id": userid,
            "name": asked.args["name"],
            "user_type": "tempuser",
            "password": asked.args["password"],
            **limits,
        }
        return self._answer("addtempuser", {"userid": userid})

    def deltempuser(self, asked: Asked) -> Any:
        if "deltempuser" in self.deaf:
            return SILENCE
        known = self.users.pop(asked.args["userid"], None)
        return self._answer("deltempuser", "success" if known else Code(3))

    def _answer(self, name: str, answer: Any) -> Any:
        return SILENCE if name in self.mute else answer


class NumberedLock:
    """Users by number; True for admins."""

    CMD = ""
    MOST = 0

    def __init__(self, station: FakeStation, users: dict[int, bool] | None = None) -> None:
        self.users = dict(users or {})
        self.mute: set[str] = set()
        self.deaf: set[str] = set()
        for name in ("GetUsers", "AddUser", "DelUser", "Sync", "Info"):
            station.on(f"doorlock {self.CMD} {name}", self._call)

    def _call(self, asked: Asked) -> Any:
        act = asked.args["act"]
        if act in self.deaf:
            return SILENCE
        answer = getattr(self, act)(asked.actargs if "actargs" in asked.args else {})
        return SILENCE if act in self.mute else answer

    def DelUser(self, args: Any) -> Any:  # noqa: N802 - called as on the wire
        return "SUCCESS" if self.users.pop(args["userid"], None) is not None else Code(3)

    def page(self, numbers: list[int], most: int) -> Any:
        shown = sorted(numbers)[: min(most, self.MOST)]
        return {
            "users": [{"userid": one, "flag": 3 if self.users.get(one) else 1} for one in shown]
        }


class V3Lock(NumberedLock):
    """Pages include their start, or do not."""

    CMD = "ctldoorlockv3"
    MOST = 10
    inclusive = True

    def GetUsers(self, args: Any) -> Any:  # noqa: N802
        start = args["fromAID"] - self.inclusive
        return self.page([one for one in self.users if one > start], args["maxcnt"])

    def AddUser(self, args: Any) -> Any:  # noqa: N802
        if args["userid"] in self.users:
            return Code(3)
        self.users[args["userid"]] = False
        return "SUCCESS"


class SwifteLock(NumberedLock):
    """Shows its users as they were at the last Sync."""

    CMD = "ctldoorlockswifte"
    MOST = 7
    card_numbers = 18

    def __init__(self, station: FakeStation, users: dict[int, bool] | None = None) -> None:
        super().__init__(station, users)
        self.shown: list[int] = []
        self.passwords: dict[int, Any] = {}

    def Info(self, _: Any) -> Any:  # noqa: N802
        return {"userN": len(self.shown) + 1, "bat": 80}

    def DelUser(self, args: Any) -> Any:  # noqa: N802
        if args["userid"] & 0xFF != 0xFF:
            return super().DelUser(args)
        group = [one for one in self.users if one >> 8 == args["userid"] >> 8]
        for one in group:
            del self.users[one]
        return "SUCCESS"

    def Sync(self, _: Any) -> Any:  # noqa: N802
        self.shown = sorted(self.users)
        return "SUCCESS"

    def GetUsers(self, args: Any) -> Any:  # noqa: N802
        return self.page([one for one in self.shown if one > args["fromAID"]], args["maxcnt"])

    def AddUser(self, args: Any) -> Any:  # noqa: N802
        number = args["userid"]
        if number & 0xFF == 0xFF:
            group = range(number & 0xF00 or 10, (number & 0xF00) + 100)
            number = next(one for one in group if one not in self.users)
        elif number in self.users and not args.get("update"):
            return Code(3)
        if "userpwdRaw" in args and len(args["userpwdRaw"]) != self.card_numbers:
            return Code(2)
        self.users[number] = False
        self.passwords[number] = args.get("userpwd") or args["userpwdRaw"]
        return "SUCCESS"
