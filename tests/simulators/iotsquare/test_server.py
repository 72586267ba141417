"""The OpenAPI by HTTP: who may ask, the envelope, paging, quirks, faults."""

import asyncio
import csv
import json
from pathlib import Path

import aiohttp
import pytest

from simulators.clock import Clock
from simulators.faults import Cut, Delay, Drop, Html
from simulators.iotsquare import IoTSquareServer, Quirks, Script, Standing
from tests.simulators.conftest import Served
from tests.simulators.raw_iotsquare import HEADER, Api

ROOT = Path(__file__).parents[3]


def test_all_operations_are_known() -> None:
    """Those of the vendor's document, and those that were published later."""
    with (ROOT / "scripts/data/operations.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["operation"] for row in csv.DictReader(file) if row["system"] == "iotsquare"}
    assert len(listed) == 32
    assert IoTSquareServer.operations() - listed == {
        "device/downlink/queueSize",
        "gateway/info",
        "gateway/status/network",
        "gateway/status/system",
        "ladtp/device/downlink",
        "mcdownlink/queueSize",
        "relay/device/downlink",
        "relay/device/status",
        "relay/device/uplink",
    }
    assert listed <= IoTSquareServer.operations()


# --- who may ask ------------------------------------------------------------------------------


async def test_tokens(api: Api, server: IoTSquareServer) -> None:
    async def code(headers: dict[str, str]) -> int:
        _, body = await api.raw("GET", "app/list", headers=headers)
        found: int = json.loads(body)["code"]
        return found

    assert await code({}) == 1003
    assert await code({HEADER: " "}) == 1003
    assert await code({"Token": server.token}) == 1003
    assert await code({HEADER: "wrong"}) == 1004
    assert await code({HEADER.lower(): f" {server.token} "}) == 0
    server.control("token", {"new": "MTIzNDU2Nzg5MDEyMzQ1Ng=="})
    assert await code(api.headers) == 1004
    assert await code({HEADER: server.token}) == 0


async def test_another_header(http: aiohttp.ClientSession, clock: Clock) -> None:
    async with IoTSquareServer(
        "S", "127.79.5.3", port=0, clock=clock, token="t", token_header="Token"
    ) as server:
        api = Api(http, server)
        assert (await api.get("app/list"))["code"] == 1003
        api.headers = {"Token": "t"}
        assert (await api.get("app/list"))["code"] == 0


async def test_standings(api: Api, server: IoTSquareServer) -> None:
    for standing, code in (("invalid", 2001), ("gone", 2002), ("password", 2004), ("good", 0)):
        server.control("token", {"standing": standing})
        assert (await api.get("app/list"))["code"] == code
    server.accounts.tokens[server.token] = Standing.READ_ONLY
    assert (await api.get("app/list"))["code"] == 0
    assert await api.code("app/create", appName="x") == 1010


# --- envelope ---------------------------------------------------------------------------------


async def test_envelope(api: Api, server: IoTSquareServer) -> None:
    found = await api.get("app/list")
    assert found == {"code": 0, "msg": "ok", "enMsg": "ok", "cnMsg": "ok", "amount": 0, "data": []}
    found = await api.get("app/status", appID=5)
    assert found["msg"] == found["enMsg"] == "Application Not Exist"
    server.version = (3, 4, 0)
    server.quirks = Quirks(empty_msg=True, null_lists=True)
    assert await api.get("app/list") == {"code": 0, "msg": "", "amount": 0, "data": None}


async def test_members_in_any_case(api: Api) -> None:
    assert await api.code("app/create", APPNAME="x", enablemqtt=True, unknown=5) == 0
    assert (await api.data("app/list"))[0]["enableMQTT"] is True
    assert (await api.get("app/status", APPID=89))["code"] == 1006
    api.server.quirks = Quirks(query_in_any_case=True)
    assert (await api.get("app/status", APPID=89))["code"] == 0


@pytest.mark.parametrize(("body", "code"), [(b"", 1006), (b"{", 1007), (b"[]", 1007)])
async def test_bodies(api: Api, body: bytes, code: int) -> None:
    assert (await api.ask("POST", "app/create", data=body))["code"] == code


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "app/create"), ("POST", "app/list"), ("GET", "user/info"), ("DELETE", "app/list")],
)
async def test_nowhere(api: Api, method: str, path: str) -> None:
    assert await api.raw(method, path) == (404, b"404 page not found")


async def test_nothing_outside(api: Api) -> None:
    async with api.http.get(f"{api.server.base_url}/api/login", headers=api.headers) as answer:
        assert answer.status == 404


async def test_status_with_the_error(api: Api, server: IoTSquareServer) -> None:
    server.quirks = Quirks(error_status=True)
    for operation, query, status, code in (
        ("app/status", "?appID=5", 404, 3001),
        ("app/status", "", 400, 1006),
        ("app/list", "", 200, 0),
    ):
        found, body = await api.raw("GET", operation + query)
        assert (found, json.loads(body)["code"]) == (status, code)
    assert (await api.raw("GET", "app/list", headers={}))[0] == 401


# --- paging -----------------------------------------------------------------------------------


async def test_paging(api: Api, server: IoTSquareServer) -> None:
    for number in range(203):
        await api.new_app(f"a{number}")

    async def numbers(**query: object) -> list[int]:
        found = await api.get("app/list", **query)
        assert (found["code"], found["amount"]) == (0, 203)
        return [row["appID"] - 89 for row in found["data"]]

    assert await numbers() == list(range(10))
    assert await numbers(pageNo=0, pageSize=0) == list(range(200))
    assert await numbers(pageNo=3, pageSize=100) == [200, 201, 202]
    assert await numbers(pageNo=9, pageSize=100) == []
    assert await numbers(pageNo=1, pageSize=1000) == list(range(203))
    server.quirks = Quirks(largest_page=50)
    assert await numbers(pageNo=2, pageSize=1000) == list(range(50, 100))
    for query in ({"pageNo": 0}, {"pageSize": 0}, {"pageNo": -1}, {"pageNo": "x"}):
        assert (await api.get("app/list", **query))["code"] == 1007


# --- what goes wrong --------------------------------------------------------------------------


async def test_scripted_answers(api: Api, server: IoTSquareServer, served: Served) -> None:
    server.control("answer", {"code": 1001, "times": 2, "operations": ["app/list"]})
    assert await api.code("app/create", appName="x") == 0
    assert [(await api.get("app/list"))["code"] for _ in range(3)] == [1001, 1001, 0]
    server.control("answer", {"status": 503, "body": "<html>"})
    assert await api.raw("GET", "app/list") == (503, b"<html>")
    server.control("answer", {"code": 1009, "status": 429})
    status, body = await api.raw("GET", "app/list")
    assert (status, json.loads(body)["code"]) == (429, 1009)
    assert [code for _, _, code in served] == [0, 1001, 1001, 0, 1009]
    server.scripts.waiting.append(Script(code=9999, times=None))
    assert (await api.get("app/list"))["msg"] == "Unknown Error"
    server.control("answer", {"clear": True})
    assert (await api.get("app/list"))["code"] == 0


async def test_a_truncated_answer_was_carried_out(api: Api, server: IoTSquareServer) -> None:
    server.control("answer", {"truncate": True})
    status, body = await api.raw("POST", "app/create", json={"appName": "x"})
    assert status == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        json.loads(body)
    assert len(server.applications) == 1


async def test_storage(api: Api, server: IoTSquareServer) -> None:
    server.control("storage", {"fails": True})
    assert (await api.get("app/list"))["code"] == 1008
    assert await api.code("device/update") == 4003
    assert await api.code("mcgroup/create") == 14022
    server.control("storage", {"fails": False})
    assert (await api.get("app/list"))["code"] == 0


async def test_too_many_at_once(api: Api, server: IoTSquareServer, clock: Clock) -> None:
    server.quirks = Quirks(most_at_once=1)
    with server.faulty(Delay(5), times=1):
        slow = asyncio.create_task(api.get("app/list"))
        await clock.wait_for_sleepers()
        assert (await api.get("app/list"))["code"] == 1009
        clock.advance(5)
        assert (await slow)["code"] == 0
    assert (await api.get("app/list"))["code"] == 0


async def test_faults_of_the_network(api: Api, server: IoTSquareServer) -> None:
    with server.faulty(Html(), times=1):
        assert (await api.raw("GET", "app/list"))[0] == 502
    with server.faulty(Cut(), times=1), pytest.raises(aiohttp.ClientError):
        await api.raw("POST", "app/create", json={"appName": "x"})
    served = asyncio.Event()
    with server.faulty(Drop(), operations=["app/list"]):
        server.observe(lambda *_: served.set())
        task = asyncio.create_task(api.raw("GET", "app/list"))
        await served.wait()
        assert not task.done()
        task.cancel()
    server.go_offline()
    with pytest.raises(aiohttp.ClientConnectorError):
        await api.raw("GET", "app/list")
    server.go_online()
    assert (await api.get("app/list"))["amount"] == 1


async def test_https(http: aiohttp.ClientSession, clock: Clock) -> None:
    async with IoTSquareServer("S", "127.79.5.4", port=0, tls=True, clock=clock) as server:
        assert server.base_url.startswith("https://127.79.5.4:")
        url = f"{server.base_url}/openapi/app/list"
        headers = {HEADER: server.token}
        with pytest.raises(aiohttp.ClientConnectorCertificateError):
            await http.get(url, headers=headers)
        async with http.get(url, headers=headers, ssl=False) as answer:
            assert (await answer.json())["code"] == 0


async def test_requests_are_remembered(api: Api, server: IoTSquareServer) -> None:
    await api.post("app/create", appName="x")
    await api.get("app/list", pageNo=1)
    first, second = server.api.requests
    assert (first.method, first.operation, first.body) == ("POST", "app/create", {"appName": "x"})
    assert (second.query, second.code, second.status) == ({"pageNo": "1"}, 0, 200)
