"""Rows of people in the spellings of firmware."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.accord.protocol.akuvox.models.user import (
    ScheduleRelay,
    Source,
    Spelling,
    User,
    users_from_wire,
)
from custom_components.accord.protocol.errors import ConflictError, InvalidError

ROW: dict[str, Any] = {
    "CardCode": "2222", "FaceUrl": "", "ID": "2", "LiftFloorNum": "1;2", "Name": "1111",
    "PrivatePIN": "2222", "ScheduleRelay": "1001-1", "SourceType": "1", "Type": "0",
    "UserID": "2", "WebRelay": "1",
}  # fmt: skip


def test_the_manuals_row_and_back() -> None:
    user = User.from_wire(ROW)
    assert (user.id, user.user_id, user.cards, user.pin) == ("2", "2", ("2222",), "2222")
    assert user.access == (ScheduleRelay("1001", "1"),)
    assert user.source is Source.LOCAL
    assert user.to_wire() == ROW
    assert "2222" not in repr(user)


@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("ScheduleRelay", "1001-1"),
        ("ScheduleRelay", "1001-12;"),
        ("ScheduleRelay", "1001-1;1003-2;"),
        ("Schedule-Relay", "1001-1"),
        ("Schedule-Relay", "1001-1,1003-2"),
        ("Schedule-Relay", "1001-1;1003-2"),
    ],
)
def test_what_was_read_is_written(member: str, text: str) -> None:
    user = User.from_wire({"ID": "3", "UserID": "3", "Name": "A", member: text})
    assert user.to_wire()[member] == text


def test_spelling_of_an_empty_member() -> None:
    assert Spelling.of({"Schedule-Relay": ""}) == Spelling("Schedule-Relay", ",")
    assert Spelling.of({"Name": "A"}) is None
    assert Spelling("ScheduleRelay", ";", ended=True).write(()) == ""


@pytest.mark.parametrize(
    ("members", "source"),
    [
        ({"SourceType": "1"}, Source.LOCAL),
        ({"SourceType": "2"}, Source.CLOUD),
        ({"Source": "Local"}, Source.LOCAL),
        ({"Source": "Cloud"}, Source.CLOUD),
        ({"Type": "-1"}, Source.LOCAL),
        ({"Type": "0"}, Source.UNKNOWN),
        ({}, Source.UNKNOWN),
    ],
)
def test_who_keeps_a_person(members: dict[str, str], source: Source) -> None:
    assert User.from_wire({"ID": "1", "UserID": "1", "Name": "A", **members}).source is source


def test_where_type_tells_it_zero_is_the_clouds() -> None:
    found = users_from_wire([{"ID": "1", "Type": "-1"}, {"ID": "2", "Type": "0"}])
    assert [one.source for one in found] == [Source.LOCAL, Source.CLOUD]
    found = users_from_wire([{"ID": "2", "Type": "0"}])
    assert found[0].source is Source.UNKNOWN


def test_checks() -> None:
    good = User(user_id="7", name="Noor", pin="4711", cards=("0A1B2C3D",))
    good.check()
    for wrong in (
        replace(good, pin="44"),
        replace(good, pin="123456789"),
        replace(good, user_id=""),
        replace(good, cards=("x",)),
        replace(good, cards=("0A1B2C3D",) * 8),
        replace(good, access=(ScheduleRelay("a", "1"),)),
    ):
        with pytest.raises(InvalidError):
            wrong.check()


def test_what_was_there_before_is_not_judged() -> None:
    """The manual's own sample has a code of two digits."""
    before = User(id="5", user_id="5", name="A", pin="44")
    replace(before, name="B").check(before)


def test_the_clouds_people_and_cut_ones_are_not_touched() -> None:
    before = User.from_wire({**ROW, "SourceType": "2"})
    with pytest.raises(ConflictError, match="cloud"):
        before.check(before)
    cut = User.from_wire({**ROW, "CardCode": ";".join(["0A1B2C3D"] * 8)[:63]})
    assert cut.cut
    with pytest.raises(ConflictError, match="cards"):
        replace(cut, cards=("0A1B2C3D",)).check(cut)


def test_relays_under_the_third_name() -> None:
    """A text of that name is the relays, a list is something else."""
    user = User.from_wire({"ID": "3", "UserID": "3", "Name": "A", "Schedule": "1001-12"})
    assert user.access == (ScheduleRelay("1001", "12"),)
    assert user.to_wire()["Schedule"] == "1001-12"
    both = {"ID": "3", "ScheduleRelay": "1001-1", "Schedule": ["1001"]}
    again = User.from_wire(both)
    assert again.access == (ScheduleRelay("1001", "1"),)
    assert again.to_wire()["Schedule"] == ["1001"]


def test_firmware_that_shows_both_names_gets_both() -> None:
    user = User.from_wire({"ID": "3", "ScheduleRelay": "", "Schedule-Relay": "1001-1"})
    assert user.access == (ScheduleRelay("1001", "1"),)
    wire = replace(user, access=(ScheduleRelay("1001", "2"),)).to_wire()
    assert wire["ScheduleRelay"] == wire["Schedule-Relay"] == "1001-2"


def test_cards_are_written_as_units_keep_them() -> None:
    user = User(user_id="7", name="Noor", cards=("c0:ff:ee", "abc"))
    assert user.to_wire()["CardCode"] == "C0FFEE;0ABC"


def test_odd_cards_that_were_there_may_stay() -> None:
    before = User(id="5", user_id="A5", name="", cards=("odd one",))
    replace(before, pin="4711").check(before)
    with pytest.raises(InvalidError):
        replace(before, cards=("odd one", "odd too")).check(before)


def test_what_a_unit_did_not_keep() -> None:
    wanted = User(user_id="7", name="N", pin="4711", cards=("00C0FFEE",))
    assert wanted.lost(replace(wanted, cards=("C0FFEE",))) == []
    other = replace(wanted, pin="", cards=(), access=(ScheduleRelay(),))
    assert wanted.lost(other) == ["PrivatePIN", "CardCode", "ScheduleRelay"]


def test_type_tells_it_only_where_nothing_else_does() -> None:
    assert User.from_wire({"Type": "-1"}).marked_by_type
    assert not User.from_wire({"Type": "-1", "SourceType": "2"}).marked_by_type
    assert not User.from_wire({"Type": "0"}).marked_by_type
