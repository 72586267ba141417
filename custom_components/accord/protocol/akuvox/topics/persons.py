"""People at the door, alike for both generations of stores."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from ...errors import AlreadyExistsError, InvalidError, NotFoundError, UnsupportedError
from ..codec import RowResult
from ..models.person import Person, PersonStore, person_id
from ..models.rows import card_number, check_relays, same_card
from ..models.schedule import Schedule
from ..models.user import ALWAYS, ScheduleRelay, User
from ..people import OWN_SCHEDULE, from_card, from_code, from_user, to_card, to_code, to_schedule
from .privatekey import PrivateKeyTopic
from .rfkey import RfKeyTopic
from .schedule import ScheduleTopic
from .user import UserTopic


class Has(Protocol):
    """Tells what the unit was found to answer."""

    def __call__(self, capability: str, /) -> bool:
        """Tell it for one harmless read, such as ``user/get``."""


class PersonsTopic:
    """Lists, adds, changes and deletes people."""

    def __init__(
        self,
        users: UserTopic,
        schedules: ScheduleTopic,
        codes: PrivateKeyTopic,
        cards: RfKeyTopic,
        has: Has,
    ) -> None:
        """Use the stores that the unit ``has``."""
        self._users = users
        self._schedules = schedules
        self._codes = codes
        self._cards = cards
        self._has = has

    @property
    def newer(self) -> bool:
        """Tell whether the unit has the newer store: then it is the one that counts."""
        return self._has("user/get")

    async def list(self) -> tuple[Person, ...]:
        """Return everybody. Raises UnsupportedError where the unit has no store."""
        if self.newer:
            schedules = {one.id: one for one in await self._known_schedules()}
            return tuple(from_user(one, schedules) for one in await self._users.get())
        found: list[Person] = []
        if self._has("privatekey/get"):
            found += [from_code(one) for one in await self._codes.get()]
        if self._has("rfkey/get"):
            found += [from_card(one) for one in await self._cards.get()]
        if not found and not self._has("privatekey/get") and not self._has("rfkey/get"):
            raise UnsupportedError("the unit keeps no people")
        return tuple(found)

    async def get(self, wanted: str) -> Person:
        """Return one by id. Raises NotFoundError."""
        found = next((one for one in await self.list() if one.id == wanted), None)
        if found is None:
            raise NotFoundError(f"there is nobody with the id {wanted}")
        return found

    async def add(self, person: Person) -> tuple[Person, ...]:
        """Add somebody and return the rows that were made: the older stores want one each.

        Raises AlreadyExistsError for a code or card that is in use, InvalidError,
        UnsupportedError for limits that the unit cannot keep.
        """
        _check(person)
        known = await self.list()
        _check_unused(person, known)
        if self.newer:
            return (await self._add_user(person),)
        self._check_older(person)
        made: list[Person] = []
        if person.pin:
            rows = await self._codes.add([to_code(person)])
            made.append(replace(person, id=_made(PersonStore.PIN, rows), cards=()))
        for card in person.cards:
            rows = await self._cards.add([to_card(person, card)])
            made.append(replace(person, id=_made(PersonStore.CARD, rows), pin="", cards=(card,)))
        return tuple(made)

    async def modify(self, person: Person) -> None:
        """Change somebody to what is given, all else stays. Raises as ``add``, NotFoundError."""
        _check(person)
        before = await self.get(person.id)
        known = [one for one in await self.list() if one.id != person.id]
        _check_unused(person, known)
        store, row_id = _split(person.id)
        if store is PersonStore.USER:
            await self._set_user(row_id, person, before)
            return
        self._check_older(person)
        await self._set_key(store, row_id, person)

    async def delete(self, wanted: str) -> None:
        """Delete somebody, and the schedule that was made for him. Raises NotFoundError."""
        person = await self.get(wanted)
        store, row_id = _split(wanted)
        if store is PersonStore.USER:
            await self._users.delete([row_id])
            await self._forget_schedule(person.schedule)
        elif store is PersonStore.PIN:
            await self._codes.delete([row_id])
        else:
            await self._cards.delete([row_id])

    # --- The newer store -----------------------------------------------------------------------

    async def _known_schedules(self) -> Sequence[Schedule]:
        return await self._schedules.get() if self._has("schedule/get") else ()

    async def _add_user(self, person: Person) -> Person:
        if person.uses is not None:
            raise UnsupportedError("this unit cannot limit how often somebody opens")
        number = person.number or str(await self._users.info())
        schedule = await self._schedule_for(person)
        row = User(
            user_id=number,
            name=person.name,
            cards=tuple(card_number(card) for card in person.cards),
            pin=person.pin,
            access=(ScheduleRelay(schedule, person.relays),),
        )
        try:
            (kept,) = await self._users.add([row])
        except BaseException:
            await self._forget_schedule(schedule)
            raise
        return replace(
            person, id=person_id(PersonStore.USER, kept.id), number=number, schedule=schedule
        )

    async def _set_user(self, row_id: str, person: Person, before: Person) -> None:
        if person.uses is not None:
            raise UnsupportedError("this unit cannot limit how often somebody opens")
        row = next(one for one in await self._users.get() if one.id == row_id)
        schedule, access = before.schedule, row.access
        if _times(person) != _times(before):
            schedule = await self._schedule_for(person)
        if schedule != before.schedule or person.relays != before.relays:
            access = (ScheduleRelay(schedule or ALWAYS, person.relays), *row.access[1:])
        cards = tuple(card_number(card) for card in person.cards)
        await self._users.set(
            [replace(row, name=person.name, pin=person.pin, cards=cards, access=access)]
        )
        if schedule != before.schedule:
            await self._forget_schedule(before.schedule)

    async def _schedule_for(self, person: Person) -> str:
        """Return the id of a schedule with the person's times; one is made unless always."""
        if person.window.always and person.valid_from is None and person.valid_until is None:
            return ALWAYS
        if not self._has("schedule/get"):
            raise UnsupportedError("this unit's firmware offers no schedules over its API")
        return (await self._schedules.add(to_schedule(person))).id

    async def _forget_schedule(self, schedule_id: str) -> None:
        """Delete a schedule that was made here and that nobody uses any more."""
        if not self._has("schedule/get") or schedule_id in ("", ALWAYS):
            return
        known = {one.id: one for one in await self._schedules.get()}
        if schedule_id not in known or not known[schedule_id].name.startswith(OWN_SCHEDULE):
            return
        users = await self._users.get()
        if not any(one.schedule == schedule_id for user in users for one in user.access):
            await self._schedules.delete([schedule_id])

    # --- The older stores ----------------------------------------------------------------------

    async def _set_key(self, store: PersonStore, row_id: str, person: Person) -> None:
        if store is PersonStore.PIN:
            if person.cards or not person.pin:
                raise InvalidError("this entry is a code: it has a pin and no cards")
            code = next(one for one in await self._codes.get() if one.id == row_id)
            await self._codes.set([replace(to_code(person), id=row_id, extra=code.extra)])
            return
        if person.pin or len(person.cards) != 1:
            raise InvalidError("this entry is a card: it has one card and no pin")
        card = next(one for one in await self._cards.get() if one.id == row_id)
        changed = to_card(person, person.cards[0])
        await self._cards.set([replace(changed, id=row_id, extra=card.extra)])

    def _check_older(self, person: Person) -> None:
        if person.valid_from is not None or person.valid_until is not None:
            raise UnsupportedError("this unit keeps days and hours, but no dates")
        if person.pin and not self._has("privatekey/get"):
            raise UnsupportedError("this unit keeps no codes")
        if person.cards and not self._has("rfkey/get"):
            raise UnsupportedError("this unit keeps no cards")
        if person.uses is not None and person.pin:
            raise UnsupportedError("this unit limits how often a card opens, but no code")


def _check(person: Person) -> None:
    if not person.pin and not person.cards:
        raise InvalidError("a person needs a code or a card")
    check_relays(person.relays)
    person.window.check()
    start, end = person.valid_from, person.valid_until
    if start is not None and end is not None and end <= start:
        raise InvalidError("the end must lie after the start")


def _check_unused(person: Person, known: Sequence[Person]) -> None:
    for one in known:
        if person.pin and one.pin == person.pin:
            raise AlreadyExistsError("the code belongs to somebody else")
        if any(same_card(card_number(a), b) for a in person.cards for b in one.cards):
            raise AlreadyExistsError("the card belongs to somebody else")


def _split(wanted: str) -> tuple[PersonStore, str]:
    store, _, row_id = wanted.partition(":")
    try:
        return PersonStore(store), row_id
    except ValueError:
        raise NotFoundError(f"there is nobody with the id {wanted}") from None


def _times(person: Person) -> tuple[object, ...]:
    return person.window, person.valid_from, person.valid_until


def _made(store: PersonStore, rows: Sequence[RowResult]) -> str:
    """Return the id of a row that was just made; some firmware does not tell it."""
    return person_id(store, rows[0].id if rows else "")
