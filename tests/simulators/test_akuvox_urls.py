"""Action URLs: a simulated unit calls them when something happens."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest

from simulators.akuvox import AkuvoxDevice, Quirks
from simulators.clock import Clock
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import post
from tests.simulators.raw_stream import PATIENCE

URLS = "Config.Features.ACTIONURL."
INPUT = "Config.DoorSetting.INPUT."
MIRA = {"UserID": "7", "Name": "Mira B", "PrivatePIN": "4711", "ScheduleRelay": "1001-1"}


@dataclass
class Receiver:
    """A listener that keeps every request and answers with 200."""

    port: int = 0
    requests: asyncio.Queue[tuple[str, bytes]] = field(default_factory=asyncio.Queue)

    def url(self, query: str = "") -> str:
        """Return an address here."""
        return f"http://127.0.0.1:{self.port}/hook{'?' if query else ''}{query}"

    async def next(self) -> tuple[str, bytes]:
        """Return the first line and the body of the next request."""
        async with asyncio.timeout(PATIENCE):
            return await self.requests.get()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = [line for line in head.split("\r\n") if line.startswith("Content-Length")]
        body = await reader.readexactly(int(length[0].split(": ")[1])) if length else b""
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        self.requests.put_nowait((head.split("\r\n")[0], body))
        await writer.drain()
        writer.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Return a running receiver."""
    one = Receiver()
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    async with server:
        yield one


async def provision(unit: AkuvoxDevice, **urls: str) -> None:
    """Set URLs by event, and the master switch."""
    changes = {f"{URLS}{event}": url for event, url in urls.items()}
    await post(unit, "config/set", {**changes, f"{URLS}Enable": "1"})


def query_of(line: str) -> dict[str, str]:
    """Return the query of a request line."""
    return {
        name: values[0]
        for name, values in parse_qs(urlsplit(line.split(" ")[1]).query, True).items()
    }


async def test_relay(start_unit: StartUnit, receiver: Receiver, clock: Clock) -> None:
    unit = await start_unit()
    url = receiver.url("e=$relay_id&m=$mac&s=$relay1status")
    await provision(unit, RelayATriggered=url, RelayAClosed=url)
    await post(unit, "relay/trig", {"mode": 0, "num": 1, "level": 0, "delay": 4})
    line, body = await receiver.next()
    assert line == "GET /hook?e=1&m=0C1105AABB01&s=1 HTTP/1.1"
    assert body == b""
    await clock.wait_for_sleepers()
    clock.advance(4)
    assert query_of((await receiver.next())[0])["s"] == "0"
    assert [(push.event, push.status) for push in unit.pushes[:1]] == [("RelayATriggered", 200)]


async def test_code(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit()
    await post(unit, "user/add", {"item": [MIRA]})
    url = receiver.url("u=$userid&n=$user_name&c=$code&t=$unlocktype&r=$relay_id")
    await provision(unit, ValidCodeEntered=url, InvalidCodeEntered=url)
    unit.control("pin", {"code": "4711"})
    assert query_of((await receiver.next())[0]) == {
        "u": "7",
        "n": "Mira B",
        "c": "4711",
        "t": "Null",
        "r": "1",
    }
    unit.control("pin", {"code": "0000"})
    assert query_of((await receiver.next())[0])["u"] == ""


async def test_silent_relay(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit(quirks=Quirks(code_opens_without_relay_url=True))
    await post(unit, "user/add", {"item": [MIRA]})
    await provision(unit, ValidCodeEntered=receiver.url(), RelayATriggered=receiver.url())
    unit.control("pin", {"code": "4711"})
    await receiver.next()
    assert [push.event for push in unit.pushes] == ["ValidCodeEntered"]


@pytest.mark.parametrize(
    ("action", "params", "event"),
    [
        ("card", {"code": "FF"}, "InvalidCardEntered"),
        ("face", {}, "InvalidFaceRecognition"),
        ("qr", {"code": "x"}, "InvalidQRCodeEntered"),
        ("press", {}, "MakeCall"),
        ("tamper", {}, "AlarmTriggered"),
        ("motion", {}, "MotionDetect"),
        ("alarm_input", {}, "InputAlarm"),
        ("break_in", {}, "InputBreakIn"),
        ("door_held", {"input": "B"}, "AlarmDoorOpenedTimeoutB"),
        ("input", {"input": "A", "level": 0}, "InputATriggered"),
    ],
)
async def test_events(
    start_unit: StartUnit,
    receiver: Receiver,
    action: str,
    params: dict[str, object],
    event: str,
) -> None:
    unit = await start_unit("X912")
    await provision(unit, **{event: receiver.url(f"e={event}&a=$alarmstatus")})
    unit.control(action, params)
    assert query_of((await receiver.next())[0])["e"] == event


async def test_end_of_events(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit()
    await provision(unit, InputAClosed=receiver.url("e=closed"), HangUp=receiver.url("e=hang"))
    unit.control("input", {"input": "A", "level": 0})
    unit.control("input", {"input": "A", "level": 1})
    assert query_of((await receiver.next())[0]) == {"e": "closed"}
    unit.control("press", {})
    unit.control("hang_up", {})
    assert query_of((await receiver.next())[0]) == {"e": "hang"}


async def test_master_switch(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit()
    await post(unit, "config/set", {f"{URLS}MakeCall": receiver.url()})
    unit.control("press", {})
    assert unit.pushes == []


async def test_post_with_a_row(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit("X912")
    await post(unit, "config/set", {f"{URLS}Method": "POST"})
    await provision(unit, DoorLog=receiver.url())
    unit.control("pin", {"code": "0000"})
    line, body = await receiver.next()
    assert line == "POST /hook HTTP/1.1"
    assert b'"Type": "Private PIN"' in body


async def test_get_with_a_row(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit("X912")
    await provision(unit, DoorLog=receiver.url(), CallLog=receiver.url("x=1"))
    unit.control("pin", {"code": "0000"})
    assert query_of((await receiver.next())[0])["Status"] == "Failed"
    unit.control("press", {})
    unit.control("hang_up", {})
    found = query_of((await receiver.next())[0])
    assert (found["x"], found["Type"]) == ("1", "Dialed")


async def test_input_has_a_url_of_its_own(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit()
    changes = {f"{INPUT}ActionUrlA": receiver.url("i=$input1status"), f"{INPUT}HttpEnableA": "1"}
    await post(unit, "input/set", changes)
    unit.control("input", {"input": "A", "level": 0})
    assert query_of((await receiver.next())[0]) == {"i": "0"}


async def test_unknown_variables_stay(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit(quirks=Quirks(drops_unknown_variables=False))
    await provision(unit, MakeCall=receiver.url("q=$qrcode&n=$remote"))
    unit.control("press", {})
    assert query_of((await receiver.next())[0]) == {"q": "$qrcode", "n": "100"}


async def test_unescaped_values(start_unit: StartUnit, receiver: Receiver) -> None:
    unit = await start_unit(quirks=Quirks(raw_values=True))
    await post(unit, "user/add", {"item": [MIRA]})
    await provision(unit, ValidCodeEntered=receiver.url("n=$user_name"))
    unit.control("pin", {"code": "4711"})
    assert (await receiver.next())[0] == "GET /hook?n=Mira B HTTP/1.1"


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://192.0.2.1/hook", "ValueError"),
        ("http://example.com/hook", "ValueError"),
        ("ftp://127.0.0.1/hook", "ValueError"),
        ("nonsense", "ValueError"),
        ("http://127.0.0.1:9/hook", "ConnectionRefusedError"),
    ],
)
async def test_only_loopback_is_called(start_unit: StartUnit, url: str, error: str) -> None:
    unit = await start_unit()
    await provision(unit, MakeCall=url)
    unit.control("press", {})
    async with asyncio.timeout(PATIENCE):
        await unit.pushes[0].ended.wait()
    assert unit.pushes[0].error == error
    assert unit.state()["pushes"][0]["event"] == "MakeCall"
