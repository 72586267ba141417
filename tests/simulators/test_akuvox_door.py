"""Cards, codes and faces at simulated doors, and the log of them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from simulators.akuvox import AkuvoxDevice, Quirks
from simulators.base import ControlError
from simulators.clock import Clock
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import ask, get, post

type Json = dict[str, Any]

MIRA = {
    "UserID": "7",
    "Name": "Mira",
    "CardCode": "00C0FFEE;0A1B2C3D",
    "PrivatePIN": "4711",
    "FaceUrl": "/Face/7.jpg",
    "ScheduleRelay": "1001-12",
}
KEY = {"ID": "0", "Name": "Noor", "Code": "2846", "DoorNum": "2"}
CARD = {**KEY, "Code": "5EC0DE01"}


async def log(unit: AkuvoxDevice, **query: object) -> list[Json]:
    """Return the rows of the door log."""
    rows: list[Json] = (await get(unit, "doorlog/get", **query))["data"]["item"]
    return rows


def open_relays(unit: AkuvoxDevice) -> str:
    """Return the letters of the relays that are switched."""
    return "".join(letter for letter, one in unit.relays.relays.items() if one.switched)


@pytest.mark.parametrize(
    ("action", "params", "kind"),
    [
        ("card", {"code": "0A1B2C3D"}, "1"),
        ("pin", {"code": "4711"}, "2"),
        ("code", {"code": "4711"}, "2"),
        ("face", {"user": "7"}, "4"),
        ("face", {"user": "Mira"}, "4"),
    ],
)
async def test_user_comes_in(start_unit: StartUnit, action: str, params: Json, kind: str) -> None:
    unit = await start_unit()
    await post(unit, "user/add", {"item": [MIRA]})
    unit.control(action, params)
    assert open_relays(unit) == "AB"
    row = (await log(unit))[0]
    assert (row["Type"], row["Name"], row["Status"]) == (kind, "Mira", "0")
    assert row["Code"] == params.get("code", "")
    assert (row["Date"], row["Time"]) == ("2026-11-02", "09:00:00")


@pytest.mark.parametrize(
    ("action", "params"),
    [("card", {"code": "FFFFFFFF"}), ("pin", {"code": "9999"}), ("face", {})],
)
async def test_stranger_stays_out(start_unit: StartUnit, action: str, params: Json) -> None:
    unit = await start_unit()
    await post(unit, "user/add", {"item": [MIRA]})
    unit.control(action, params)
    assert open_relays(unit) == ""
    assert [(row["Name"], row["Status"]) for row in await log(unit)] == [("", "1")]


async def test_user_without_picture(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "user/add", {"item": [{**MIRA, "FaceUrl": ""}]})
    unit.control("face", {"user": "7"})
    assert open_relays(unit) == ""


async def test_terminal_without_camera(start_unit: StartUnit) -> None:
    unit = await start_unit("A03")
    for action in ("face", "qr"):
        with pytest.raises(ControlError):
            unit.control(action, {})


async def test_never(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "user/add", {"item": [{**MIRA, "ScheduleRelay": "1002-1;1001-2"}]})
    unit.control("pin", {"code": "4711"})
    assert open_relays(unit) == "B"


@pytest.mark.parametrize(
    ("schedule", "opens"),
    [
        ({"Type": "1", "Mon": "1", "TimeStart": "08:00", "TimeEnd": "10:00"}, True),
        ({"Type": "1", "Week": "1", "TimeStart": "08:00", "TimeEnd": "10:00"}, True),
        ({"Type": "1", "Mon": "1", "TimeStart": "10:00", "TimeEnd": "12:00"}, False),
        ({"Type": "1", "Sun": "1", "TimeStart": "08:00", "TimeEnd": "10:00"}, False),
        ({"Type": "2", "Daily": "08:00-10:00"}, True),
        ({"Type": "2", "Daily": "10:00-12:00"}, False),
        ({"Type": "0", "Week": "01", "DateStart": "20261101", "DateEnd": "20261103"}, True),
        ({"Type": "0", "Week": "01", "DateStart": "20261103", "DateEnd": "20261104"}, False),
    ],
)
async def test_schedules(start_unit: StartUnit, schedule: Json, opens: bool) -> None:
    """On a Monday at nine."""
    unit = await start_unit("X912")
    row = {"Name": "Mornings", **schedule}
    number = (await post(unit, "schedule/add", {"item": [row]}))["data"]["item"][0]["ID"]
    await post(unit, "user/add", {"item": [{**MIRA, "ScheduleRelay": f"{number}-1"}]})
    unit.control("pin", {"code": "4711"})
    assert (open_relays(unit) == "A") is opens


@pytest.mark.parametrize(("target", "row"), [("privatekey", KEY), ("rfkey", CARD)])
async def test_older_stores(start_unit: StartUnit, target: str, row: Json) -> None:
    unit = await start_unit("A02")
    await post(unit, f"{target}/add", {"item": [row]})
    unit.control("card" if target == "rfkey" else "pin", {"code": row["Code"]})
    assert open_relays(unit) == "B"
    assert (await log(unit))[0]["Name"] == "Noor"


@pytest.mark.parametrize(
    ("change", "opens"),
    [
        ({"Mon": "0"}, False),
        ({"TimeStart": "08:00", "TimeEnd": "10:00"}, True),
        ({"TimeStart": "10:00", "TimeEnd": "12:00"}, False),
        ({"DoorNum": "0"}, False),
        ({"DoorNum": "12"}, True),
        ({"Tags": "2"}, False),
        ({"Tags": "1", "Frequency": "0"}, False),
    ],
)
async def test_times_and_tags(start_unit: StartUnit, change: Json, opens: bool) -> None:
    unit = await start_unit("A02")
    await post(unit, "rfkey/add", {"item": [{**CARD, **change}]})
    unit.control("card", {"code": CARD["Code"]})
    assert (open_relays(unit) != "") is opens
    assert (await log(unit))[0]["Status"] == ("0" if opens else "1")


async def test_card_that_wears_out(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit("A02")
    await post(unit, "rfkey/add", {"item": [{**CARD, "Tags": "1", "Frequency": "2"}]})
    for _ in range(3):
        unit.control("card", {"code": CARD["Code"]})
    assert [row["Status"] for row in await log(unit)] == ["1", "0", "0"]
    assert (await get(unit, "rfkey/get"))["data"]["item"][0]["Frequency"] == "0"


async def test_public_codes(start_unit: StartUnit) -> None:
    unit = await start_unit()
    unit.control("pin", {"code": "66666666"})
    assert open_relays(unit) == "B"
    assert (await log(unit))[0]["Type"] == "3"
    await post(unit, "publiccode/set", {"Config.DoorSetting.PASSWORD.PublicKeyEnable": "0"})
    unit.control("pin", {"code": "33333333"})
    assert open_relays(unit) == "B"


async def test_words(start_unit: StartUnit) -> None:
    unit = await start_unit("X912")
    await post(unit, "user/add", {"item": [MIRA]})
    unit.control("card", {"code": "00C0FFEE"})
    unit.control("pin", {"code": "0000"})
    unit.control("qr", {"code": "abc", "user": "7"})
    rows = await log(unit)
    assert [row["Type"] for row in rows] == ["QR Code", "Private PIN", "Card"]
    assert [row["Status"] for row in rows] == ["Success", "Failed", "Success"]
    assert [row["Name"] for row in rows] == ["Mira", "Unknown", "Mira"]
    assert (rows[2]["Relay"], rows[2]["UserID"]) == ("12", "7")


async def test_newest_first_and_pages(start_unit: StartUnit) -> None:
    unit = await start_unit()
    for number in range(12):
        unit.control("pin", {"code": f"{number:04}"})
    first = await log(unit, page=1)
    assert [row["ID"] for row in first] == [str(number) for number in range(12, 2, -1)]
    assert [row["ID"] for row in await log(unit, page=2)] == ["2", "1"]


async def test_log_rolls_over(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(log_capacity=3))
    for _ in range(5):
        unit.control("pin", {"code": "0000"})
    assert [row["ID"] for row in await log(unit)] == ["5", "4", "3"]


async def test_filters(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit("X912")
    await post(unit, "user/add", {"item": [MIRA]})
    unit.control("pin", {"code": "4711"})
    clock.advance(3600)
    unit.control("pin", {"code": "0000"})
    assert len(await log(unit, Status="Failed")) == 1
    assert len(await log(unit, NameOrCode="Mira")) == 1
    assert len(await log(unit, TimeStart="2026-11-02 09:30:00")) == 1
    assert len(await log(unit, TimeEnd="2026-11-02 09:30:00")) == 1


async def test_delete_and_clear(start_unit: StartUnit) -> None:
    unit = await start_unit()
    for _ in range(3):
        unit.control("pin", {"code": "0000"})
    assert (await post(unit, "doorlog/del", {"ID": "2"}))["retcode"] == 0
    assert (await post(unit, "doorlog/del", {"ID": "2"}))["message"] == "Failed"
    assert (await post(unit, "doorlog/del", {"item": [{"ID": "1"}]}))["retcode"] == -100
    assert [row["ID"] for row in await log(unit)] == ["3", "1"]
    await get(unit, "doorlog/clear")
    assert (await get(unit, "doorlog/export"))["message"] == "Export Failed."
    unit.control("pin", {"code": "0000"})
    assert [row["ID"] for row in await log(unit)] == ["1"]
    answer = await ask(unit, "GET", "/api/doorlog/export")
    assert answer.headers["content-disposition"] == "attachment;filename=DoorLog.xml"
    assert b'<Log ID="1"' in answer.body


async def test_local_time(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit(time_zone=ZoneInfo("Europe/Amsterdam"))
    unit.control("clock", {"seconds": 120})
    unit.control("pin", {"code": "0000"})
    assert clock.wall() == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert (await log(unit))[0]["Time"] == "10:02:00"
    seconds = (await get(unit, "system/status"))["data"]["SystemTime"]
    assert datetime.fromtimestamp(seconds, UTC) == clock.wall() + timedelta(seconds=120)


async def test_state_tells_no_codes(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "user/add", {"item": [MIRA]})
    state = unit.control("pin", {"code": "4711"})
    assert state["users"] == 1
    assert state["door_log"][0]["Name"] == "Mira"
    assert "4711" not in str(state)
    assert "00C0FFEE" not in str(state)
    assert "4711" not in unit.syslog.text("log").decode()
