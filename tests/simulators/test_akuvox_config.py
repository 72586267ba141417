"""Settings, their backup, and what a restart does to a simulated unit."""

import base64
from typing import Any

import pytest

from simulators.akuvox import AkuvoxDevice, Auth, Quirks
from simulators.clock import Clock
from simulators.faults import Cut, Drop, Fault
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import RawHttp, ask, get, post, upload

type Json = dict[str, Any]

RELAY = "Config.DoorSetting.RELAY."
URLS = "Config.Features.ACTIONURL."
CODES = "Config.DoorSetting.PASSWORD."
HOLD = f"{RELAY}HoldDelayA"


async def value(unit: AkuvoxDevice, key: str) -> str | None:
    """Read one key back."""
    data: Json = (await post(unit, "config/get", {"item": [key]}))["data"]
    return data.get(key)


async def test_everything_is_text(start_unit: StartUnit) -> None:
    unit = await start_unit()
    found = (await get(unit, "config/get"))["data"]
    assert len(found) > 150
    assert all(isinstance(value, str) for value in found.values())
    assert (await post(unit, "config/get", {}))["data"] == found


async def test_sections_and_keys(start_unit: StartUnit) -> None:
    unit = await start_unit()
    found = (await post(unit, "config/get", {"filter": [f"{URLS[:-1]}"], "item": [HOLD]}))["data"]
    assert HOLD in found
    assert f"{URLS}Enable" in found
    assert all(key == HOLD or key.startswith(URLS) for key in found)
    assert (await post(unit, "config/get", {"filter": ["Config.Features.ACTION"]}))["data"] == {}
    assert (await post(unit, "config/get", {"item": ["Config.No.Such"]}))["data"] == {}


@pytest.mark.parametrize(
    "data", [{"filter": "Config"}, {"item": {"a": "b"}}, {"item": [1]}, {"keys": ["a"]}]
)
async def test_wrong_filters(start_unit: StartUnit, data: Json) -> None:
    assert (await post(await start_unit(), "config/get", data))["retcode"] == -100


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        (HOLD, "60", "61"),
        (f"{RELAY}TypeB", "1", "2"),
        ("Config.DoorSetting.INPUT.DelayA", "65535", "65536"),
        ("Config.DoorSetting.INPUT.EnableB", "0", "yes"),
        ("Config.DoorSetting.DTMF.Code1", "#", "12"),
        ("Config.DoorSetting.DTMF.MultiCode2", "4711", "12345"),
        ("Config.Settings.LOGLEVEL.Level", "7", "8"),
        ("Config.Account1.SIP.Port", "5070", "sip"),
        (f"{URLS}MakeCall", "http://127.0.0.1/?m=$mac", "http://127.0.0.1/?q=$qrcode"),
        (f"{URLS}HangUp", "h" * 512, "h" * 513),
    ],
)
async def test_bad_values_are_not_taken(
    start_unit: StartUnit, key: str, good: str, bad: str
) -> None:
    """And nobody is told: the answer is OK."""
    unit = await start_unit()
    for text in (good, bad):
        assert (await post(unit, "config/set", {key: text}))["retcode"] == 0
        assert await value(unit, key) == good


async def test_unknown_keys_are_not_added(start_unit: StartUnit) -> None:
    unit = await start_unit()
    assert (await post(unit, "config/set", {"Config.No.Such": "1", HOLD: "9"}))["retcode"] == 0
    assert await value(unit, "Config.No.Such") is None
    assert await value(unit, HOLD) == "9"


@pytest.mark.parametrize("data", [{}, {HOLD: 5}, {HOLD: None}])
async def test_values_are_texts(start_unit: StartUnit, data: Json) -> None:
    assert (await post(await start_unit(), "config/set", data))["retcode"] == -100


async def test_each_target_sets_its_own(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "relay/set", {f"{URLS}Enable": "1", HOLD: "9"})
    assert await value(unit, f"{URLS}Enable") == "0"
    assert await value(unit, HOLD) == "9"
    await post(unit, "input/set", {"Config.DoorSetting.Action.CallNum": "42"})
    assert await value(unit, "Config.DoorSetting.Action.CallNum") == "42"


async def test_length_of_public_codes(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "publiccode/set", {f"{CODES}PublicKey1": "1234"})
    assert await value(unit, f"{CODES}PublicKey1") == "33333333"
    both = {f"{CODES}PublicKeyBitsLimit": "1", f"{CODES}PublicKey1": "1234"}
    await post(unit, "publiccode/set", both)
    assert await value(unit, f"{CODES}PublicKey1") == "1234"
    await post(unit, "publiccode/set", {f"{CODES}PublicKey2": ""})
    assert await value(unit, f"{CODES}PublicKey2") == ""


async def test_variables_may_pass(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(drops_unknown_variables=False))
    await post(unit, "config/set", {f"{URLS}MakeCall": "http://127.0.0.1/?q=$qrcode"})
    assert await value(unit, f"{URLS}MakeCall") == "http://127.0.0.1/?q=$qrcode"


async def test_passwords_in_the_dump(start_unit: StartUnit) -> None:
    key = "Config.DoorSetting.APIFCGI.Password"
    assert await value(await start_unit("A05"), key) == "httpapi"
    hidden = await value(await start_unit("X912"), key)
    assert hidden is not None
    assert base64.b64decode(hidden) == b"httpapi"


async def test_log_level_is_answered(start_unit: StartUnit) -> None:
    unit = await start_unit()
    key = "Config.Settings.LOGLEVEL.Level"
    assert (await post(unit, "log/set", {key: "9"}))["retcode"] == -100
    assert (await post(unit, "log/set", {HOLD: "9"}))["retcode"] == -100


# --- Backup, restart, factory ----------------------------------------------------------------


async def test_backup(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await post(unit, "config/set", {HOLD: "9"})
    answer = await ask(unit, "GET", "/api/config/export")
    assert answer.headers["content-disposition"] == "attachment;filename=Config.tgz"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert b"Config" not in answer.body
    await post(unit, "config/set", {HOLD: "3"})
    assert (await upload(unit, "config/import", answer.body, "Config.tgz"))["retcode"] == 0
    assert not unit.online
    clock.advance(unit.reboot_lasts)
    await unit.wait_until_online()
    assert await value(unit, HOLD) == "9"


async def test_foreign_backup(start_unit: StartUnit) -> None:
    unit, other = await start_unit("A05"), await start_unit("A01")
    content = (await ask(other, "GET", "/api/config/export")).body
    for name, body in (("Config.tgz", content), ("Config.tgz", b"x"), ("Config.zip", content)):
        assert (await upload(unit, "config/import", body, name))["message"] == "Failed"
    assert unit.online


async def test_reboot(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    clock.advance(100)
    async with RawHttp(unit) as idle, RawHttp(unit) as http:
        assert (await idle.ask("GET", "/api/relay/status")).status == 200
        answer = await http.ask("GET", "/api/system/reboot")
        assert answer.json == {"retcode": 0, "action": "status", "message": "OK"}
        assert await http.rest() == b""
        assert await idle.rest() == b""
    with pytest.raises(ConnectionRefusedError):
        await get(unit, "system/status")
    clock.advance(unit.reboot_lasts)
    await unit.wait_until_online()
    clock.advance(5)
    assert (await get(unit, "system/status"))["data"]["UpTime"] == 5


async def test_reboot_by_post_only(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(reboots_by_post_only=True))
    assert (await get(unit, "system/reboot"))["message"] == "unsupport action"
    assert unit.online
    assert (await post(unit, "system/reboot"))["retcode"] == 0
    assert not unit.online


async def test_reboot_may_lose_its_answer(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(loses_reboot_reply=True))
    async with RawHttp(unit) as http:
        http.send("GET", "/api/system/reboot")
        assert await http.rest() == b""
    assert not unit.online


@pytest.mark.parametrize("fault", [Cut(), Drop()])
async def test_reboot_whatever_becomes_of_the_answer(start_unit: StartUnit, fault: Fault) -> None:
    unit = await start_unit()
    async with RawHttp(unit) as http:
        with unit.faulty(fault):
            http.send("GET", "/api/system/reboot")
            assert b"retcode" not in await http.rest()
    assert not unit.online


async def test_factory_reset(start_unit: StartUnit, clock: Clock) -> None:
    """Nobody comes in afterwards: a white list without addresses."""
    unit = await start_unit()
    user = {"UserID": "1", "Name": "Mira", "ScheduleRelay": "1001-1"}
    await post(unit, "user/add", {"item": [user]})
    assert (await get(unit, "config/reset_factory"))["retcode"] == 0
    clock.advance(unit.reboot_lasts)
    await unit.wait_until_online()
    assert (await ask(unit, "GET", "/api/system/info")).status == 403
    assert unit.gate.mode is Auth.WHITE_LIST
    assert unit.state()["users"] == 0


async def test_as_built_again(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "config/set", {HOLD: "9"})
    unit.restart(keep_state=False)
    assert await value(unit, HOLD) == "5"


async def test_clock(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    start = (await get(unit, "system/status"))["data"]["SystemTime"]
    assert start == int(clock.wall().timestamp())
    unit.control("clock", {"seconds": -90, "drift": 8.64})
    clock.advance(10_000)
    assert (await get(unit, "system/status"))["data"]["SystemTime"] == start + 10_000 - 90 + 1
