"""The session: styles of requests, what answers mean, manners towards a small server."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.errors import (
    ApiClosedError,
    UnprotectedError,
    WantsHttpsError,
)
from custom_components.accord.protocol.akuvox.session import AkuvoxSession, Pacing
from custom_components.accord.protocol.errors import (
    AccordError,
    AuthenticationError,
    ConnectionFailedError,
    DeadlineError,
    DeviceError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.protocol.transport.http import HttpChannel
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import UNSUPPORTED, Asked, file, reply
from tests.protocol.peer import Line, StartPeer

type Answers = Callable[[Asked], Any]


def raw(body: str | bytes, status: int = 200, **headers: str) -> web.Response:
    content = body.encode() if isinstance(body, str) else body
    return web.Response(body=content, status=status, headers=headers, content_type="text/html")


async def test_read(start_unit: StartUnit) -> None:
    unit = await start_unit({"doorlog/get": {"num": 0}})
    data = await unit.session.read("doorlog", "get", {"page": 1, "NameOrCode": "Tür & Tor"})
    assert data == {"num": 0}
    asked = unit.requests[0]
    assert (asked.method, asked.path) == ("GET", "/api/doorlog/get")
    assert asked.query == {"page": "1", "NameOrCode": "Tür & Tor"}


async def test_write(start_unit: StartUnit) -> None:
    unit = await start_unit({"relay/trig": None, "group/clear": reply(retcode="1")})
    answer = await unit.session.write("relay", "trig", {"num": 1})
    assert (answer.retcode, answer.message) == (0, "OK")
    assert (await unit.session.write("group", "clear")).retcode == 1
    assert [one.path for one in unit.requests] == ["/api/relay/trig", "/api/group/clear"]
    assert [one.data for one in unit.requests] == [{"num": 1}, None]


async def test_ask(start_unit: StartUnit) -> None:
    unit = await start_unit({"config/get": {"Config.A": "1"}})
    assert await unit.session.ask("config", "get", {"item": ["Config.A"]}) == {"Config.A": "1"}


@pytest.mark.parametrize("refusal", [raw("", 404), UNSUPPORTED], ids=["404", "unsupported"])
async def test_bare_path_is_tried_once_and_remembered(
    start_unit: StartUnit, refusal: object
) -> None:
    def set_(asked: Asked) -> object:
        return refusal if asked.path != "/api/" else None

    unit = await start_unit({"user/set": set_})
    session = unit.session
    await session.write("user", "set", {"item": []})
    await session.write("user", "set", {"item": []})
    assert [one.path for one in unit.requests] == ["/api/user/set", "/api/", "/api/"]


async def test_bare_path_of_no_use_is_not_remembered(start_unit: StartUnit) -> None:
    unit = await start_unit({"relay/trig": None})
    session = unit.session
    with pytest.raises(UnsupportedError):
        await session.write("user", "set", {})
    await session.write("relay", "trig", {})
    assert [one.path for one in unit.requests] == ["/api/user/set", "/api/", "/api/relay/trig"]


async def test_locked_feature_is_not_asked_twice(start_unit: StartUnit) -> None:
    unit = await start_unit({"user/set": raw("")})
    with pytest.raises(UnsupportedError):
        await unit.session.write("user", "set", {})
    assert len(unit.requests) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (raw("<html>login</html>"), ProtocolError),
        (raw(" "), UnsupportedError),
        (raw("nope", 401), AuthenticationError),
        (raw("", 403), ApiClosedError),
        (raw("", 308, Location="https://192.0.2.1/"), WantsHttpsError),
        (raw("", 404), UnsupportedError),
        (reply(retcode=200, message="Api unsupported"), UnsupportedError),
        (reply(retcode=-1, message="Failed"), DeviceError),
        (raw('{"message":"OK"}'), ProtocolError),
    ],
)
async def test_failures(start_unit: StartUnit, answer: Any, kind: type[AccordError]) -> None:
    unit = await start_unit({"relay/get": answer})
    with pytest.raises(kind) as caught:
        await unit.session.read("relay", "get")
    assert type(caught.value) is kind
    assert not caught.value.outcome_unknown
    assert len(unit.requests) == 1


async def test_tolerance(start_unit: StartUnit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    unit = await start_unit({"log/get": raw('{"retcode":"0","message":"OK","data":{"a":"1",},}x')})
    session = unit.session
    for _ in range(2):
        assert await session.read("log", "get") == {"a": "1"}
    assert len([one for one in caplog.records if "commas" in one.message]) == 1


async def test_garbage_after_a_write_leaves_the_outcome_open(start_unit: StartUnit) -> None:
    unit = await start_unit({"relay/trig": raw("<html>")})
    with pytest.raises(ProtocolError) as caught:
        await unit.session.write("relay", "trig", {})
    assert caught.value.outcome_unknown


async def test_secrets_stay_out_of_errors(start_unit: StartUnit) -> None:
    unit = await start_unit({"config/set": raw('{"retcode":0 marker-body')})
    with pytest.raises(ProtocolError) as caught:
        await unit.session.write("config", "set", {"Config.X.Password": "marker-sent"})
    error: BaseException | None = caught.value
    while error is not None:
        assert "marker" not in f"{error}{error.args}"
        error = error.__cause__


# --- Settings one by one ---------------------------------------------------------------------


async def test_values_by_post(start_unit: StartUnit) -> None:
    unit = await start_unit({"config/set": None})
    await unit.session.set_values("config", {"Config.A": "1", "Config.B": "2"})
    assert unit.requests[0].data == {"Config.A": "1", "Config.B": "2"}


async def test_values_one_by_one(start_unit: StartUnit) -> None:
    def refuse_post(asked: Asked) -> object:
        return UNSUPPORTED if asked.method == "POST" else None

    unit = await start_unit({"config/set": refuse_post})
    session = unit.session
    for _ in range(2):
        await session.set_values("config", {"Config.A": "1 2", "Config.B": "ü"})
    assert [one.method for one in unit.requests] == ["POST", "POST", "GET", "GET", "GET", "GET"]
    assert [one.query for one in unit.requests[2:4]] == [{"Config.A": "1 2"}, {"Config.B": "ü"}]
    for _ in range(2):
        with pytest.raises(UnprotectedError):
            await session.set_values("config", {"Config.X.Password": "marker"})


async def test_secrets_are_not_put_into_addresses(start_unit: StartUnit) -> None:
    unit = await start_unit({})
    with pytest.raises(UnprotectedError):
        await unit.session.set_values("relay", {"Config.DoorSetting.RELAY.Password": "marker"})
    assert [one.method for one in unit.requests] == ["POST", "POST"]


# --- Files -----------------------------------------------------------------------------------


async def test_upload(start_unit: StartUnit) -> None:
    unit = await start_unit({"firmware/upload": None, "system/info": {}})
    session = unit.session
    told: list[tuple[int, int]] = []
    for _ in range(2):
        await session.upload(
            "firmware",
            "upload",
            b"\0image\r\n",
            "image.zip",
            field="file",
            query={"silent": 1},
            progress=lambda sent, of: told.append((sent, of)),
        )
    assert unit.lines == ["GET system/info", "POST firmware/upload", "POST firmware/upload"]
    asked = unit.requests[1]
    assert asked.data == {"field": "file", "filename": "image.zip"}
    assert (asked.query, asked.content) == ({"silent": "1"}, b"\0image\r\n")
    assert told[-1][0] == told[-1][1] > 9


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment;filename=ICKey.xml", "ICKey.xml"),
        ('attachment; filename="a b.xml"', "a_b.xml"),
        ("attachment;filename=../../etc/x", "x"),
        ("attachment;filename=..", ""),
        ("attachment", ""),
    ],
)
async def test_download(start_unit: StartUnit, disposition: str, name: str) -> None:
    answer = web.Response(body=b"{}<xml/>", headers={"Content-Disposition": disposition})
    unit = await start_unit({"rfkey/export": answer})
    found = await unit.session.download("rfkey", "export")
    assert (found.name, found.content) == (name, b"{}<xml/>")


async def test_no_download(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {
            "contact/export": reply(retcode=-1, message="Export Failed."),
            "log/export": reply(),
            "pcap/export": raw("", 404),
            "config/export": raw(""),
        }
    )
    session = unit.session
    kinds = {
        "contact": DeviceError,
        "log": ProtocolError,
        "pcap": UnsupportedError,
        "config": UnsupportedError,
    }
    for target, kind in kinds.items():
        with pytest.raises(kind):
            await session.download(target, "export")


async def test_fetch(start_unit: StartUnit) -> None:
    unit = await start_unit({"download/UserData.tgz": file(b"\x1f\x8b", "UserData.tgz")})
    assert await unit.session.fetch("/download/UserData.tgz") == b"\x1f\x8b"
    for path in ("http://192.0.2.9/x", "//192.0.2.9/x", "x", "", "/../x", "/\\192.0.2.9"):
        with pytest.raises(ProtocolError):
            await unit.session.fetch(path)
    assert len(unit.requests) == 1


# --- Manners ---------------------------------------------------------------------------------


class Clock:
    """Time that only passes while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    @property
    def pacing(self) -> Pacing:
        return Pacing(monotonic=self.monotonic, sleep=self.sleep)


async def test_pauses(start_unit: StartUnit, http: aiohttp.ClientSession) -> None:
    clock = Clock()
    unit = await start_unit({"relay/status": {}, "relay/trig": None})
    channel = HttpChannel(http, f"http://127.0.0.1:{unit.port}")
    session = AkuvoxSession(channel, pacing=clock.pacing)
    await session.read("relay", "status")
    await session.write("relay", "trig", {})
    await session.read("relay", "status")
    assert clock.slept == [0.05, 0.25]
    clock.now += 60
    await session.read("relay", "status")
    await session.pause()
    assert clock.slept == [0.05, 0.25, 1.0]


async def test_one_at_a_time(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    under_way = 0
    body = b'{"retcode":0}'
    most = 0

    async def serve(line: Line) -> None:
        nonlocal under_way, most
        while True:
            await line.reader.readuntil(b"\r\n\r\n")
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1
            line.send(b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n" + body)

    peer = await start_peer(serve)
    channel = HttpChannel(http, f"http://{peer.host}:{peer.port}")
    session = AkuvoxSession(channel, pacing=Pacing(after_read=0))
    await asyncio.gather(*(session.read("relay", "status") for _ in range(8)))
    assert most == 1
    assert peer.connections == 1


async def test_patience(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    async def never(line: Line) -> None:
        await line.gone()

    peer = await start_peer(never)
    channel = HttpChannel(http, f"http://{peer.host}:{peer.port}", connect_timeout=0.1)
    session = AkuvoxSession(channel, patience=0.05)
    first = asyncio.create_task(session.read("relay", "status", timeout=0.3))
    await asyncio.sleep(0)
    with pytest.raises(DeadlineError, match="earlier"):
        await session.read("relay", "status")
    with pytest.raises(DeadlineError):
        await first


async def test_lost_answers(start_peer: StartPeer, http: aiohttp.ClientSession) -> None:
    async def hang_up(line: Line) -> None:
        await line.reader.readuntil(b"\r\n\r\n")

    peer = await start_peer(hang_up)
    session = AkuvoxSession(HttpChannel(http, f"http://{peer.host}:{peer.port}"))
    with pytest.raises(ConnectionFailedError) as caught:
        await session.write("relay", "trig", {})
    assert caught.value.outcome_unknown
    assert peer.connections == 1
    with pytest.raises(ConnectionFailedError) as caught:
        await session.read("relay", "status")
    assert not caught.value.outcome_unknown
    with pytest.raises(ConnectionFailedError) as caught:
        await session.ask("relay", "status", {})
    assert not caught.value.outcome_unknown
