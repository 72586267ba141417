"""SWIFTE locks: users, settings, motor, firmware. Source: advanced interface description, 2.1.7."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ...errors import ConflictError, DeviceError, InvalidError
from ...operation import Effect, operation
from ..models.fields import check_digits, check_range, check_text, integer, obj
from ..models.lock_user import NumberedUser
from ..models.swifte import (
    ANY_SUB_USER,
    SwifteInfo,
    SwifteMode,
    SwifteOper,
    SwiftePart,
    SwifteUser,
    SwifteVersions,
)
from ..session import StationSession
from .actions import LockActions

MOST_AT_ONCE = 7
_LARGEST_ID = 0x9FF
_TIME_LIMIT_LENGTH = 10
_SLOWEST = 0.5


class SwifteTopic(LockActions):
    """Locks of class SL_LK_SWIFTE."""

    _CMD = "ctldoorlockswifte"
    _TIMEOUT = 20.0

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        super().__init__(session)
        self._changing: dict[str, asyncio.Lock] = {}

    @operation("doorlock.ctldoorlockswifte.Sync", effect=Effect.READ)
    async def sync(self, me: str) -> None:
        """Have the station read users and battery; wait two seconds before asking for them."""
        await self._read(me, "Sync")

    @operation("doorlock.ctldoorlockswifte.Info", effect=Effect.READ)
    async def info(self, me: str) -> SwifteInfo:
        """Return number of users and battery, as of the last ``sync``."""
        return SwifteInfo.from_wire(await self._read(me, "Info"))

    @operation("doorlock.ctldoorlockswifte.GetUsers", effect=Effect.READ)
    async def get_users(
        self, me: str, after: int = 0, most: int = MOST_AT_ONCE
    ) -> tuple[NumberedUser, ...]:
        """Return at most seven users with numbers above ``after``, as of the last ``sync``."""
        check_range("most", most, 1, MOST_AT_ONCE)
        found = await self._read(me, "GetUsers", {"fromAID": after, "maxcnt": most})
        return NumberedUser.page_from_wire(found)

    @operation("doorlock.ctldoorlockswifte.AddUser", effect=Effect.WRITE)
    async def add_user(
        self,
        me: str,
        userid: int,
        password: str | None = None,
        raw: Sequence[int] | None = None,
        time_limit_raw: Sequence[int] | None = None,
        update: bool = False,
    ) -> None:
        """Add a user with a code of 4 to 8 digits, or with ``raw``: kind, length, data.

        ``userid`` is the admin times 256 and the sub-user; 255 as the sub-user lets the lock
        choose. The admin must exist. An existing user is an error unless ``update`` is true.
        """
        check_range("userid", userid, 0, _LARGEST_ID)
        args: dict[str, Any] = {"userid": userid}
        if raw is not None:
            args["userpwdRaw"] = _bytes("raw", raw)
        elif password is not None:
            args["userpwd"] = check_digits("password", password, 4, 8)
        else:
            raise InvalidError("parameter password or raw is missing")
        if time_limit_raw is not None:
            if len(time_limit_raw) != _TIME_LIMIT_LENGTH:
                raise InvalidError("parameter time_limit_raw must have 10 bytes")
            args["userTimeLimitRaw"] = _bytes("time_limit_raw", time_limit_raw)
        if update:
            args["update"] = 1
        await self._act(me, "AddUser", args)

    @operation("doorlock.ctldoorlockswifte.DelUser", effect=Effect.DESTRUCTIVE)
    async def delete_user(self, me: str, userid: int, whole_group: bool = False) -> None:
        """Delete a user; with 255 as the sub-user all of an admin, for which ``whole_group`` asks.

        Raises ConflictError where the number means a group but ``whole_group`` is false.
        """
        check_range("userid", userid, 0, _LARGEST_ID)
        if userid & 0xFF == ANY_SUB_USER and not whole_group:
            raise ConflictError("the number means all users of an admin")
        await self._act(me, "DelUser", {"userid": userid})

    @operation("doorlock.ctldoorlockswifte.GetUser", effect=Effect.SECRET)
    async def get_user(self, me: str, userid: int) -> SwifteUser:
        """Return a user with the code."""
        check_range("userid", userid, 0, _LARGEST_ID)
        return SwifteUser.from_wire(await self._read(me, "GetUser", {"userid": userid}))

    @operation("doorlock.ctldoorlockswifte.SetMode", effect=Effect.WRITE)
    async def set_mode(self, me: str, mode: SwifteMode) -> None:
        """Write all settings; read them first and change what is to change.

        The lock's clock is set to the station's.
        """
        now = replace(mode, time=self._session.clock.timestamp())
        await self._act(me, "SetMode", now.to_wire())

    async def change_mode(
        self, me: str, change: Callable[[SwifteMode], SwifteMode] = lambda mode: mode
    ) -> SwifteMode:
        """Read all settings, change them, write them all and return them.

        Changes of one lock wait for each other: each reads what the one before wrote.
        """
        async with self._changing.setdefault(me, asyncio.Lock()):
            mode = change(await self.get_mode(me))
            await self.set_mode(me, mode)
        return mode

    @operation("doorlock.ctldoorlockswifte.GetMode", effect=Effect.READ)
    async def get_mode(self, me: str) -> SwifteMode:
        """Return all settings. Raises ProtocolError where the lock does not tell all."""
        return SwifteMode.from_wire(await self._read(me, "GetMode"))

    @operation("doorlock.ctldoorlockswifte.Oper", effect=Effect.PHYSICAL)
    async def operate(self, me: str, oper: SwifteOper) -> None:
        """Move the motor.

        The document has two words for each; the second is tried where the first is refused, and
        never where no answer came.
        """
        words = {word.value: (word.value, word.other_word) for word in SwifteOper}

        async def attempt(spelling: str) -> None:
            word = words[oper.value][int(spelling)]
            await self._act(me, "Oper", {"operType": word})

        await self._session.spelled(f"Oper {me}", ("0", "1"), attempt)

    @operation("doorlock.ctldoorlockswifte.HwInfo", effect=Effect.READ)
    async def hw_info(self, me: str) -> SwifteVersions:
        """Return the firmware versions of both halves."""

        async def attempt(spelling: str) -> Any:
            return await self._read(me, spelling)

        found = await self._session.spelled("HwInfo", ("HwInfo", "HwlInfo"), attempt)
        return SwifteVersions.from_wire(found)

    @operation("doorlock.ctldoorlockswifte.SwifteOta", effect=Effect.DESTRUCTIVE)
    async def ota(self, me: str, part: SwiftePart, version: str, delay: float = 0.0) -> None:
        """Start writing firmware, whose file the station has; it goes on for minutes.

        Nobody may touch the lock meanwhile: it could be damaged. ``delay`` in seconds, at most
        0.5, after each packet leaves other devices a chance. Raises DeviceError also where the
        task itself is refused.
        """
        if not 0 <= delay <= _SLOWEST:
            raise InvalidError("parameter delay must be from 0 to 0.5")
        args: dict[str, Any] = {"tag": part.value, "ver": check_text("version", version)}
        args |= {"delaysec": delay} if delay else {}

        async def attempt(spelling: str) -> Any:
            return await self._act(me, spelling, args)

        answer = obj(await self._session.spelled("SwifteOta", ("SwifteOta", "SwiftOTA"), attempt))
        if code := integer(answer.get("code")):
            raise DeviceError(f"doorlock {self._CMD} SwifteOta: code {code}", code=code)


def _bytes(name: str, values: Sequence[int]) -> list[int]:
    return [check_range(name, value, 0, 0xFF) for value in values]
