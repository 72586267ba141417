"""Rows of stores as fields of actions, and back; what nobody knows stays as it is."""

from datetime import time
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.accord.protocol.akuvox import Contact, DialRule, PrivateKey, RfKey, Window
from custom_components.accord_akuvox.records import FIELDS, KINDS, Row

ROWS: dict[str, Row] = {
    "pin": PrivateKey(
        id="1",
        name="Ann",
        code="4711",
        relays="13",
        window=Window((0, 4), "08:00", "18:00"),
        extra={"Other": "x"},
    ),
    "card": RfKey(id="2", name="Ann", code="0A1B2C3D", admission="2"),
    "contact": Contact(id="3", name="Desk", phone="2001", dial_type="", extra={"Other": "x"}),
    "dial_rule": DialRule(id="4", prefix="1", replacements=("2",)),
}
SHOWN: dict[str, dict[str, Any]] = {
    "pin": {
        "record_id": "1",
        "name": "Ann",
        "code": "4711",
        "relays": ["A", "C"],
        "weekdays": ["mon", "fri"],
        "start_time": "08:00",
        "end_time": "18:00",
    },
    "card": {
        "record_id": "2",
        "name": "Ann",
        "code": "0A1B2C3D",
        "relays": ["A"],
        "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "start_time": None,
        "end_time": None,
        "admission": "forbidden",
        "uses": None,
    },
    "contact": {
        "record_id": "3",
        "name": "Desk",
        "phone": "2001",
        "account": "auto",
        "group": "",
    },
    "dial_rule": {"record_id": "4", "prefix": "1", "account": "auto", "replacements": ["2"]},
}


@pytest.mark.parametrize("store", list(ROWS))
def test_shown(store: str) -> None:
    """Everything, with codes or with asterisks."""
    kind, row = KINDS[store], ROWS[store]
    assert kind.shown(row, include_codes=True) == SHOWN[store]
    masked = {"code": "****"} if "code" in SHOWN[store] else {}
    assert kind.shown(row, include_codes=False) == {**SHOWN[store], **masked}


@pytest.mark.parametrize("store", list(ROWS))
def test_nothing_given(store: str) -> None:
    """Changes nothing, not even what has no field."""
    assert KINDS[store].changed(ROWS[store], {}) == ROWS[store]


def test_part_of_a_window() -> None:
    """The rest of it stays."""
    changed = KINDS["pin"].changed(ROWS["pin"], {"end_time": time(12, 30, 59)})
    assert isinstance(changed, PrivateKey)
    assert changed.window == Window((0, 4), "08:00", "12:30")
    assert changed.extra == {"Other": "x"}


def test_forbidden_card() -> None:
    """Stays forbidden unless somebody says how often it opens."""
    kind = KINDS["card"]
    renamed = kind.changed(ROWS["card"], {"name": "Bo"})
    limited = kind.changed(ROWS["card"], {"uses": 2})
    assert isinstance(renamed, RfKey)
    assert isinstance(limited, RfKey)
    assert renamed.admission == "2"
    assert (limited.admission, limited.uses) == ("1", 2)


@pytest.mark.parametrize("store", list(KINDS))
def test_fields(store: str) -> None:
    """All of a store's fields are among those of the actions; others are refused by name."""
    kind = KINDS[store]
    known = {*kind.required, *kind.optional}
    assert known <= set(FIELDS)
    for other in set(FIELDS) - known:
        with pytest.raises(ServiceValidationError) as refused:
            kind.changed(kind.empty, {other: "x"})
        assert refused.value.translation_placeholders == {"fields": other}


@pytest.mark.parametrize("store", list(KINDS))
def test_new_without_what_it_needs(store: str) -> None:
    """All that is missing is named at once."""
    with pytest.raises(ServiceValidationError) as refused:
        KINDS[store].new({})
    assert refused.value.translation_placeholders == {"fields": ", ".join(KINDS[store].required)}
