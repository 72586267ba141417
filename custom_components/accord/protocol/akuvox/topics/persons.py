"""People at the door, alike for both generations of stores."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from ...errors import (
    AccordError,
    AlreadyExistsError,
    ConflictError,
    DeviceError,
    InvalidError,
    NotFoundError,
    ProtocolError,
    UnsupportedError,
)
from ..codec import RowResult
from ..models.person import Person, PersonStore, person_id
from ..models.privatekey import PrivateKey
from ..models.rfkey import Admission, RfKey
from ..models.rows import NEW, card_number, check_relays, kept_card, same_card
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
        return _find(await self.list(), wanted)

    async def add(self, person: Person) -> tuple[Person, ...]:
        """Add somebody and return the rows that were made: the older stores want one each.

        All or none of them: raises AlreadyExistsError for a number, code or card that is in
        use, InvalidError, UnsupportedError for limits that the unit cannot keep.
        """
        if not person.pin and not person.cards:
            raise InvalidError("a person needs a code or a card")
        _check(person)
        known = await self.list()
        _check_unused(person, known)
        if self.newer:
            return (await self._add_user(person, known),)
        self._check_older(person)
        return await self._add_keys(person)

    async def modify(self, person: Person) -> None:
        """Change somebody to what is given, all else stays. Raises as ``add``, NotFoundError.

        ConflictError for people whom the cloud keeps. What is not changed is not judged.
        """
        store, row_id = _split(person.id)
        known = await self.list()
        before = _find(known, person.id)
        if not before.editable:
            raise ConflictError("this person is kept by the cloud, not by the unit")
        _check(person, before)
        _check_unused(person, known, before)
        if store is PersonStore.USER:
            await self._set_user(row_id, person, before)
            return
        self._check_older(person)
        await self._set_key(store, row_id, person, before)

    async def delete(self, wanted: str) -> None:
        """Delete somebody, and the schedule that was made for him. Raises NotFoundError."""
        person = await self.get(wanted)
        store, row_id = _split(wanted)
        if store is not PersonStore.USER:
            await self._delete_key(wanted)
            return
        await self._users.delete([row_id])
        await self._tidy_up(person.schedule)

    # --- The newer store -----------------------------------------------------------------------

    async def _known_schedules(self) -> Sequence[Schedule]:
        return await self._schedules.get() if self._has("schedule/get") else ()

    async def _add_user(self, person: Person, known: Sequence[Person]) -> Person:
        _check_unlimited(person)
        number = person.number or await self._next_number(known)
        row = User(
            user_id=number,
            name=person.name,
            cards=tuple(card_number(card) for card in person.cards),
            pin=person.pin,
        )
        row.check()
        if any(one.number == number for one in known):
            raise AlreadyExistsError(f"there is a user with the number {number}")
        schedule = await self._schedule_for(person)
        try:
            (kept,) = await self._users.add(
                [replace(row, access=(ScheduleRelay(schedule, person.relays),))]
            )
        except BaseException:
            await self._tidy_up(schedule)
            raise
        return replace(
            person, id=person_id(PersonStore.USER, kept.id), number=number, schedule=schedule
        )

    async def _next_number(self, known: Sequence[Person]) -> str:
        """Return a number that is free: the unit's proposal, if it has one."""
        taken = {one.number for one in known}
        with suppress(UnsupportedError, ProtocolError):
            if (number := str(await self._users.info())) not in taken:
                return number
        return str(max((int(one) for one in taken if one.isdecimal()), default=0) + 1)

    async def _set_user(self, row_id: str, person: Person, before: Person) -> None:
        _check_unlimited(person)
        row = next((one for one in await self._users.get() if one.id == row_id), None)
        if row is None:
            raise NotFoundError(f"there is nobody with the id {person.id}")
        cards = tuple(kept_card(card, row.cards) for card in person.cards)
        changed = replace(row, name=person.name, pin=person.pin, cards=cards)
        changed.check(row)
        schedule = before.schedule
        if _times(person) != _times(before):
            schedule = await self._schedule_for(person)
        if schedule != before.schedule or person.relays != before.relays:
            first = ScheduleRelay(schedule or ALWAYS, person.relays)
            changed = replace(changed, access=(first, *row.access[1:]))
        try:
            await self._users.set([changed])
        except BaseException:
            if schedule != before.schedule:
                await self._tidy_up(schedule)
            raise
        if schedule != before.schedule:
            await self._tidy_up(before.schedule)

    async def _schedule_for(self, person: Person) -> str:
        """Return the id of a schedule with the person's times; one is made unless always."""
        if person.window.always and person.valid_from is None and person.valid_until is None:
            return ALWAYS
        if not self._has("schedule/get"):
            raise UnsupportedError("this unit's firmware offers no schedules over its API")
        return (await self._schedules.add(to_schedule(person))).id

    async def _tidy_up(self, schedule_id: str) -> None:
        """Delete a schedule that was made here and is used no more; one that stays does no harm."""
        if not self._has("schedule/get") or schedule_id in ("", ALWAYS):
            return
        with suppress(AccordError):
            known = {one.id: one for one in await self._schedules.get()}
            if schedule_id not in known or not known[schedule_id].name.startswith(OWN_SCHEDULE):
                return
            users = await self._users.get()
            if not any(one.schedule == schedule_id for user in users for one in user.access):
                await self._schedules.delete([schedule_id])

    # --- The older stores ----------------------------------------------------------------------

    async def _add_keys(self, person: Person) -> tuple[Person, ...]:
        codes = [to_code(person)] if person.pin else []
        cards = [to_card(person, number) for number in person.cards]
        for code in codes:
            code.check()
        for card in cards:
            card.check()
        made: list[Person] = []
        try:
            for code in codes:
                row_id = _told(await self._codes.add([code])) or await self._find_code(code)
                found = person_id(PersonStore.PIN, row_id)
                made.append(replace(person, id=found, cards=()))
            for card in cards:
                row_id = _told(await self._cards.add([card])) or await self._find_card(card)
                found = person_id(PersonStore.CARD, row_id)
                made.append(replace(person, id=found, pin="", cards=(card.code,)))
        except AccordError:
            for one in made:
                with suppress(AccordError):
                    await self._delete_key(one.id)
            raise
        return tuple(made)

    async def _find_code(self, row: PrivateKey) -> str:
        for one in await self._codes.get():
            if (one.name, one.code) == (row.name, row.code):
                return one.id
        raise DeviceError("privatekey/add: the unit took the code, but does not list it")

    async def _find_card(self, row: RfKey) -> str:
        for one in await self._cards.get():
            if one.name == row.name and same_card(one.code, row.code):
                return one.id
        raise DeviceError("rfkey/add: the unit took the card, but does not list it")

    async def _delete_key(self, wanted: str) -> None:
        store, row_id = _split(wanted)
        await (self._codes if store is PersonStore.PIN else self._cards).delete([row_id])

    async def _set_key(
        self, store: PersonStore, row_id: str, person: Person, before: Person
    ) -> None:
        if store is PersonStore.PIN:
            if person.cards or not person.pin:
                raise InvalidError("this entry is a code: it has a pin and no cards")
            await self._codes.set([replace(to_code(person), id=row_id)])
            return
        if person.pin or len(person.cards) != 1:
            raise InvalidError("this entry is a card: it has one card and no pin")
        row = next((one for one in await self._cards.get() if one.id == row_id), None)
        if row is None:
            raise NotFoundError(f"there is nobody with the id {person.id}")
        card = kept_card(person.cards[0], (row.code,))
        changed = replace(to_card(person, card), id=row_id)
        if (person.uses, person.window) == (before.uses, before.window):
            changed = replace(changed, admission=row.admission, uses=row.uses)
        elif row.admission == Admission.FORBIDDEN:
            changed = replace(changed, admission=row.admission)
        await self._cards.set([changed])

    def _check_older(self, person: Person) -> None:
        if person.valid_from is not None or person.valid_until is not None:
            raise UnsupportedError("this unit keeps days and hours, but no dates")
        if person.pin and not self._has("privatekey/get"):
            raise UnsupportedError("this unit keeps no codes")
        if person.cards and not self._has("rfkey/get"):
            raise UnsupportedError("this unit keeps no cards")
        if person.uses is not None and person.pin:
            raise UnsupportedError("this unit limits how often a card opens, but no code")


def _check(person: Person, before: Person | None = None) -> None:
    if before is None or person.relays != before.relays:
        check_relays(person.relays)
    if before is None or person.window != before.window:
        person.window.check()
    start, end = person.valid_from, person.valid_until
    if start is not None and end is not None and end <= start:
        raise InvalidError("the end must lie after the start")


def _check_unused(person: Person, known: Sequence[Person], before: Person | None = None) -> None:
    """Raise AlreadyExistsError for a new code or card that somebody else has."""
    pin = "" if before is not None and person.pin == before.pin else person.pin
    had = () if before is None else before.cards
    cards = [card_number(card) for card in person.cards if card not in had]
    for one in known:
        if before is not None and one.id == before.id:
            continue
        if pin and one.pin == pin:
            raise AlreadyExistsError("the code belongs to somebody else")
        if any(same_card(card, other) for card in cards for other in one.cards):
            raise AlreadyExistsError("the card belongs to somebody else")


def _check_unlimited(person: Person) -> None:
    if person.uses is not None:
        raise UnsupportedError("this unit cannot limit how often somebody opens")


def _find(known: Sequence[Person], wanted: str) -> Person:
    found = next((one for one in known if one.id == wanted), None)
    if found is None:
        raise NotFoundError(f"there is nobody with the id {wanted}")
    return found


def _split(wanted: str) -> tuple[PersonStore, str]:
    store, _, row_id = wanted.partition(":")
    try:
        return PersonStore(store), row_id
    except ValueError:
        raise NotFoundError(f"there is nobody with the id {wanted}") from None


def _times(person: Person) -> tuple[object, ...]:
    return person.window, person.valid_from, person.valid_until


def _told(results: Sequence[RowResult]) -> str:
    """Return the id of a row that was just made; some firmware does not tell it."""
    row_id = results[0].id if results else ""
    return row_id if row_id.isdecimal() and row_id != NEW else ""
