"""The people at a lock, as actions of locks know users, whatever the lock's generation."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

from ..accord.door_users import (
    ATTR_USER_ID,
    ATTR_USER_NAME,
    Credential,
    DoorUser,
    DoorUserField,
    DoorUserLimits,
    Validity,
)
from ..accord.protocol.errors import InvalidError, NotFoundError, UnsupportedError
from ..accord.protocol.lifesmart import (
    Limit,
    Limits,
    LockGeneration,
    LockPerson,
    NewPerson,
    PersonChange,
    SwifteUser,
    UserKind,
    Window,
    number_of,
)
from .coordinator import LifeSmartCoordinator
from .lock_events import ADDED, CHANGED, DELETED, codes_signal
from .readings import LOCK_USERS, SWIFTE_INFO, V3_INFO, LifeSmartReading

_LIMITS = {
    DoorUserField.START,
    DoorUserField.END,
    DoorUserField.WEEKDAYS,
    DoorUserField.START_TIME,
    DoorUserField.END_TIME,
    DoorUserField.USES,
}
_KEPT: Mapping[LockGeneration, DoorUserLimits] = {
    LockGeneration.ORDINARY: DoorUserLimits(
        fields=frozenset({DoorUserField.CODE, *_LIMITS}), code_digits=range(6, 13)
    ),
    LockGeneration.V3: DoorUserLimits(
        fields=frozenset({DoorUserField.CODE}), code_digits=range(6, 25)
    ),
    LockGeneration.SWIFTE: DoorUserLimits(
        fields=frozenset({DoorUserField.CODE, DoorUserField.CARD}), code_digits=range(4, 9)
    ),
}
_CREDENTIALS: Mapping[UserKind, frozenset[Credential]] = {
    UserKind.PASSWORD: frozenset({Credential.CODE}),
    UserKind.TEMPORARY: frozenset({Credential.CODE}),
    UserKind.FINGER: frozenset({Credential.FINGERPRINT}),
    UserKind.NFC: frozenset({Credential.CARD}),
    UserKind.UNKNOWN: frozenset(),
}
_COUNTED: Mapping[LockGeneration, LifeSmartReading[Any]] = {
    LockGeneration.ORDINARY: LOCK_USERS,
    LockGeneration.V3: V3_INFO,
    LockGeneration.SWIFTE: SWIFTE_INFO,
}
_MIDNIGHT, _LAST_SECOND = time(0), time(23, 59, 59)
ATTR_ADMIN = "admin"
ATTR_UPDATE = "update_existing"
ATTR_TIME_LIMIT = "time_limit_raw"
ATTR_NOTE = "note"
ATTR_OLD_CODE = "old_code"
_OWN: Mapping[LockGeneration, frozenset[str]] = {
    LockGeneration.ORDINARY: frozenset({ATTR_NOTE, ATTR_OLD_CODE}),
    LockGeneration.V3: frozenset(),
    LockGeneration.SWIFTE: frozenset({ATTR_ADMIN, ATTR_UPDATE, ATTR_TIME_LIMIT}),
}
FIELDS = frozenset().union(*(limits.fields for limits in _KEPT.values()))


class LockPeople:
    """The people of one lock. Codes are told by no lock: they are written only."""

    def __init__(
        self, coordinator: LifeSmartCoordinator, me: str, generation: LockGeneration
    ) -> None:
        """Speak through the coordinator's client."""
        self._coordinator = coordinator
        self._users = coordinator.client.lock_users
        self._lock = (me, generation)

    @property
    def limits(self) -> DoorUserLimits:
        """Return what locks of the generation keep."""
        return replace(_KEPT[self._lock[1]], own=_OWN[self._lock[1]])

    async def list_users(self) -> Sequence[DoorUser]:
        """Return everybody, read from the lock now."""
        return [self._shown(person) for person in await self._users.list(*self._lock)]

    async def add_user(self, user: DoorUser) -> DoorUser:
        """Add somebody, once. Raises AlreadyExistsError, LimitError, UnsupportedError."""
        new = NewPerson(
            name=user.name if self._keeps_names else "",
            password=user.codes[0] if user.codes else None,
            card=user.cards[0] if user.cards else None,
            limits=_limits(user.validity),
            number=_number(user.id),
            admin=user.own.get(ATTR_ADMIN, 0),
            update=user.own.get(ATTR_UPDATE, False),
            time_limit_raw=user.own.get(ATTR_TIME_LIMIT),
        )
        with self._told_again():
            person = await self._users.add(*self._lock, new)
        self._keep_name(person.id, user.name)
        self._tell(ADDED, {ATTR_USER_ID: person.id, ATTR_USER_NAME: user.name})
        return self._shown(person)

    async def modify_user(self, old: DoorUser, new: DoorUser) -> DoorUser:
        """Change somebody; a limit that is gone is cleared."""
        before, after = _limits(old.validity), _limits(new.validity)
        renamed = new.name != old.name
        change = PersonChange(
            name=new.name if renamed and self._keeps_names else None,
            password=new.codes[0] if new.codes and new.codes != old.codes else None,
            old_password=new.own.get(ATTR_OLD_CODE),
            note=new.own.get(ATTR_NOTE),
            limits=_changed(before, after),
            clear=tuple(_gone(before, after)),
        )
        if change != PersonChange():
            with self._told_again():
                await self._users.modify(*self._lock, old.id, change)
        if renamed:
            self._keep_name(old.id, new.name)
        found = [one for one in await self.list_users() if one.id == old.id]
        if not found:
            raise NotFoundError("the lock does not list the user any more")
        self._tell(CHANGED, {ATTR_USER_ID: new.id, ATTR_USER_NAME: new.name})
        return found[0]

    async def delete_user(self, user: DoorUser) -> None:
        """Take somebody's access away."""
        with self._told_again():
            await self._users.delete(*self._lock, user.id)
        self._keep_name(user.id, "")
        self._tell(DELETED, {ATTR_USER_ID: user.id, ATTR_USER_NAME: user.name})

    async def swifte_user(self, user_id: str) -> SwifteUser:
        """Return a user of a SWIFTE lock with the code. Raises UnsupportedError at others."""
        me, generation = self._lock
        if generation is not LockGeneration.SWIFTE:
            raise UnsupportedError("only SWIFTE locks tell more of a user")
        return await self._coordinator.client.swifte.get_user(me, _number(user_id) or 0)

    async def delete_group(self, admin: int) -> None:
        """Delete all users of an admin of a SWIFTE lock. Raises UnsupportedError at others."""
        me, generation = self._lock
        if generation is not LockGeneration.SWIFTE:
            raise UnsupportedError("only SWIFTE locks have users of administrators")
        with self._told_again():
            await self._users.delete_group(me, admin)
        self._tell(DELETED, {ATTR_ADMIN: admin})

    def name_of(self, user_id: str) -> str:
        """Return what Home Assistant calls a user, empty where it has no name."""
        return self._name_of(user_id) or ""

    def _tell(self, kind: str, data: Mapping[str, Any]) -> None:
        """Have the lock's event entity tell that a code was added, changed or deleted."""
        entry = self._coordinator.config_entry
        async_dispatcher_send(
            self._coordinator.hass, codes_signal(entry.entry_id, self._lock[0]), kind, data
        )

    @contextmanager
    def _told_again(self) -> Generator[None]:
        """Have the number of users read again, also where nobody knows what came of a change."""
        me, generation = self._lock
        try:
            yield
        finally:
            self._coordinator.read_soon(_COUNTED[generation], part=me)
            self._coordinator.async_refresh_soon()

    @property
    def _keeps_names(self) -> bool:
        return self._lock[1] is LockGeneration.ORDINARY

    def _name_of(self, person_id: str) -> str | None:
        return self._coordinator.name_of_person(self._lock[0], number_of(person_id))

    def _keep_name(self, person_id: str, name: str) -> None:
        """Keep names here too: most locks know numbers only, and events tell nothing else."""
        if number := number_of(person_id):
            self._coordinator.async_name_person(self._lock[0], number, name)

    def _shown(self, person: LockPerson) -> DoorUser:
        return DoorUser(
            id=person.id,
            name=person.name or self._name_of(person.id) or "",
            credentials=_CREDENTIALS[person.kind],
            validity=_validity(person.limits),
            editable=person.editable or person.deletable,
        )


def _number(user_id: str) -> int | None:
    """Return the number that was asked for. Raises InvalidError."""
    if not user_id:
        return None
    if not (number := number_of(user_id)):
        raise InvalidError("parameter user_id must be a number")
    return number


def _validity(limits: Limits) -> Validity:
    window = limits.window
    return Validity(
        start=None if limits.starts is None else dt_util.utc_from_timestamp(limits.starts),
        end=None if limits.ends is None else dt_util.utc_from_timestamp(limits.ends),
        weekdays=None if window is None else _weekdays(window),
        start_time=None if window is None else time.fromisoformat(window.start),
        end_time=None if window is None else time.fromisoformat(window.end),
        uses=limits.uses,
    )


def _weekdays(window: Window) -> tuple[str, ...] | None:
    """Return days in Home Assistant's words, None for all; the lock's week begins on Sunday."""
    days = tuple(day for day in WEEKDAYS if _day(day) in window.days)
    return None if len(days) == len(WEEKDAYS) else days


def _day(weekday: str) -> int:
    return (WEEKDAYS.index(weekday) + 1) % 7 + 1


def _limits(validity: Validity) -> Limits:
    """Return the lock's form, in which a period has two ends. Raises InvalidError."""
    start, end = validity.start, validity.end
    if start is not None and end is None:
        raise InvalidError("parameter end must be given where start is")
    if start is None and end is not None:
        start = dt_util.utcnow().replace(second=0)
    return Limits(
        uses=validity.uses,
        starts=_seconds(start),
        ends=_seconds(end),
        window=_window(validity),
    )


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _window(validity: Validity) -> Window | None:
    if validity.weekdays is None and validity.start_time is None and validity.end_time is None:
        return None
    days = validity.weekdays or tuple(WEEKDAYS)
    return Window(
        start=_clock(validity.start_time or _MIDNIGHT),
        end=_clock(validity.end_time or _LAST_SECOND),
        days=tuple(sorted(_day(day) for day in days)),
    )


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M:%S")


def _changed(before: Limits, after: Limits) -> Limits:
    """Return the limits that are new or other than before."""
    period = (after.starts, after.ends) != (before.starts, before.ends)
    return Limits(
        uses=after.uses if after.uses != before.uses else None,
        starts=after.starts if period else None,
        ends=after.ends if period else None,
        window=after.window if after.window != before.window else None,
    )


def _gone(before: Limits, after: Limits) -> list[Limit]:
    found = {
        Limit.USES: (before.uses, after.uses),
        Limit.PERIOD: (before.ends, after.ends),
        Limit.WINDOW: (before.window, after.window),
    }
    return [limit for limit, (old, new) in found.items() if old is not None and new is None]
