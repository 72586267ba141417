"""Rows of a unit's stores as fields of actions, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from homeassistant.const import WEEKDAYS
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.json import JsonObjectType

from ..accord.door_users import MASKED
from ..accord.protocol.akuvox import Admission, Contact, DialRule, Group, PrivateKey, RfKey, Window
from .const import DOMAIN

ATTR_RECORD_ID = "record_id"
ATTR_NAME = "name"
ATTR_CODE = "code"
ATTR_RELAYS = "relays"
ATTR_WEEKDAYS = "weekdays"
ATTR_START_TIME = "start_time"
ATTR_END_TIME = "end_time"
ATTR_USES = "uses"
ATTR_PHONE = "phone"
ATTR_ACCOUNT = "account"
ATTR_GROUP = "group"
ATTR_PREFIX = "prefix"
ATTR_REPLACEMENTS = "replacements"

RELAY_LETTERS = "ABCD"
AUTOMATIC = "auto"
ACCOUNTS = (AUTOMATIC, "1", "2")
WINDOW_FIELDS = (ATTR_WEEKDAYS, ATTR_START_TIME, ATTR_END_TIME)
FIELDS = (
    *(ATTR_NAME, ATTR_CODE, ATTR_RELAYS, *WINDOW_FIELDS, ATTR_USES),
    *(ATTR_PHONE, ATTR_ACCOUNT, ATTR_GROUP, ATTR_PREFIX, ATTR_REPLACEMENTS),
)
"""Of all stores; each has some."""

type Row = PrivateKey | RfKey | Contact | Group | DialRule


@dataclass(frozen=True, slots=True)
class RecordKind:
    """The rows of one store."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    empty: Row
    """What a new row starts from."""
    shown_fn: Callable[[Any], JsonObjectType]
    """Row to fields, codes in clear text."""
    changes_fn: Callable[[Any, Mapping[str, Any]], dict[str, Any]]
    """Row and given fields to the row's members."""

    def shown(self, row: Row, *, include_codes: bool) -> JsonObjectType:
        """Return a row as answers show it."""
        found = self.shown_fn(row)
        if not include_codes and found.get(ATTR_CODE):
            found[ATTR_CODE] = MASKED
        return {ATTR_RECORD_ID: row.id, **found}

    def changed(self, row: Row, data: Mapping[str, Any]) -> Row:
        """Return a row with the fields that are given.

        Raises ServiceValidationError for fields that the store does not have.
        """
        given = {field: data[field] for field in FIELDS if field in data}
        if unknown := [one for one in given if one not in (*self.required, *self.optional)]:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="record_field_unknown",
                translation_placeholders={"fields": ", ".join(unknown)},
            )
        changed: Row = replace(row, **self.changes_fn(row, given))
        return changed

    def new(self, data: Mapping[str, Any]) -> Row:
        """Return a new row. Raises ServiceValidationError for fields that are missing too."""
        if missing := [field for field in self.required if not data.get(field)]:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="record_field_missing",
                translation_placeholders={"fields": ", ".join(missing)},
            )
        return self.changed(self.empty, data)


def _shown_window(window: Window) -> JsonObjectType:
    return {
        ATTR_WEEKDAYS: [WEEKDAYS[day] for day in window.days],
        ATTR_START_TIME: None if window.all_day else window.start,
        ATTR_END_TIME: None if window.all_day else window.end,
    }


def _window(window: Window, data: Mapping[str, Any]) -> Window:
    days = window.days
    if ATTR_WEEKDAYS in data:
        days = tuple(sorted(WEEKDAYS.index(day) for day in data[ATTR_WEEKDAYS]))
    start = f"{data[ATTR_START_TIME]:%H:%M}" if ATTR_START_TIME in data else window.start
    end = f"{data[ATTR_END_TIME]:%H:%M}" if ATTR_END_TIME in data else window.end
    return Window(days, start, end)


def _shown_key(row: PrivateKey | RfKey) -> JsonObjectType:
    return {
        ATTR_NAME: row.name,
        ATTR_CODE: row.code,
        ATTR_RELAYS: [
            letter for number, letter in enumerate(RELAY_LETTERS, 1) if str(number) in row.relays
        ],
        **_shown_window(row.window),
    }


def _key_changes(row: PrivateKey | RfKey, data: Mapping[str, Any]) -> dict[str, Any]:
    changes = {name: data[name] for name in (ATTR_NAME, ATTR_CODE) if name in data}
    if ATTR_RELAYS in data:
        numbers = sorted(RELAY_LETTERS.index(letter) + 1 for letter in data[ATTR_RELAYS])
        changes["relays"] = "".join(map(str, numbers))
    return {**changes, "window": _window(row.window, data)}


def _shown_card(row: RfKey) -> JsonObjectType:
    words = {one.value: one.name.lower() for one in Admission}
    limited = row.admission == Admission.LIMITED
    return {
        **_shown_key(row),
        "admission": words.get(row.admission, row.admission),
        ATTR_USES: row.uses if limited else None,
    }


def _card_changes(row: RfKey, data: Mapping[str, Any]) -> dict[str, Any]:
    changes = _key_changes(row, data)
    if ATTR_USES in data:
        uses = data[ATTR_USES]
        changes["admission"] = Admission.LIMITED if uses else Admission.ALLOWED
        changes["uses"] = uses
    return changes


def _account_shown(value: str) -> str:
    return AUTOMATIC if value in ("", "0") else value


def _account_sent(word: str) -> str:
    return "0" if word == AUTOMATIC else word


def _shown_contact(row: Contact) -> JsonObjectType:
    return {
        ATTR_NAME: row.name,
        ATTR_PHONE: row.phone,
        ATTR_ACCOUNT: _account_shown(row.dial_type),
        ATTR_GROUP: row.group,
    }


def _contact_changes(_row: Contact, data: Mapping[str, Any]) -> dict[str, Any]:
    changes = {name: data[name] for name in (ATTR_NAME, ATTR_PHONE, ATTR_GROUP) if name in data}
    if ATTR_ACCOUNT in data:
        changes["dial_type"] = _account_sent(data[ATTR_ACCOUNT])
    return changes


def _shown_rule(row: DialRule) -> JsonObjectType:
    return {
        ATTR_PREFIX: row.prefix,
        ATTR_ACCOUNT: _account_shown(row.line),
        ATTR_REPLACEMENTS: list(row.replacements),
    }


def _rule_changes(_row: DialRule, data: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if ATTR_PREFIX in data:
        changes["prefix"] = data[ATTR_PREFIX]
    if ATTR_REPLACEMENTS in data:
        changes["replacements"] = tuple(data[ATTR_REPLACEMENTS])
    if ATTR_ACCOUNT in data:
        changes["line"] = _account_sent(data[ATTR_ACCOUNT])
    return changes


KINDS: Mapping[str, RecordKind] = {
    "pin": RecordKind(
        required=(ATTR_NAME, ATTR_CODE),
        optional=(ATTR_RELAYS, *WINDOW_FIELDS),
        empty=PrivateKey(name="", code=""),
        shown_fn=_shown_key,
        changes_fn=_key_changes,
    ),
    "card": RecordKind(
        required=(ATTR_NAME, ATTR_CODE),
        optional=(ATTR_RELAYS, *WINDOW_FIELDS, ATTR_USES),
        empty=RfKey(name="", code=""),
        shown_fn=_shown_card,
        changes_fn=_card_changes,
    ),
    "contact": RecordKind(
        required=(ATTR_NAME, ATTR_PHONE),
        optional=(ATTR_ACCOUNT, ATTR_GROUP),
        empty=Contact(name=""),
        shown_fn=_shown_contact,
        changes_fn=_contact_changes,
    ),
    "group": RecordKind(
        required=(ATTR_NAME,),
        optional=(),
        empty=Group(name=""),
        shown_fn=lambda row: {ATTR_NAME: row.name},
        changes_fn=lambda _row, data: dict(data),
    ),
    "dial_rule": RecordKind(
        required=(ATTR_PREFIX, ATTR_REPLACEMENTS),
        optional=(ATTR_ACCOUNT,),
        empty=DialRule(prefix=""),
        shown_fn=_shown_rule,
        changes_fn=_rule_changes,
    ),
}
"""By the word that actions use."""
