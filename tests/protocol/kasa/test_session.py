"""Who answers, what is asked, what is remembered, what an outcome is worth."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    AccordError,
    ConflictError,
    ConnectionFailedError,
    DeadlineError,
    DeviceError,
    LimitError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.protocol.kasa.catalog import Family
from custom_components.accord.protocol.kasa.envelope import Call
from custom_components.accord.protocol.kasa.errors import WrongDeviceError
from tests.protocol.kasa.fakes import OK, FakeLink, Json, device, sample, session

MAC = "02:00:5e:10:00:01"
ON = Call("system", "set_relay_state", {"state": True})
METER = Call("emeter", "get_realtime")
SWITCHED = {"system": {"set_relay_state": OK}}


async def test_the_device_is_identified_before_anything_else() -> None:
    link = FakeLink(sample("plug"), SWITCHED, SWITCHED)
    client = session(link)
    assert (client.sysinfo, client.identified) == (None, None)
    await client.write(ON)
    await client.write(ON)
    assert link.requests == [
        b'{"system":{"get_sysinfo":{}}}',
        b'{"system":{"set_relay_state":{"state":1}}}',
        b'{"system":{"set_relay_state":{"state":1}}}',
    ]
    assert client.identified is not None
    assert client.identified.family is Family.PLUG


@pytest.mark.parametrize("spelling", [MAC, "02-00-5E-10-00-01", "02005E100001"])
async def test_the_right_device(spelling: str) -> None:
    client = session(FakeLink(sample("plug")), spelling)
    assert (await client.get_sysinfo()).mac == MAC


async def test_another_device_gets_no_commands() -> None:
    link = FakeLink(sample("strip"), sample("strip"), sample("plug"), SWITCHED)
    client = session(link, MAC)
    for _ in range(2):
        with pytest.raises(WrongDeviceError) as caught:
            await client.write(ON)
        assert isinstance(caught.value, ConflictError)
        assert not caught.value.outcome_unknown
    assert client.sysinfo is None
    await client.write(ON)
    assert b"set_relay_state" in link.requests[-1]
    assert len(link.requests) == 4


async def test_another_device_that_takes_over_is_found_at_the_next_poll() -> None:
    client = session(FakeLink(sample("plug"), sample("strip"), sample("strip")), MAC)
    known = await client.get_sysinfo()
    with pytest.raises(WrongDeviceError):
        await client.get_sysinfo()
    assert client.sysinfo is known
    assert client.identified is None
    with pytest.raises(WrongDeviceError):
        await client.write(ON)


async def test_after_a_break_the_device_is_identified_anew() -> None:
    link = FakeLink(sample("plug"), ConnectionFailedError("gone"), sample("strip"))
    client = session(link, MAC)
    await client.get_sysinfo()
    with pytest.raises(ConnectionFailedError):
        await client.get_sysinfo()
    with pytest.raises(WrongDeviceError):
        await client.write(ON)
    assert not any(b"set_relay_state" in request for request in link.requests)


async def test_without_an_expected_device_a_break_needs_no_new_identification() -> None:
    client = session(FakeLink(sample("plug"), ConnectionFailedError("gone"), SWITCHED))
    await client.get_sysinfo()
    with pytest.raises(ConnectionFailedError):
        await client.write(ON)
    assert await client.write(ON) == OK


@pytest.mark.parametrize(
    "answer",
    [
        DeadlineError("no answer in time", outcome_unknown=True),
        b"<html>",
        {},
        {"system": {}},
        {"system": {"set_relay_state": 1}},
    ],
    ids=["silence", "garbage", "empty", "no method", "no object"],
)
async def test_the_outcome_of_a_command_without_a_clear_answer_is_unknown(answer: Any) -> None:
    client = session(FakeLink(sample("plug"), answer))
    with pytest.raises(AccordError) as caught:
        await client.write(ON)
    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    "answer", [DeadlineError("no answer in time", outcome_unknown=True), b"<html>", {}]
)
async def test_reads_have_no_outcome(answer: Any) -> None:
    client = session(FakeLink(sample("plug"), answer))
    await client.get_sysinfo()
    with pytest.raises(AccordError) as caught:
        await client.read(METER)
    assert not caught.value.outcome_unknown


async def test_a_refused_command_has_a_known_outcome() -> None:
    refusal = {"system": {"set_relay_state": {"err_code": -10, "err_msg": "table is full"}}}
    client = session(FakeLink(sample("plug"), refusal))
    with pytest.raises(LimitError) as caught:
        await client.write(ON)
    assert not caught.value.outcome_unknown


async def test_what_sets_a_state_may_be_repeated_what_does_not_must_not() -> None:
    link = FakeLink(sample("plug"), SWITCHED, {"system": {"reboot": OK}})
    client = session(link)
    await client.write(ON)
    await client.write(Call("system", "reboot", {"delay": 1}), repeatable=False)
    assert link.repeatable == [True, True, False]


@pytest.mark.parametrize(
    "refusal",
    [
        {"emeter": {"err_code": -1, "err_msg": "module not support"}},
        {"emeter": {"get_realtime": {"err_code": -2001, "err_msg": "Module not support"}}},
    ],
)
async def test_a_missing_module_is_never_asked_again(refusal: dict[str, Any]) -> None:
    link = FakeLink(sample("plug"), refusal)
    client = session(link)
    for call in (METER, METER, Call("emeter", "get_daystat", {"year": 2026, "month": 1})):
        with pytest.raises(UnsupportedError):
            await client.read(call)
    assert len(link.requests) == 2
    assert client.lacks(METER)


async def test_a_missing_method_leaves_the_others_of_its_module() -> None:
    refusal = {"emeter": {"get_realtime": {"err_code": -2, "err_msg": "member not support"}}}
    daily = {"emeter": {"get_daystat": {"day_list": [], "err_code": 0}}}
    link = FakeLink(sample("plug"), refusal, daily)
    client = session(link)
    for _ in range(2):
        with pytest.raises(UnsupportedError):
            await client.read(METER)
    assert await client.read(Call("emeter", "get_daystat")) == {"day_list": [], "err_code": 0}
    assert len(link.requests) == 3


async def test_new_firmware_is_asked_again() -> None:
    fake = device("plug")
    client = session(fake)
    with pytest.raises(UnsupportedError):
        await client.read(METER)
    fake.info["sw_ver"] = "1.1.0 Build 250101 Rel.1"
    fake.methods["emeter.get_realtime"] = {"power_mw": 1, "err_code": 0}
    await client.get_sysinfo()
    assert (await client.read(METER))["power_mw"] == 1


@pytest.mark.parametrize(("code", "kind"), [(-7, DeviceError), (-10008, UnsupportedError)])
async def test_other_refusals_are_not_remembered(code: int, kind: type[AccordError]) -> None:
    refusal = {"emeter": {"get_realtime": {"err_code": code}}}
    client = session(FakeLink(sample("plug"), refusal, {"emeter": {"get_realtime": {"power": 1}}}))
    with pytest.raises(kind):
        await client.read(METER)
    assert await client.read(METER) == {"power": 1}


async def test_reads_name_their_outlet_and_may_take_their_time() -> None:
    link = FakeLink(sample("strip"), {"emeter": {"get_realtime": {"power_mw": 5}}})
    await session(link).read(METER, outlet="AA00", timeout=20)
    assert link.requests[-1] == (b'{"context":{"child_ids":["AA00"]},"emeter":{"get_realtime":{}}}')
    assert link.timeouts == [None, 20]


async def test_calls_of_one_request_must_all_succeed() -> None:
    link = FakeLink(sample("plug"), {"a": {"x": OK}, "b": {"y": {"err_code": -3}}})
    with pytest.raises(AccordError) as caught:
        await session(link).write(Call("a", "x"), Call("b", "y"))
    assert caught.value.code == -3


async def test_a_batch_goes_in_few_requests_and_keeps_order() -> None:
    methods: dict[str, Json] = {
        "schedule.get_daystat": {"day_list": [], "err_code": 0},
        "emeter.get_daystat": {"day_list": [1], "err_code": 0},
        "time.get_time": {"year": 2026, "err_code": 0},
    }
    fake = device("bulb_off", methods)
    client = session(fake)
    calls = [
        Call("schedule", "get_daystat"),
        Call("count_down", "get_rules"),
        Call("emeter", "get_daystat"),
        Call("time", "get_time"),
    ]
    answers = await client.batch(calls)
    assert [list(request) for request in fake.sent] == [
        ["schedule", "count_down"],
        ["emeter", "time"],
    ]
    assert [isinstance(answer, UnsupportedError) for answer in answers] == [
        False,
        True,
        False,
        False,
    ]
    assert answers[0] == methods["schedule.get_daystat"]
    assert answers[2] == methods["emeter.get_daystat"]
    again = await client.batch(calls)
    assert isinstance(again[1], UnsupportedError)
    assert again[3] == methods["time.get_time"]
    assert not any("count_down" in request for request in fake.sent[2:])


async def test_a_broken_connection_ends_a_batch() -> None:
    client = session(FakeLink(sample("plug"), ConnectionFailedError("gone")))
    with pytest.raises(ConnectionFailedError):
        await client.batch([METER])


async def test_another_way_is_taken() -> None:
    """A device that cannot be reached is asked the other way, first who it is."""
    link = FakeLink(sample("plug"), ConnectionFailedError("gone"), sample("plug"), SWITCHED)
    link.other_ways = 1
    client = session(link, MAC)
    await client.write(ON)
    assert [b"set_relay_state" in request for request in link.requests] == [
        False,
        True,
        False,
        True,
    ]
    assert client.identified is not None


async def test_another_device_the_other_way_is_not_commanded() -> None:
    other = sample("plug")
    other["system"]["get_sysinfo"]["mac"] = "02:00:5E:00:00:99"
    link = FakeLink(sample("plug"), ConnectionFailedError("gone"), other)
    link.other_ways = 1
    with pytest.raises(WrongDeviceError):
        await session(link, MAC).write(ON)


async def test_no_other_way() -> None:
    """What is wrong with the first way is told."""
    first = ConnectionFailedError("gone")
    link = FakeLink(sample("plug"), first, ProtocolError("something else"))
    link.other_ways = 1
    client = session(link, MAC)
    with pytest.raises(ConnectionFailedError) as caught:
        await client.write(ON)
    assert caught.value is first


async def test_what_may_have_been_carried_out_is_not_sent_the_other_way() -> None:
    error = ConnectionFailedError("gone", outcome_unknown=True)
    link = FakeLink(sample("plug"), error)
    link.other_ways = 1
    with pytest.raises(ConnectionFailedError):
        await session(link, MAC).write(ON, repeatable=False)
    assert link.switched == []


async def test_bulbs_get_two_modules_at_a_time_over_klap() -> None:
    link = device("bulb_off")
    link.encrypted = True
    calls = [Call(f"module{number}", "get", {}) for number in range(5)]
    await session(link).batch(calls)
    assert [len(request) for request in link.sent] == [2, 2, 1]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"system":{"get_sysinfo":{"alias":"Fr',
        b"[" * 60_000,
        {},
        {"system": 1},
    ],
    ids=["nothing", "list", "binary", "cut", "deep", "empty", "number"],
)
async def test_garbage_is_a_protocol_error(answer: Any) -> None:
    client = session(FakeLink(answer, sample("plug")))
    with pytest.raises(ProtocolError):
        await client.get_sysinfo()
    assert (await client.get_sysinfo()).alias == "Freezer"
