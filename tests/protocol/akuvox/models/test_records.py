"""Rows of logs: numbers, words, and what nobody knows."""

from datetime import datetime

import pytest

from custom_components.accord.protocol.akuvox.models.records import (
    AccessMethod,
    CallRecord,
    CallType,
    DoorRecord,
    access_method,
    person_name,
    record_number,
)

ROW = {
    "ID": "412", "Type": "Card", "Name": "Mira", "Status": "Success", "Code": "00C0FFEE",
    "Date": "2026-03-04", "Time": "07:58:12",
}  # fmt: skip


def test_a_row_of_words() -> None:
    found = DoorRecord.from_wire(ROW)
    assert (found.method, found.granted, found.name) == (AccessMethod.CARD, True, "Mira")
    assert found.at == datetime(2026, 3, 4, 7, 58, 12)  # noqa: DTZ001
    assert record_number(found) == 412
    assert "C0FFEE" not in repr(found)


@pytest.mark.parametrize(
    ("word", "method"),
    [
        ("0", AccessMethod.OTHER),
        ("1", AccessMethod.CARD),
        ("2", AccessMethod.PIN),
        ("3", AccessMethod.PUBLIC_PIN),
        ("4", AccessMethod.FACE),
        ("Private PIN", AccessMethod.PIN),
        ("private_pin", AccessMethod.PIN),
        ("Public-PIN ", AccessMethod.PUBLIC_PIN),
        ("Public PIN", AccessMethod.PUBLIC_PIN),
        ("QR Code", AccessMethod.QR_CODE),
        ("DTMF", AccessMethod.DTMF),
        ("Call", AccessMethod.CALL),
        ("Bluetooth", AccessMethod.OTHER),
        (None, AccessMethod.OTHER),
    ],
)
def test_methods(word: object, method: AccessMethod) -> None:
    assert access_method(word) is method


@pytest.mark.parametrize(
    ("status", "granted"),
    [("0", True), (0, True), ("Success", True), ("1", False), ("Failed", False), ("", False)],
)
def test_status(status: object, granted: bool) -> None:
    assert DoorRecord.from_wire({**ROW, "Status": status}).granted is granted


@pytest.mark.parametrize("name", ["", "-", "--", "Unknown", None])
def test_nobody(name: object) -> None:
    assert person_name(name) is None


def test_a_broken_date() -> None:
    assert DoorRecord.from_wire({**ROW, "Date": "yesterday"}).at is None


@pytest.mark.parametrize(
    ("row", "kind", "number"),
    [
        ({"Type": "Missed", "Num": "2001"}, CallType.MISSED, "2001"),
        ({"Type": "1", "Number": "2002"}, CallType.DIALED, "2002"),
        ({"Type": "5"}, CallType.UNKNOWN, ""),
        ({"Type": "Beamed"}, CallType.UNKNOWN, ""),
        ({"Type": "received"}, CallType.RECEIVED, ""),
    ],
)
def test_calls(row: dict[str, str], kind: CallType, number: str) -> None:
    found = CallRecord.from_wire({"ID": "9", **row})
    assert (found.type, found.number) == (kind, number)
