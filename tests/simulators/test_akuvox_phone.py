"""Calls, accounts and inputs of a simulated unit."""

from typing import Any

import pytest

from simulators.akuvox import Quirks
from simulators.base import ControlError
from simulators.clock import Clock
from tests.simulators.conftest import Served, StartUnit
from tests.simulators.raw_akuvox import ask, get, post

type Json = dict[str, Any]

ACCOUNT = "Config.Account1."
INPUT = "Config.DoorSetting.INPUT."


async def status(unit: Any) -> str:
    """Return what the line does."""
    found: str = (await get(unit, "call/status"))["data"]["Status"]
    return found


async def calls(unit: Any, **query: object) -> list[Json]:
    """Return the rows of the call log."""
    rows: list[Json] = (await get(unit, "calllog/get", **query))["data"]["item"]
    return rows


async def test_dial_and_hang_up(start_unit: StartUnit) -> None:
    unit = await start_unit()
    assert (await get(unit, "call/dial", Phone="2001", DisplayName="Réception"))["retcode"] == 0
    assert await status(unit) == "CALLING"
    assert (await get(unit, "call/dial", Phone="2002"))["message"] == "Failed"
    unit.control("answer", {})
    assert await status(unit) == "TALKING"
    assert (await get(unit, "call/hangup"))["retcode"] == 0
    assert await status(unit) == "READY"
    assert (await get(unit, "call/hangup"))["retcode"] == 0
    rows = await calls(unit)
    assert [(row["Type"], row["Name"], row["Num"]) for row in rows] == [
        ("Dialed", "Réception", "2001")
    ]
    assert rows[0]["LocalIdentity"] == f"{unit.address}@{unit.address}"


async def test_number_is_needed(start_unit: StartUnit) -> None:
    unit = await start_unit()
    assert (await get(unit, "call/dial"))["retcode"] == -100
    assert (await post(unit, "call/dial", {"Phone": ["1"]}))["retcode"] == -100


async def test_nobody_picks_up(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    unit.control("press", {})
    await clock.wait_for_sleepers()
    assert await status(unit) == "CALLING"
    clock.advance(60)
    assert await status(unit) == "READY"
    assert [row["Type"] for row in await calls(unit)] == ["Dialed"]


async def test_incoming_calls(start_unit: StartUnit) -> None:
    unit = await start_unit()
    unit.control("ring", {"number": "2001", "name": "Reception"})
    assert await status(unit) == "RINGING"
    unit.control("hang_up", {})
    unit.control("ring", {"number": "2001"})
    unit.control("answer", {})
    unit.control("hang_up", {})
    assert [row["Type"] for row in await calls(unit)] == ["Received", "Missed"]
    for name in ("All", "0"):
        assert len(await calls(unit, Type=name)) == 2
    for name in ("Missed", "3"):
        assert [row["ID"] for row in await calls(unit, Type=name)] == ["1"]
    assert (await get(unit, "calllog/get", Type="Lost"))["retcode"] == -100


@pytest.mark.parametrize("path", ["calllog", "callog"])
async def test_both_spellings(start_unit: StartUnit, served: Served, path: str) -> None:
    unit = await start_unit()
    assert (await get(unit, f"{path}/get"))["retcode"] == 0
    assert (await get(unit, f"{path}/clear", Type="All"))["retcode"] == 0
    assert [row[1] for row in served] == ["callog/get", "callog/clear"]


async def test_one_spelling(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(call_log_names=frozenset({"callog"})))
    assert (await get(unit, "calllog/get"))["message"] == "unsupport action"
    assert (await get(unit, "callog/get"))["retcode"] == 0


async def test_clear_by_type(start_unit: StartUnit) -> None:
    unit = await start_unit()
    for _ in range(2):
        unit.control("ring", {"number": "1"})
        unit.control("hang_up", {})
    unit.control("press", {})
    unit.control("hang_up", {})
    assert (await post(unit, "calllog/del", {"ID": "1"}))["retcode"] == 0
    assert (await post(unit, "calllog/del", {"ID": "1"}))["retcode"] == -1
    assert (await post(unit, "calllog/del", {}))["retcode"] == -100
    assert (await get(unit, "calllog/clear", type="Missed"))["retcode"] == 0
    assert [row["Type"] for row in await calls(unit)] == ["Dialed"]
    answer = await ask(unit, "GET", "/api/calllog/export")
    assert answer.headers["content-disposition"] == "attachment;filename=History.csv"
    assert answer.body.startswith(b"ID,Type,Date,Time,LocalIdentity,Name,Num")
    await post(unit, "calllog/clear", {"Type": "All"})
    assert (await get(unit, "calllog/export"))["message"] == "Export Failed."


async def test_numbers_in_the_log(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(call_log_numbers=True))
    unit.control("press", {})
    unit.control("hang_up", {})
    assert (await calls(unit, Type="Dialed"))[0]["Type"] == "1"


@pytest.mark.parametrize(
    ("option", "code", "opens"), [("0", "1", "B"), ("3", "012", "B"), ("0", "9", "")]
)
async def test_tones(start_unit: StartUnit, option: str, code: str, opens: str) -> None:
    unit = await start_unit(config={"Config.DoorSetting.DTMF.Option": option})
    with pytest.raises(ControlError):
        unit.control("dtmf", {"code": code})
    unit.control("press", {})
    unit.control("answer", {})
    unit.control("dtmf", {"code": code})
    assert "".join(name for name, one in unit.relays.relays.items() if one.switched) == opens
    assert len(unit.state()["door_log"]) == len(opens)


async def test_tones_switched_off(start_unit: StartUnit) -> None:
    unit = await start_unit(config={"Config.DoorSetting.DTMF.Enable": "0"})
    unit.control("press", {})
    unit.control("answer", {})
    unit.control("dtmf", {"code": "0"})
    assert not unit.relays["A"].switched


async def test_registration(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    changes = {
        f"{ACCOUNT}GENERAL.Enable": "1",
        f"{ACCOUNT}GENERAL.UserName": "2101",
        f"{ACCOUNT}SIP.Server": "192.0.2.5",
    }

    async def registered() -> str:
        found: str = (await get(unit, "sip/status"))["data"]["Account1"]["Status"]
        return found

    assert await registered() == "0"
    await post(unit, "sip/set", changes)
    assert await registered() == "1"
    clock.advance(2)
    assert await registered() == "2"
    unit.control("sip", {"account": 1, "status": "3"})
    assert await registered() == "3"
    unit.control("sip", {"account": 1})
    await post(unit, "sip/set", {f"{ACCOUNT}SIP.Server": ""})
    clock.advance(2)
    assert await registered() == "3"
    await post(unit, "sip/set", changes)
    unit.control("press", {})
    unit.control("hang_up", {})
    assert (await calls(unit))[0]["LocalIdentity"] == "2101@192.0.2.5"


# --- Inputs ----------------------------------------------------------------------------------


async def test_input_opens_its_relay(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    unit.control("input", {"input": "B", "level": 0})
    assert (await get(unit, "input/status"))["data"] == {"InputA": 1, "InputB": 0}
    assert unit.relays["B"].switched
    assert not unit.relays["A"].switched
    clock.advance(5)
    assert not unit.relays["B"].switched, "held, but triggered only once"


async def test_input_that_triggers_high(start_unit: StartUnit) -> None:
    unit = await start_unit(config={f"{INPUT}OptionA": "1", f"{INPUT}RelayIdA": "2"})
    unit.control("input", {"input": "A", "level": 0})
    assert not unit.relays["B"].switched
    unit.control("input", {"input": "A", "level": 1})
    assert unit.relays["B"].switched


async def test_input_with_delay(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await post(unit, "input/set", {f"{INPUT}DelayA": "3"})
    for lasts, opens in ((2, False), (3, True)):
        unit.control("input", {"input": "A", "level": 0})
        await clock.wait_for_sleepers()
        clock.advance(lasts)
        await get(unit, "input/status")
        assert unit.relays["A"].switched is opens
        unit.control("input", {"input": "A", "level": 1})


async def test_input_that_is_off_or_calls(start_unit: StartUnit) -> None:
    unit = await start_unit(config={f"{INPUT}EnableA": "0", f"{INPUT}SipEnableB": "1"})
    unit.control("input", {"input": "A", "level": 0})
    assert not unit.relays["A"].switched
    assert (await get(unit, "input/status"))["data"]["InputA"] == 0
    unit.control("input", {"input": "B", "level": 0})
    assert await status(unit) == "CALLING"


@pytest.mark.parametrize("params", [{"input": "C", "level": 0}, {"input": "A", "level": 2}, {}])
async def test_inputs_that_are_not_there(start_unit: StartUnit, params: Json) -> None:
    unit = await start_unit()
    with pytest.raises(ControlError):
        unit.control("input", params)


async def test_keys_of_intercoms(start_unit: StartUnit) -> None:
    unit = await start_unit("X912")
    found = (await get(unit, "input/get"))["data"]
    assert {f"{INPUT}InputEnable", f"{INPUT}InputBEnable", f"{INPUT}InputTrigger"} <= found.keys()
    unit.control("input", {"input": "B", "level": 0})
    assert unit.relays["B"].switched
