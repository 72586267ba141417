"""Values that are checked before anything is sent."""

import pytest

from custom_components.accord.protocol.akuvox.models.contact import Group
from custom_components.accord.protocol.akuvox.models.rows import (
    card_number,
    changed,
    check_digits,
    check_id,
    check_name,
    check_relays,
    kept_card,
    same_card,
    unknown,
    written_card,
)
from custom_components.accord.protocol.errors import InvalidError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("00C0FFEE", "00C0FFEE"), ("c0ffee", "C0FFEE"), ("a1:b2-c3 d4", "A1B2C3D4"), ("ABC", "0ABC")],
)
def test_card(typed: str, kept: str) -> None:
    assert card_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "XYZ", "12 34 5G", "00" * 17])
def test_no_card(typed: str) -> None:
    with pytest.raises(InvalidError) as caught:
        card_number(typed)
    assert typed not in str(caught.value) or not typed


def test_one_card_in_two_spellings() -> None:
    assert same_card("00c0ffee", "C0FFEE")
    assert not same_card("00C0FFEE", "00C0FFEF")


@pytest.mark.parametrize("relays", ["1", "12", "134", "0"])
def test_relays(relays: str) -> None:
    assert check_relays(relays) == relays


@pytest.mark.parametrize("relays", ["", "5", "11", "1a", "12345"])
def test_no_relays(relays: str) -> None:
    with pytest.raises(InvalidError):
        check_relays(relays)


@pytest.mark.parametrize("name", ["", " ", "a" * 64, "a\nb"])
def test_no_name(name: str) -> None:
    with pytest.raises(InvalidError):
        check_name(name)


def test_digits_are_not_told() -> None:
    with pytest.raises(InvalidError) as caught:
        check_digits("pin", "31337x", 4, 8)
    assert "31337" not in str(caught.value)


@pytest.mark.parametrize("row_id", ["", "0", "-1", "x"])
def test_no_id(row_id: str) -> None:
    with pytest.raises(InvalidError):
        check_id(row_id)


def test_unknown_members_are_kept() -> None:
    assert unknown({"ID": "1", "BLE": "x", "Ret": 0}, {"ID"}) == {"BLE": "x"}


def test_a_known_card_stays_as_the_unit_spells_it() -> None:
    assert kept_card("00:c0:ff:ee", ("C0FFEE", "AA")) == "C0FFEE"
    assert kept_card("bb", ("AA",)) == "BB"
    assert kept_card("odd one", ("odd one",)) == "odd one"
    assert written_card("odd one") == "odd one"
    assert written_card("c0:ff:ee") == "C0FFEE"


def test_what_is_new_in_a_row() -> None:
    row = Group(id="1", name="A")
    assert changed(row, None, "name")
    assert changed(row, Group(id="1", name="B"), "name")
    assert not changed(row, row, "name")
