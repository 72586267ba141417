"""One vocabulary for people and codes at locks, whoever made the lock.

A vendor's package

1. implements ``DoorUserBackend`` for its locks and returns it from the property ``door_users``
   of its lock entities (None where a lock keeps no users);
2. takes ``door_user_actions(...)`` (of the module of that name) into its table ``ACTIONS``, with
   the fields that its locks know and the operations that each action reaches;
3. may add fields of its own to them, which come to its locks as ``DoorUser.own``;
4. copies the four actions from ``scripts/data/door_users/`` into its ``services.yaml``,
   ``icons.json`` and translations, without the fields that its locks do not know; the tests of
   this module compare them.

The actions are ``list_users``, ``add_user``, ``modify_user`` and ``delete_user``, aimed at lock
entities. ``user_id`` and ``user_name`` are called as in Home Assistant's Z-Wave and Matter locks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
import re
from typing import Any, Protocol

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from .const import DOMAIN

ATTR_USER_ID = "user_id"
ATTR_USER_NAME = "user_name"
ATTR_INCLUDE_CODES = "include_codes"
ATTR_CLEAR_LIMITS = "clear_limits"

MASKED = "****"
_CARD = re.compile("[0-9A-F]{4,64}")
_BETWEEN = re.compile("[ :-]")


class DoorUserField(StrEnum):
    """What a lock may know of a user besides number and name; fields of the actions."""

    CODE = "code"
    CARD = "card"
    RELAYS = "relays"
    START = "start"
    END = "end"
    WEEKDAYS = "weekdays"
    START_TIME = "start_time"
    END_TIME = "end_time"
    USES = "uses"


class Credential(StrEnum):
    """What a user opens with."""

    CODE = "code"
    CARD = "card"
    FINGERPRINT = "fingerprint"
    FACE = "face"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """When a user may come in; what is None does not limit."""

    start: datetime | None = None
    end: datetime | None = None
    weekdays: tuple[str, ...] | None = None
    """Of ``mon`` to ``sun``."""
    start_time: time | None = None
    end_time: time | None = None
    """Of the day, by the lock's clock; both or none."""
    uses: int | None = None
    """How often: 1 for a code that is used once."""


ALWAYS = Validity()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorUser:
    """One person as a lock knows them."""

    id: str
    """By which the lock's users are told apart; empty for one that the lock is to number."""
    name: str = ""
    codes: tuple[str, ...] = field(default=(), repr=False)
    cards: tuple[str, ...] = field(default=(), repr=False)
    credentials: frozenset[Credential] = frozenset()
    """What the lock says of how the user comes in, beyond the codes and cards it tells."""
    relays: tuple[str, ...] = ()
    """Names of the relays that the user may switch; empty where there is one."""
    validity: Validity = ALWAYS
    own: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False)
    """Fields of the vendor's own, as they were given."""
    source: str = "local"
    """Who keeps the user: the lock, or a cloud that writes into it."""
    editable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorUserLimits:
    """What one lock can keep."""

    fields: frozenset[DoorUserField]
    name_length: int = 63
    codes: int = 1
    """Most codes of one user, and most cards."""
    cards: int = 1
    code_digits: range = range(4, 9)
    relays: tuple[str, ...] = ()
    uses: int = 1
    """Largest number of uses."""
    own: frozenset[str] = frozenset()
    """Fields of the vendor's own that the lock knows."""


class DoorUserBackend(Protocol):
    """The users of one lock. Methods raise AccordError, or Home Assistant's translated errors."""

    @property
    def limits(self) -> DoorUserLimits:
        """Return what the lock can keep."""

    async def list_users(self) -> Sequence[DoorUser]:
        """Return all users, read from the lock now."""

    async def add_user(self, user: DoorUser) -> DoorUser:
        """Add a user and return how the lock keeps them."""

    async def modify_user(self, old: DoorUser, new: DoorUser) -> DoorUser:
        """Change a user, whose id stays, and return how the lock keeps them."""

    async def delete_user(self, user: DoorUser) -> None:
        """Take a user's access away."""


# --- From the fields of an action and into its answer ----------------------------------------

LIMITS = (
    DoorUserField.START,
    DoorUserField.END,
    DoorUserField.WEEKDAYS,
    DoorUserField.START_TIME,
    DoorUserField.END_TIME,
    DoorUserField.USES,
)
"""The fields that say when a user may come in; members of ``Validity``."""


def with_fields(user: DoorUser, data: Mapping[str, Any]) -> DoorUser:
    """Return a user with what the fields of an action say; what they do not name stays."""
    validity = ALWAYS if data.get(ATTR_CLEAR_LIMITS) else user.validity
    limits = {one.value: data[one] for one in LIMITS if one in data}
    for moment in (DoorUserField.START, DoorUserField.END):
        if moment in limits:
            limits[moment] = _in_time_zone(limits[moment])
    if DoorUserField.WEEKDAYS in limits:
        limits[DoorUserField.WEEKDAYS] = tuple(limits[DoorUserField.WEEKDAYS])
    return replace(
        user,
        name=data.get(ATTR_USER_NAME, user.name),
        codes=tuple(data.get(DoorUserField.CODE, user.codes)),
        cards=tuple(_BETWEEN.sub("", card).upper() for card in data[DoorUserField.CARD])
        if DoorUserField.CARD in data
        else user.cards,
        relays=tuple(data.get(DoorUserField.RELAYS, user.relays)),
        validity=replace(validity, **limits),
    )


def _in_time_zone(moment: datetime) -> datetime:
    """Return a moment in a time zone: Home Assistant's, unless it names another."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt_util.get_default_time_zone())


def as_response(user: DoorUser, *, include_codes: bool) -> JsonObjectType:
    """Return a user as answers of actions show one; codes and cards are masked as a rule."""

    def secrets(values: tuple[str, ...]) -> list[JsonValueType]:
        return [value if include_codes else MASKED for value in values]

    credentials = set(user.credentials)
    credentials |= {Credential.CODE} if user.codes else set()
    credentials |= {Credential.CARD} if user.cards else set()
    limits = user.validity
    return {
        ATTR_USER_ID: user.id,
        ATTR_USER_NAME: user.name,
        "credentials": list[JsonValueType](sorted(one.value for one in credentials)),
        DoorUserField.CODE.value: secrets(user.codes),
        DoorUserField.CARD.value: secrets(user.cards),
        DoorUserField.RELAYS.value: list[JsonValueType](user.relays),
        DoorUserField.START.value: limits.start.isoformat() if limits.start else None,
        DoorUserField.END.value: limits.end.isoformat() if limits.end else None,
        DoorUserField.WEEKDAYS.value: None
        if limits.weekdays is None
        else list[JsonValueType](limits.weekdays),
        DoorUserField.START_TIME.value: limits.start_time.isoformat()
        if limits.start_time
        else None,
        DoorUserField.END_TIME.value: limits.end_time.isoformat() if limits.end_time else None,
        DoorUserField.USES.value: limits.uses,
        "source": user.source,
        "editable": user.editable,
    }


# --- Checks before a lock is asked -----------------------------------------------------------


def check_user(name: str, limits: DoorUserLimits, data: Mapping[str, Any], user: DoorUser) -> None:
    """Refuse what the lock called ``name`` cannot keep, before it is asked.

    ``data`` has the fields that were given: what a user had before is not looked at. Raises a
    translated ServiceValidationError, never with a code or card in it.
    """
    unknown = [one.value for one in DoorUserField if one in data and one not in limits.fields]
    if unknown := [*unknown, *sorted(user.own.keys() - limits.own)]:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_field_unsupported",
            translation_placeholders={"name": name, "field": ", ".join(unknown)},
        )
    if len(user.name) > limits.name_length:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_name_too_long",
            translation_placeholders={"name": name, "most": str(limits.name_length)},
        )
    if DoorUserField.CODE in data:
        _check_codes(name, limits, user)
    if DoorUserField.CARD in data:
        _check_cards(name, limits, user)
    if unknown_relays := set(data.get(DoorUserField.RELAYS, ())) - set(limits.relays):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_relay_unknown",
            translation_placeholders={
                "name": name,
                "relay": ", ".join(sorted(unknown_relays)),
                "relays": ", ".join(limits.relays),
            },
        )
    if any(one in data for one in LIMITS):
        _check_validity(name, limits, user.validity)


def _check_codes(name: str, limits: DoorUserLimits, user: DoorUser) -> None:
    digits = limits.code_digits
    if any(not (code.isascii() and code.isdigit() and len(code) in digits) for code in user.codes):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_code_form",
            translation_placeholders={
                "name": name, "least": str(digits[0]), "most": str(digits[-1])
            },
        )  # fmt: skip
    _check_number(name, DoorUserField.CODE, len(user.codes), limits.codes)


def _check_cards(name: str, limits: DoorUserLimits, user: DoorUser) -> None:
    if not all(_CARD.fullmatch(card) for card in user.cards):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_card_form",
            translation_placeholders={"name": name},
        )
    _check_number(name, DoorUserField.CARD, len(user.cards), limits.cards)


def _check_number(name: str, one: DoorUserField, number: int, most: int) -> None:
    if number > most:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_too_many",
            translation_placeholders={"name": name, "field": one, "most": str(most)},
        )


def _check_validity(name: str, limits: DoorUserLimits, validity: Validity) -> None:
    if validity.start and validity.end and validity.end <= validity.start:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_period",
            translation_placeholders={"name": name},
        )
    if (validity.start_time is None) != (validity.end_time is None) or (
        validity.start_time is not None and validity.start_time == validity.end_time
    ):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_window",
            translation_placeholders={"name": name},
        )
    if (validity.uses or 0) > limits.uses:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="door_user_uses",
            translation_placeholders={"name": name, "most": str(limits.uses)},
        )
