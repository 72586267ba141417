"""How gently a server is treated, and what its answers mean."""

import asyncio
from typing import Any

import aiohttp
import pytest

from custom_components.accord.protocol.errors import (
    AuthenticationError,
    BusyError,
    ConnectionFailedError,
    DeviceError,
    InvalidError,
    NotFoundError,
    PermissionDeniedError,
    ProtocolError,
    UnsupportedError,
)
from custom_components.accord.protocol.iotsquare import IoTSquareClient, Pace
from custom_components.accord.protocol.iotsquare.session import IoTSquareSession
from custom_components.accord.protocol.transport.http import HttpChannel
from tests.protocol.iotsquare.fakes import AT_ONCE, OK, FakeServer, Raw

BUSY = {"code": 1001, "msg": "System Busy"}
MISSING = Raw(b"404 page not found", 404)
CUT = Raw(b'{"code": 0, "msg"')


class Watch:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds
        await asyncio.sleep(0)

    def pace(self, **settings: Any) -> Pace:
        return Pace(monotonic=lambda: self.now, sleep=self.sleep, **settings)


@pytest.fixture
def link(server: FakeServer, http: aiohttp.ClientSession) -> IoTSquareSession:
    return link_of(http, server)


def link_of(
    http: aiohttp.ClientSession, server: FakeServer, pace: Pace = AT_ONCE
) -> IoTSquareSession:
    return IoTSquareSession(HttpChannel(http, server.url), pace)


# --- Answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 400, 401, 404, 500])
async def test_the_code_counts_not_the_status(
    link: IoTSquareSession, server: FakeServer, status: int
) -> None:
    server.tell("app/status", Raw(b'{"code": "3001", "enMsg": "gone", "msg": "x"}', status))
    with pytest.raises(NotFoundError) as raised:
        await link.get("app/status", {"appID": 1})
    assert (raised.value.code, raised.value.text) == (3001, "gone")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Raw(b"", 401), AuthenticationError),
        (Raw(b"no", 403), PermissionDeniedError),
        (MISSING, UnsupportedError),
        (Raw(b"<html>console</html>", 200), UnsupportedError),
        (Raw(b"[]", 200), ProtocolError),
        (CUT, ProtocolError),
        (Raw(b'{"msg": "ok"}', 200), ProtocolError),
        (Raw(b"<html>", 502), BusyError),
        (Raw(b"", 302), ProtocolError),
    ],
)
async def test_answers_without_a_code(
    link: IoTSquareSession, server: FakeServer, answer: Raw, kind: type[Exception]
) -> None:
    server.tell("app/list", answer)
    with pytest.raises(kind) as raised:
        await link.get("app/list")
    assert type(raised.value) is kind
    assert not getattr(raised.value, "outcome_unknown", True)


@pytest.mark.parametrize(
    ("answer", "unknown"),
    [
        (CUT, True),
        (Raw(b"<html>", 502), True),
        (BUSY, False),
        (MISSING, False),
        (Raw(b"slow down", 429), False),
    ],
)
async def test_whether_a_change_may_have_happened(
    link: IoTSquareSession, server: FakeServer, answer: Any, unknown: bool
) -> None:
    """And nothing is sent a second time."""
    server.tell("app/create", answer)
    with pytest.raises((ProtocolError, BusyError, UnsupportedError)) as raised:
        await link.post("app/create", {})
    assert raised.value.outcome_unknown is unknown
    assert len(server.asked) == 1


async def test_nobody_there(http: aiohttp.ClientSession, free_port: int) -> None:
    link = IoTSquareSession(HttpChannel(http, f"http://127.0.0.1:{free_port}"), AT_ONCE)
    with pytest.raises(ConnectionFailedError) as raised:
        await link.post("app/create", {})
    assert not raised.value.outcome_unknown


# --- Manners -----------------------------------------------------------------------------------


async def test_busy_servers_are_asked_again_later(
    http: aiohttp.ClientSession, server: FakeServer
) -> None:
    watch = Watch()
    server.tell("app/list", BUSY, BUSY, {**OK, "amount": 0, "data": []})
    assert await link_of(http, server, watch.pace()).rows("app/list", "appID") == []
    assert watch.slept == [1.0, 2.0]


async def test_busy_for_too_long(http: aiohttp.ClientSession, server: FakeServer) -> None:
    """Then nobody asks for a while, and then again."""
    watch = Watch()
    link = link_of(http, server, watch.pace(first_wait=8.0))
    server.tell("app/list", BUSY)
    with pytest.raises(BusyError):
        await link.get("app/list")
    asked = len(server.asked)
    with pytest.raises(BusyError) as raised:
        await link.get("app/list")
    assert raised.value.retry_after == pytest.approx(16.0)
    assert len(server.asked) == asked == 2
    watch.now += 20
    server.tell("app/list", OK)
    await link.get("app/list")


async def test_a_failed_query_is_repeated_once(link: IoTSquareSession, server: FakeServer) -> None:
    failed = {"code": 1008, "msg": "Query Error"}
    server.tell("app/list", failed, OK)
    await link.get("app/list")
    server.tell("app/list", failed)
    with pytest.raises(DeviceError):
        await link.get("app/list")
    assert len(server.asked) == 4


async def test_requests_have_a_distance(http: aiohttp.ClientSession, server: FakeServer) -> None:
    watch = Watch()
    link = link_of(http, server, watch.pace(at_once=1))
    server.tell("app/list", OK)
    await asyncio.gather(*(link.get("app/list") for _ in range(3)))
    assert watch.slept == [0.1, 0.1]


# --- Lists -------------------------------------------------------------------------------------


class Book:
    """A list in pages, as a server keeps it."""

    def __init__(self, server: FakeServer, amount: int, largest: int = 100) -> None:
        self.rows = [{"appID": number} for number in range(1, amount + 1)]
        self.largest = largest
        self.server = server

    def answers(self) -> list[dict[str, Any]]:
        whole = {**OK, "amount": len(self.rows), "data": self.rows[:200]}
        size = self.largest
        return [
            whole,
            *(
                {**OK, "amount": len(self.rows), "data": self.rows[at : at + size]}
                for at in range(0, len(self.rows) + 1, size)
            ),
        ]


@pytest.mark.parametrize(("amount", "requests"), [(0, 1), (7, 1), (200, 1), (201, 4), (1050, 12)])
async def test_long_lists_come_in_pages(
    link: IoTSquareSession, server: FakeServer, amount: int, requests: int
) -> None:
    server.tell("app/list", *Book(server, amount).answers())
    rows = await link.rows("app/list", "appID")
    assert [row.integer("appID") for row in rows] == list(range(1, amount + 1))
    assert len(server.asked) == requests
    assert server.asked[0].query == {"pageNo": "0", "pageSize": "0"}


async def test_pages_smaller_than_asked_for(link: IoTSquareSession, server: FakeServer) -> None:
    server.tell("app/list", *Book(server, 330, largest=30).answers())
    assert len(await link.rows("app/list", "appID")) == 330


async def test_large_pages_may_be_refused(link: IoTSquareSession, server: FakeServer) -> None:
    whole, *pages = Book(server, 210, largest=10).answers()
    server.tell("app/list", whole, {"code": 1007, "msg": "Param Error"}, *pages)
    assert len(await link.rows("app/list", "appID")) == 210
    assert server.last.query["pageSize"] == "10"


async def test_pages_without_anything_new_are_the_end(
    link: IoTSquareSession, server: FakeServer
) -> None:
    page = {**OK, "amount": 999, "data": [{"appID": 1}, {"appID": 2}, {"name": "no number"}]}
    server.tell("app/list", page)
    assert len(await link.rows("app/list", "appID")) == 2
    assert len(server.asked) == 3


async def test_lists_without_amount(link: IoTSquareSession, server: FakeServer) -> None:
    ten = [{"appID": number} for number in range(10)]
    server.tell("app/list", {**OK, "data": ten}, {**OK, "data": ten}, {**OK, "data": None})
    assert len(await link.rows("app/list", "appID")) == 10


async def test_the_first_rows_only(link: IoTSquareSession, server: FakeServer) -> None:
    server.tell("app/list", {**OK, "amount": 9, "data": [{"appID": 1}, {"appID": 2}]})
    assert len(await link.rows("app/list", "appID", limit=1)) == 1
    assert server.last.query == {"pageNo": "1", "pageSize": "1"}


# --- Paths of old and new servers --------------------------------------------------------------

PATHS = ("new/create", "old/create")


@pytest.mark.parametrize("answer", [MISSING, Raw(b"<!doctype html>", 200)])
async def test_the_old_path_is_remembered(
    link: IoTSquareSession, server: FakeServer, answer: Raw
) -> None:
    server.tell("new/create", answer)
    server.tell("old/create", OK)
    await link.post_first(PATHS, {})
    await link.post_first(PATHS, {})
    assert server.paths == ["new/create", "old/create", "old/create"]


async def test_the_new_path_is_remembered(link: IoTSquareSession, server: FakeServer) -> None:
    """A refusal too shows that the path is known."""
    server.tell("new/create", {"code": 4001, "msg": "Device Not Exist"}, MISSING)
    server.tell("old/create", OK)
    with pytest.raises(NotFoundError):
        await link.post_first(PATHS, {})
    await link.post_first(PATHS, {})
    assert server.paths == ["new/create", "new/create", "old/create"]


async def test_an_unknown_outcome_is_not_tried_elsewhere(
    link: IoTSquareSession, server: FakeServer
) -> None:
    server.tell("new/create", CUT)
    server.tell("old/create", OK)
    with pytest.raises(ProtocolError) as raised:
        await link.post_first(PATHS, {})
    assert raised.value.outcome_unknown
    assert server.paths == ["new/create"]


async def test_neither_path(link: IoTSquareSession, server: FakeServer) -> None:
    with pytest.raises(UnsupportedError):
        await link.post_first(PATHS, {})
    assert server.paths == list(PATHS)


async def test_what_cannot_be_sent(client: IoTSquareClient, server: FakeServer) -> None:
    with pytest.raises(InvalidError):
        await client.app.create("x" * 21)
    assert not server.asked
