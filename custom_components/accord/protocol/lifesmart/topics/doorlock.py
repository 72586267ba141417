"""Users of ordinary locks, and opening. Source: advanced interface description, 2.1.1 to 2.1.5."""

from collections.abc import Sequence
from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..models.fields import check_range, check_text, obj, text
from ..models.lock_user import UNLIMITED, Limit, Limits, OrdinaryUser, cleared, encoded
from ..session import StationSession

TIMEOUT = 15.0
TEMPORARY = "P_R_"
NUMBERS = range(1, 256)


class DoorlockTopic:
    """Temporary codes are added, changed and deleted; other users are made at the lock."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("doorlock.getuser", effect=Effect.READ)
    async def get_users(self, me: str, userid: str | None = None) -> tuple[OrdinaryUser, ...]:
        """Return all users of a lock, or the one asked for; without passwords."""
        more = {} if userid is None else {"userid": check_text("userid", userid)}
        return OrdinaryUser.all_from_wire(
            await self._call(me, "getuser", more, repeatable=True, reads=True)
        )

    @operation("doorlock.setuser", effect=Effect.WRITE)
    async def set_user(
        self,
        me: str,
        userid: str,
        name: str | None = None,
        note: str | None = None,
        new_password: str | None = None,
        old_password: str | None = None,
        limits: Limits = UNLIMITED,
        clear: Sequence[Limit] = (),
    ) -> None:
        """Change a user; what is None stays. Raises InvalidError.

        Only temporary users have passwords and limits, and their password changes only if the
        old one is right.
        """
        if (new_password is None) is not (old_password is None):
            raise InvalidError("parameters new_password and old_password belong together")
        more: dict[str, Any] = {"userid": check_text("userid", userid)}
        more |= {} if name is None else {"name": name}
        more |= {} if note is None else {"user_info": note}
        if new_password is not None and old_password is not None:
            more["newpw"] = encoded("new_password", new_password)
            more["oldpw"] = encoded("old_password", old_password)
        more |= cleared(clear) | limits.to_wire()
        if len(more) == 1:
            raise InvalidError("nothing to change")
        # The second time, the old password would be wrong.
        await self._call(me, "setuser", more, repeatable=new_password is None)

    @operation("doorlock.addtempuser", effect=Effect.WRITE)
    async def add_temp_user(
        self, me: str, number: int, name: str, password: str, limits: Limits = UNLIMITED
    ) -> str:
        """Add a temporary code of 6 to 12 digits under a free number 1-255; return the user's id.

        Without limits it is good until it is deleted.
        """
        check_range("number", number, NUMBERS.start, NUMBERS.stop - 1)
        more = {
            "id": number,
            "name": check_text("name", name),
            "password": encoded("password", password),
            **limits.to_wire(),
        }
        message = await self._call(me, "addtempuser", more)
        return text(obj(message).get("userid")) or f"{TEMPORARY}{number}"

    @operation("doorlock.deltempuser", effect=Effect.DESTRUCTIVE)
    async def delete_temp_user(self, me: str, userid: str) -> None:
        """Delete a temporary code by the id of its user. Raises InvalidError for other users."""
        if not userid.startswith(TEMPORARY):
            raise InvalidError(f"parameter userid must begin with {TEMPORARY}")
        await self._call(me, "deltempuser", {"userid": userid}, repeatable=True)

    @operation("doorlock.openlock", effect=Effect.PHYSICAL)
    async def open_lock(self, me: str) -> None:
        """Open a lock.

        That the station took it does not mean that the lock is open: a sleeping C100 does not
        hear it.
        """
        await self._call(me, "openlock", {})

    async def _call(self, me: str, cmd: str, more: dict[str, Any], **options: Any) -> Any:
        args = {"me": check_text("me", me), "cmd": cmd, **more}
        return await self._session.set("doorlock", args, timeout=TIMEOUT, exact=True, **options)
