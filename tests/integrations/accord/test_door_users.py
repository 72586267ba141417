"""The vocabulary of users at locks: what is understood, refused and shown."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord.door_users import (
    Credential,
    DoorUser,
    DoorUserField,
    DoorUserLimits,
    Validity,
    as_response,
    check_user,
    with_fields,
)

LIMITS = DoorUserLimits(
    fields=frozenset(DoorUserField), codes=2, cards=2, relays=("A", "B"), uses=10, name_length=5
)
NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Berlin"))
ANN = DoorUser(
    id="7",
    name="Ann",
    codes=("4711",),
    cards=("04EFCCE2",),
    credentials=frozenset({Credential.FACE}),
    relays=("A",),
    validity=Validity(start=NOON, weekdays=("mon",), start_time=time(8), end_time=time(9), uses=3),
)


def test_a_user_shows_nothing_private() -> None:
    assert "4711" not in repr(ANN)
    assert "04EFCCE2" not in repr(ANN)


def test_answer() -> None:
    shown = as_response(ANN, include_codes=False)
    assert shown == {
        "user_id": "7",
        "user_name": "Ann",
        "credentials": ["card", "code", "face"],
        "code": ["****"],
        "card": ["****"],
        "relays": ["A"],
        "start": "2026-11-25T12:00:00+01:00",
        "end": None,
        "weekdays": ["mon"],
        "start_time": "08:00:00",
        "end_time": "09:00:00",
        "uses": 3,
        "source": "local",
        "editable": True,
    }
    open_codes = as_response(ANN, include_codes=True)
    assert open_codes == {**shown, "code": ["4711"], "card": ["04EFCCE2"]}
    nobody = as_response(DoorUser(id="1"), include_codes=True)
    assert (nobody["credentials"], nobody["weekdays"], nobody["end_time"]) == ([], None, None)


def test_fields_change_what_they_name(hass: HomeAssistant) -> None:
    assert with_fields(ANN, {}) == ANN
    changed = with_fields(ANN, {"user_name": "Bob", "code": [], "card": ["04:ef-cc e3"], "uses": 1})
    assert (changed.name, changed.codes, changed.cards) == ("Bob", (), ("04EFCCE3",))
    assert changed.validity.uses == 1
    assert changed.validity.start == NOON
    assert (changed.id, changed.relays) == ("7", ("A",))


def test_limits_can_be_cleared(hass: HomeAssistant) -> None:
    changed = with_fields(ANN, {"clear_limits": True, "weekdays": ["tue"]})
    assert changed.validity == Validity(weekdays=("tue",))


async def test_moments_have_a_time_zone(hass: HomeAssistant) -> None:
    await hass.config.async_set_time_zone("Asia/Shanghai")
    naive = datetime(2026, 11, 25, 12)  # noqa: DTZ001
    validity = with_fields(ANN, {"start": naive, "end": NOON}).validity
    assert validity.start == datetime(2026, 11, 25, 12, tzinfo=dt_util.get_default_time_zone())
    assert validity.start.utcoffset() == timedelta(hours=8)
    assert validity.end == NOON


def refusal(data: dict[str, Any], limits: DoorUserLimits = LIMITS) -> tuple[str, dict[str, str]]:
    with pytest.raises(ServiceValidationError) as refused:
        check_user("Door", limits, data, with_fields(ANN, data))
    error = refused.value
    assert error.translation_domain == "accord"
    placeholders = dict(error.translation_placeholders or {})
    assert placeholders.pop("name") == "Door"
    return error.translation_key or "", placeholders


@pytest.mark.parametrize(
    ("data", "key", "placeholders"),
    [
        ({"user_name": "Annabel"}, "door_user_name_too_long", {"most": "5"}),
        ({"code": ["123"]}, "door_user_code_form", {"least": "4", "most": "8"}),
        ({"code": ["123456789"]}, "door_user_code_form", {"least": "4", "most": "8"}),
        ({"code": ["12a4"]}, "door_user_code_form", {"least": "4", "most": "8"}),
        ({"code": ["١٢٣٤"]}, "door_user_code_form", {"least": "4", "most": "8"}),
        (
            {"code": ["1111", "2222", "3333"]},
            "door_user_too_many",
            {"field": "code", "most": "2"},
        ),
        ({"card": ["xyz123"]}, "door_user_card_form", {}),
        ({"card": ["A1"]}, "door_user_card_form", {}),
        (
            {"card": ["11111", "22222", "33333"]},
            "door_user_too_many",
            {"field": "card", "most": "2"},
        ),
        ({"relays": ["D", "C"]}, "door_user_relay_unknown", {"relay": "C, D", "relays": "A, B"}),
        ({"end": NOON}, "door_user_period", {}),
        ({"start_time": time(9)}, "door_user_window", {}),
        ({"clear_limits": True, "end_time": time(9)}, "door_user_window", {}),
        ({"uses": 11}, "door_user_uses", {"most": "10"}),
    ],
)
def test_refused(
    hass: HomeAssistant, data: dict[str, Any], key: str, placeholders: dict[str, str]
) -> None:
    assert refusal(data) == (key, placeholders)


def test_fields_the_lock_does_not_know(hass: HomeAssistant) -> None:
    few = DoorUserLimits(fields=frozenset({DoorUserField.CODE}))
    assert refusal({"code": ["1234"], "uses": 1, "card": ["12345"]}, few) == (
        "door_user_field_unsupported",
        {"field": "card, uses"},
    )


def test_what_was_there_before_is_not_looked_at() -> None:
    few = DoorUserLimits(fields=frozenset({DoorUserField.CODE}), code_digits=range(6, 9))
    check_user("Door", few, {"user_name": "Bob"}, ANN)


def test_good_ones_pass(hass: HomeAssistant) -> None:
    data = {
        "user_name": "Anna",
        "code": ["1234", "12345678"],
        "card": ["0123456789", "04EFCCE2021290"],
        "relays": ["B"],
        "end": NOON + timedelta(days=1),
        "start_time": time(22),
        "end_time": time(6),
        "weekdays": ["mon", "sun"],
        "uses": 10,
    }
    check_user("Door", LIMITS, data, with_fields(ANN, data))
