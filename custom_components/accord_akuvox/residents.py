"""The people of a unit, as actions of locks know users."""

from collections import Counter
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from ..accord.door_users import DoorUser, DoorUserBackend, DoorUserField, DoorUserLimits, Validity
from ..accord.protocol.akuvox import Capabilities, Person, Source, Window
from ..accord.protocol.errors import AlreadyExistsError, InvalidError, NotFoundError
from .const import DOMAIN
from .coordinator import AkuvoxCoordinator
from .readings import CARDS, RELAYS

LETTERS = "ABCD"
STORES = ("user/get", "privatekey/get", "rfkey/get")
FOREVER = datetime(2099, 12, 31, 23, 59)  # noqa: DTZ001 - by the unit's clock
"""End of a time that has none: units want both."""
MOST_CARDS = 7
"""Of one person: units cut the list after 63 characters."""
MOST_USES = 65535
_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)
_ALWAYS_SHOWN = Validity()
_WEEKLY = {DoorUserField.WEEKDAYS, DoorUserField.START_TIME, DoorUserField.END_TIME}
_DATES = {DoorUserField.START, DoorUserField.END}


def residents_of(coordinator: AkuvoxCoordinator, letter: str = "") -> DoorUserBackend | None:
    """Return who keeps the people; None where the unit keeps none.

    New people may switch the relay ``letter``, unless they are given others.
    """
    has = coordinator.data.capabilities
    return Residents(coordinator, letter) if any(store in has for store in STORES) else None


class Residents:
    """The people of one unit, whichever door they are asked of.

    Ids are the numbers that a unit shows. Older units have none: there each code and each card
    is an entry of its own, and its id is that of its row.
    """

    def __init__(self, coordinator: AkuvoxCoordinator, letter: str = "") -> None:
        """Speak through the coordinator's client."""
        self._coordinator = coordinator
        self._persons = coordinator.client.persons
        self._letter = letter
        self._relays = RelayNames(coordinator)

    @property
    def limits(self) -> DoorUserLimits:
        """Return what the unit's store can keep."""
        has = self._coordinator.data.capabilities
        newer = self._persons.newer
        return DoorUserLimits(
            fields=frozenset(_fields(has, several=len(self._relays.names) > 1)),
            codes=1,
            cards=MOST_CARDS if newer else 1,
            code_digits=range(4, 9) if newer else range(2, 13),
            relays=self._relays.names,
            uses=MOST_USES,
        )

    async def list_users(self) -> Sequence[DoorUser]:
        """Return everybody, read now."""
        return list((await self._read()).values())

    async def add_user(self, user: DoorUser) -> DoorUser:
        """Add somebody. Raises InvalidError, AlreadyExistsError, UnsupportedError, and so on."""
        if self._persons.newer:
            if user.id and any(one.number == user.id for one in await self._persons.list()):
                raise AlreadyExistsError(f"there is a user with the number {user.id}")
        else:
            self._check_older(user)
        new = Person(name=user.name, number=user.id, relays=self._relays.digits((self._letter,)))
        (made,) = await self._change(self._persons.add(self._with(new, user, DoorUser(id=""))))
        return await self._kept(made.id)

    async def modify_user(self, old: DoorUser, new: DoorUser) -> DoorUser:
        """Change somebody; what is the same in ``old`` and ``new`` stays as the unit has it."""
        person = await self._person(old.id)
        await self._change(self._persons.modify(self._with(person, new, old)))
        return await self._kept(person.id)

    async def delete_user(self, user: DoorUser) -> None:
        """Take somebody's access away."""
        person = await self._person(user.id)
        await self._change(self._persons.delete(person.id))

    # --- Below: ids --------------------------------------------------------------------------

    async def _read(self) -> Mapping[str, DoorUser]:
        """Return everybody by the id of their row."""
        found = await self._persons.list()
        numbers = Counter(one.number for one in found)
        return {
            one.id: self._shown(one, one.number if numbers[one.number] == 1 else "")
            for one in found
        }

    async def _person(self, user_id: str) -> Person:
        """Return the row of a user. Raises NotFoundError."""
        for row_id, user in (await self._read()).items():
            if user.id == user_id:
                return await self._persons.get(row_id)
        raise NotFoundError(f"there is no user {user_id}")

    async def _kept(self, row_id: str) -> DoorUser:
        found = (await self._read()).get(row_id)
        if found is None:
            raise NotFoundError("the unit does not list the user any more")
        return found

    async def _change[T](self, command: Awaitable[T]) -> T:
        return await self._coordinator.async_change(command, CARDS)

    def _check_older(self, user: DoorUser) -> None:
        if user.id:
            raise InvalidError("this unit numbers its entries itself")
        if user.codes and user.cards:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="code_or_card",
                translation_placeholders={"name": self._coordinator.name},
            )

    # --- Below: people as users, and back ----------------------------------------------------

    def _shown(self, person: Person, number: str) -> DoorUser:
        return DoorUser(
            id=number or person.id,
            name=person.name,
            codes=(person.pin,) if person.pin else (),
            cards=person.cards,
            relays=self._relays.of(person.relays),
            validity=_validity(person),
            source="cloud" if person.source is Source.CLOUD else "local",
            editable=person.editable,
        )

    def _with(self, person: Person, new: DoorUser, old: DoorUser) -> Person:
        """Return a person with what differs between ``old`` and ``new``."""
        changes: dict[str, Any] = {"name": new.name}
        if new.codes != old.codes:
            changes["pin"] = new.codes[0] if new.codes else ""
        if new.cards != old.cards:
            changes["cards"] = new.cards
        if new.relays != old.relays:
            changes["relays"] = self._relays.digits(new.relays)
        if new.validity != old.validity:
            changes |= _times(new.validity)
        return replace(person, **changes)


class RelayNames:
    """What the relays of a unit are called: by their names there, else by their letters."""

    def __init__(self, coordinator: AkuvoxCoordinator) -> None:
        """Look at the unit's settings."""
        settings = coordinator.data.get(RELAYS)
        letters = sorted(coordinator.data.poll.relays) or ["A"]
        named = {
            letter: one.name.strip() or letter
            for letter in letters
            if settings is not None and (one := settings.relays.get(letter)) is not None
        }
        found = {letter: named.get(letter, letter) for letter in letters}
        if len(set(found.values())) < len(found):
            found = {letter: letter for letter in letters}
        self._letters = found

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names."""
        return tuple(self._letters.values())

    def of(self, digits: str) -> tuple[str, ...]:
        """Return the names of relays such as "12"; none where there is but one."""
        if len(self._letters) == 1:
            return ()
        return tuple(
            name
            for letter, name in self._letters.items()
            if str(LETTERS.index(letter) + 1) in digits
        )

    def letter(self, name: str) -> str | None:
        """Return the letter of a relay that is called by its name or letter."""
        known = {
            **{one.casefold(): one for one in self._letters},
            **{name.casefold(): letter for letter, name in self._letters.items()},
        }
        return known.get(name.strip().casefold())

    def digits(self, names: Sequence[str]) -> str:
        """Return relays as units write them; the first one where none is named."""
        found = {self.letter(name) for name in names}
        chosen = [letter for letter in self._letters if letter in found]
        return "".join(str(LETTERS.index(letter) + 1) for letter in chosen) or "1"


def _fields(has: Capabilities, *, several: bool) -> set[DoorUserField]:
    found = {DoorUserField.RELAYS} if several else set()
    if "user/get" in has:
        found |= {DoorUserField.CODE, DoorUserField.CARD}
        return found | _WEEKLY | _DATES if "schedule/get" in has else found
    if "privatekey/get" in has:
        found |= {DoorUserField.CODE}
    if "rfkey/get" in has:
        found |= {DoorUserField.CARD, DoorUserField.USES}
    return found | _WEEKLY


def _validity(person: Person) -> Validity:
    """Return the times of a person; the unit's clock is taken to be in Home Assistant's zone."""
    window = person.window
    if window.always and person.valid_from is None and person.uses is None:
        return _ALWAYS_SHOWN
    weekly = len(window.days) == len(WEEKDAYS)
    return Validity(
        start=_from_unit(person.valid_from),
        end=_from_unit(person.valid_until),
        weekdays=None if weekly else tuple(WEEKDAYS[day] for day in window.days),
        start_time=None if window.all_day else _time(window.start),
        end_time=None if window.all_day else _time(window.end),
        uses=person.uses,
    )


def _times(validity: Validity) -> dict[str, Any]:
    """Return the members of a person for a validity."""
    days = tuple(range(7))
    if validity.weekdays is not None:
        days = tuple(sorted(WEEKDAYS.index(day) for day in validity.weekdays))
    start, end = validity.start_time or _MIDNIGHT, validity.end_time or _MIDNIGHT
    valid_from, valid_until = _to_unit(validity.start), _to_unit(validity.end)
    if valid_from is None and valid_until is not None:
        valid_from = _to_unit(dt_util.utcnow())
    if valid_until is None and valid_from is not None:
        valid_until = FOREVER
    return {
        "window": Window(days, f"{start:%H:%M}", f"{end:%H:%M}"),
        "valid_from": valid_from,
        "valid_until": valid_until,
        "uses": validity.uses,
    }


def _from_unit(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=dt_util.get_default_time_zone())


def _to_unit(moment: datetime | None) -> datetime | None:
    """Return a moment by the unit's clock, which knows no seconds there."""
    if moment is None:
        return None
    return dt_util.as_local(moment).replace(tzinfo=None, second=0, microsecond=0)


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return _LAST_MINUTE
