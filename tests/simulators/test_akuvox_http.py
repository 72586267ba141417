"""Paths, methods, envelopes and quirks of the API of a simulated unit."""

import json
from typing import Any

import pytest

from simulators.akuvox import AkuvoxDevice, BarePost, Quirks, Unsupported
from simulators.clock import Clock
from simulators.faults import Corrupt, Cut, Delay, Drop, Html, Restart
from tests.simulators.conftest import Served, StartUnit
from tests.simulators.raw_akuvox import RawHttp, ask, get, insecure, post, post_to, upload

type Json = dict[str, Any]

UNKNOWN = {"retcode": -1, "action": "unknow", "message": "unsupport action"}
INFO = {"target": "system", "action": "info"}
JSON = {"Content_Type": "application/json"}


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/system/info", "/api/system/info/", "/api/user/set"]
)
async def test_body_decides(start_unit: StartUnit, path: str) -> None:
    """Target and action of the body win over those of the path."""
    unit = await start_unit()
    answer = await post_to(unit, path, "system/info")
    assert answer.json["data"]["Status"]["Model"] == "A05"
    assert unit.requests[-1].target == "system"
    assert unit.requests[-1].path == path


@pytest.mark.parametrize("path", ["/api/system/info", "/api/system/info/"])
async def test_get(start_unit: StartUnit, path: str) -> None:
    unit = await start_unit()
    assert (await ask(unit, "GET", path)).json["retcode"] == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/system", 404),
        ("GET", "/api/system/info/now", 404),
        ("GET", "/api//api/pcap/start", 404),
        ("GET", "/apis/system/info", 404),
        ("GET", "/download/UserData.tgz", 404),
        ("GET", "/", 200),
        ("PUT", "/api/system/info", 405),
    ],
)
async def test_other_paths(start_unit: StartUnit, method: str, path: str, status: int) -> None:
    unit = await start_unit()
    answer = await ask(unit, method, path)
    assert answer.status == status
    assert not answer.body.startswith(b"{")


async def test_unknown_operations(start_unit: StartUnit, served: Served) -> None:
    unit = await start_unit("A05")
    assert await get(unit, "nosuch/thing") == UNKNOWN
    assert await get(unit, "schedule/get") == UNKNOWN
    assert await get(unit, "privatekey/get") == UNKNOWN
    assert [row[1:] for row in served] == [("schedule/get", -1), ("privatekey/get", -1)]


@pytest.mark.parametrize("operation", ["relay/set", "user/add", "contact/del", "user/scan"])
async def test_get_of_what_only_post_can(start_unit: StartUnit, operation: str) -> None:
    unit = await start_unit()
    assert await get(unit, operation) == UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"mode": 0}',
        b'{"action": "info"}',
        b'{"target": "system"}',
        b'{"target": "system", "action": "info",}',
        b'{"target": "system", "action": "info", "data": []}',
        b"[]",
        b"nonsense",
        b"\xff\xfe",
    ],
)
async def test_bodies_that_are_no_envelope(start_unit: StartUnit, body: bytes) -> None:
    unit = await start_unit()
    assert (await ask(unit, "POST", "/api/system/info", body, **JSON)).json == UNKNOWN


async def test_target_from_the_path(start_unit: StartUnit) -> None:
    unit = await start_unit("X912")
    answer = await ask(unit, "POST", "/api/system/info", b'{"action": "info"}', **JSON)
    assert answer.json["retcode"] == 0


async def test_content_type_of_requests(start_unit: StartUnit) -> None:
    body = json.dumps(INFO).encode()
    strict = await start_unit()
    lax = await start_unit(quirks=Quirks(any_content_type=True))
    for unit, retcode in ((strict, -1), (lax, 0)):
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        assert (await ask(unit, "POST", "/api/", body, **form)).json["retcode"] == retcode
    utf8 = {"Content_Type": "application/json; charset=utf-8"}
    assert (await ask(strict, "POST", "/api/", body, **utf8)).json["retcode"] == 0


async def test_expect_is_refused(start_unit: StartUnit) -> None:
    unit = await start_unit()
    body = json.dumps(INFO).encode()
    assert (await ask(unit, "POST", "/api/", body, Expect="100-continue", **JSON)).status == 417


async def test_connection_is_kept(start_unit: StartUnit) -> None:
    async with RawHttp(await start_unit()) as http:
        for _ in range(3):
            assert (await http.ask("GET", "/api/relay/status")).status == 200


@pytest.mark.parametrize("target", ["/api/relay/status%20", "/api/%ff"])
async def test_percent_signs(start_unit: StartUnit, target: str) -> None:
    answer = await ask(await start_unit(), "GET", target)
    assert answer.status in {200, 404}


# --- Quirks ----------------------------------------------------------------------------------


async def body_with(start_unit: StartUnit, path: str = "/api/call/status", **quirks: Any) -> bytes:
    """Return the body of an answer of a unit with quirks."""
    unit = await start_unit(quirks=Quirks(**quirks))
    return (await ask(unit, "GET", path)).body


async def test_odd_bodies(start_unit: StartUnit) -> None:
    plain = b'{"retcode":0,"action":"status","message":"OK","data":{"Status":"READY"}}'
    assert await body_with(start_unit) == plain
    assert await body_with(start_unit, trailing=b"\0\xff") == plain + b"\0\xff"
    assert await body_with(start_unit, trailing_comma=True) == plain[:-1] + b",}"
    assert b'"retcode":"0"' in await body_with(start_unit, string_retcode=True)


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
async def test_content_type_of_answers(start_unit: StartUnit, kind: str) -> None:
    unit = await start_unit(quirks=Quirks(content_type=kind))
    assert (await ask(unit, "GET", "/api/call/status")).headers["content-type"] == kind


@pytest.mark.parametrize(
    ("style", "retcode", "message"),
    [
        (Unsupported.ACTION, -1, "unsupport action"),
        (Unsupported.ACTION_SPELT, -1, "unsupported action"),
        (Unsupported.POSITIVE, 200, "Api unsupported"),
        (Unsupported.NO_HANDLERS, -1, "No handlers for this request"),
    ],
)
async def test_ways_to_know_nothing(
    start_unit: StartUnit, style: Unsupported, retcode: int, message: str
) -> None:
    found = json.loads(await body_with(start_unit, "/api/no/such", unsupported=style))
    assert (found["retcode"], found["message"]) == (retcode, message)


async def test_unknown_is_empty(start_unit: StartUnit, served: Served) -> None:
    quirk = Unsupported.EMPTY
    assert await body_with(start_unit, "/api/schedule/get", unsupported=quirk) == b""
    assert served == [("akuvox", "schedule/get", 0)]


async def test_positive_refusal_is_no_success(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(unsupported=Unsupported.POSITIVE))
    seen = []
    unit.observe(lambda _, operation, outcome: seen.append((operation, outcome.ok)))
    await get(unit, "schedule/get")
    await get(unit, "relay/status")
    assert seen == [("schedule/get", False), ("relay/status", True)]


async def test_no_api(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(no_api=True))
    assert (await ask(unit, "GET", "/api/system/info")).status == 404


@pytest.mark.parametrize("status", [301, 302, 308])
async def test_redirect(start_unit: StartUnit, status: int) -> None:
    unit = await start_unit(https_port=0, quirks=Quirks(redirect=status))
    answer = await ask(unit, "GET", "/api/system/info?x=1")
    assert answer.status == status
    where = f"https://{unit.address}:{unit.https_port}/api/system/info?x=1"
    assert answer.headers["location"] == where
    async with RawHttp(unit, insecure()) as http:
        assert (await http.ask("GET", "/api/system/info")).status == 200


@pytest.mark.parametrize(
    ("quirk", "status"), [(BarePost.NOT_FOUND, 404), (BarePost.UNSUPPORTED, 200)]
)
async def test_bare_post_only(start_unit: StartUnit, quirk: BarePost, status: int) -> None:
    unit = await start_unit(quirks=Quirks(bare_post_only=quirk))
    answer = await post_to(unit, "/api/group/clear", "group/clear")
    assert answer.status == status
    assert status == 404 or answer.json == UNKNOWN
    assert (await post_to(unit, "/api/", "group/clear")).json["retcode"] == 0
    assert (await get(unit, "group/get"))["retcode"] == 0


async def test_settings_by_get(start_unit: StartUnit) -> None:
    unit = await start_unit(quirks=Quirks(refuses_config_post=True))
    key = "Config.DoorSetting.RELAY.HoldDelayA"
    assert await post(unit, "config/set", {key: "9"}) == UNKNOWN
    assert (await get(unit, "config/set", **{key: "9"}))["retcode"] == 0
    assert unit.config[key] == "9"


@pytest.mark.parametrize("quirk", ["closes_each", "resets_each"])
async def test_connection_ends(start_unit: StartUnit, quirk: str) -> None:
    unit = await start_unit(quirks=Quirks(**{quirk: True}))
    async with RawHttp(unit) as http:
        answer = await http.ask("GET", "/api/relay/status")
        assert answer.status == 200
        assert answer.headers.get("connection") == ("close" if quirk == "closes_each" else None)
        assert await http.rest() == b""


async def test_slow_unit(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit(quirks=Quirks(reply_delay=3))
    async with RawHttp(unit) as http:
        http.send("GET", "/api/relay/status")
        await clock.wait_for_sleepers()
        clock.advance(3)
        assert (await http.receive()).status == 200


# --- Faults ----------------------------------------------------------------------------------


async def test_faults_by_operation(start_unit: StartUnit) -> None:
    unit = await start_unit()
    with unit.faulty(Corrupt(), operations={"relay/status"}):
        with pytest.raises(ValueError, match=r"."):
            await get(unit, "relay/status")
        assert (await get(unit, "input/status"))["retcode"] == 0
    with unit.faulty(Html(), operations={"callog/get"}):
        assert (await ask(unit, "GET", "/api/calllog/get")).status == 502
        assert (await ask(unit, "GET", "/api/callog/get")).status == 502


async def test_cut_and_dropped(start_unit: StartUnit) -> None:
    unit = await start_unit()
    for fault in (Cut(after=40), Cut(after=0, reset=True)):
        async with RawHttp(unit) as http:
            with unit.faulty(fault):
                http.send("GET", "/api/relay/status")
                assert len(await http.rest()) <= 40
    async with RawHttp(unit) as http:
        with unit.faulty(Drop(), times=1):
            http.send("GET", "/api/relay/status")
            assert (await http.ask("GET", "/api/input/status")).json["data"] == {
                "InputA": 1,
                "InputB": 1,
            }


async def test_late_and_restarted(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    async with RawHttp(unit) as http:
        with unit.faulty(Delay(5)):
            http.send("GET", "/api/relay/status")
            await clock.wait_for_sleepers()
            clock.advance(5)
            assert (await http.receive()).status == 200
        with unit.faulty(Restart()):
            http.send("GET", "/api/relay/status")
            assert await http.rest() == b""
    assert (await get(unit, "system/status"))["data"]["UpTime"] == 0


# --- Uploads and records ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x--\r\n",
        b"--y\r\n\r\n\r\n--y--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="config"\r\n\r\ntext\r\n--x--\r\n',
        b"--x\r\nnothing\r\n--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na\r\n--x--\r\n',
    ],
)
async def test_uploads_that_are_no_file(start_unit: StartUnit, body: bytes) -> None:
    unit = await start_unit("A01")
    kind = "multipart/form-data; boundary=x"
    answer = await ask(unit, "POST", "/api/rfkey/import", body, Content_Type=kind)
    assert answer.json["message"] == "Failed"


async def test_only_imports_are_uploads(start_unit: StartUnit) -> None:
    unit = await start_unit("A01")
    assert await upload(unit, "rfkey/clear", b"x", "ICKey.xml") == UNKNOWN
    assert (await post(unit, "rfkey/import", {}))["message"] == "Failed"


async def test_content_of_uploads_is_kept(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await get(unit, "firmware/prepare")
    content = b"\r\n--y\r\n\0\r\n"
    assert (await upload(unit, "firmware/upload", content, "a.zip", "file"))["retcode"] == 0
    assert unit.firmware.image == content


async def test_requests_are_recorded(start_unit: StartUnit) -> None:
    unit: AkuvoxDevice = await start_unit()
    await get(unit, "relay/trig", mode=0, num=1, level=0, delay=1)
    await post_to(unit, "/api/", "group/clear")
    await ask(unit, "GET", "/nothing")
    first, second, third = unit.requests
    assert (first.method, first.path, first.target, first.action) == (
        "GET",
        "/api/relay/trig",
        "relay",
        "trig",
    )
    assert first.query == {"mode": "0", "num": "1", "level": "0", "delay": "1"}
    assert (second.method, second.path, second.target, second.action) == (
        "POST",
        "/api/",
        "group",
        "clear",
    )
    assert (third.target, third.status, third.retcode) == (None, 404, None)
