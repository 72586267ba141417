"""Users of LifeSmart V3 locks. Source: advanced interface description, 2.1.6."""

from ...operation import Effect, operation
from ..models.fields import check_digits, check_range
from ..models.lock_user import NumberedUser
from ..models.v3 import MOST_AT_ONCE, PASSWORD_NUMBERS, V3Info
from .actions import LockActions


class V3Topic(LockActions):
    """Locks of class SL_LK_LS_V3."""

    _CMD = "ctldoorlockv3"
    _TIMEOUT = 15.0

    @operation("doorlock.ctldoorlockv3.Info", effect=Effect.READ)
    async def info(self, me: str) -> V3Info:
        """Return how many users there are."""
        return V3Info.from_wire(await self._read(me, "Info"))

    @operation("doorlock.ctldoorlockv3.GetUsers", effect=Effect.READ)
    async def get_users(
        self, me: str, start: int = PASSWORD_NUMBERS.start, most: int = MOST_AT_ONCE
    ) -> tuple[NumberedUser, ...]:
        """Return at most ten users from a number on."""
        check_range("most", most, 1, MOST_AT_ONCE)
        found = await self._read(me, "GetUsers", {"fromAID": start, "maxcnt": most})
        return NumberedUser.page_from_wire(found)

    @operation("doorlock.ctldoorlockv3.AddUser", effect=Effect.WRITE)
    async def add_user(self, me: str, number: int, password: str) -> None:
        """Add a code of 6 to 24 digits under a free number 4096-4127.

        A code is not changed but deleted and added.
        """
        check_range("number", number, PASSWORD_NUMBERS.start, PASSWORD_NUMBERS.stop - 1)
        check_digits("password", password, 6, 24)
        await self._act(me, "AddUser", {"userid": number, "userpwd": password})

    @operation("doorlock.ctldoorlockv3.DelUser", effect=Effect.DESTRUCTIVE)
    async def delete_user(self, me: str, number: int) -> None:
        """Delete a user; an admin only while there are more than two."""
        await self._act(me, "DelUser", {"userid": check_range("number", number, 0, 0xFFFF)})
