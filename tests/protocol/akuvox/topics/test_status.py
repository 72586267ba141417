"""The poll and the probing."""

from typing import Any

from aiohttp import web
import pytest

from custom_components.accord.protocol.akuvox.models.status import AkuvoxPoll, Capabilities
from custom_components.accord.protocol.akuvox.models.system import SystemInfo
from custom_components.accord.protocol.akuvox.topics.status import StatusTopic
from custom_components.accord.protocol.errors import (
    AuthenticationError,
    ConnectionFailedError,
    UnsupportedError,
)
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.fakes import reply
from tests.protocol.akuvox.samples import INFO
from tests.protocol.peer import Line, StartPeer

STATE: dict[str, Any] = {
    "relay/status": {"RelayA": 0, "RelayB": 1},
    "input/status": {"InputA": 1},
    "call/status": {"Status": "READY"},
}


async def test_poll(start_unit: StartUnit) -> None:
    unit = await start_unit(STATE)
    topic = StatusTopic(unit.session)
    found = await topic.poll()
    assert (found.relays, found.inputs) == ({"A": False, "B": True}, {"A": 1})
    assert found.call is not None
    assert not found.call.active
    await topic.poll(inputs=False, call=False)
    assert unit.lines[3:] == ["GET relay/status"]


async def test_poll_of_what_there_is(start_unit: StartUnit) -> None:
    unit = await start_unit(STATE)
    topic = StatusTopic(unit.session)
    topic.restore(Capabilities(firmware="1", topics=frozenset({"input/status"})))
    assert await topic.poll() == AkuvoxPoll(inputs={"A": 1})
    assert unit.lines == ["GET input/status"]


async def test_poll_before_it_is_known(start_unit: StartUnit) -> None:
    unit = await start_unit({"relay/status": {}})
    with pytest.raises(UnsupportedError):
        await StatusTopic(unit.session).poll()


async def test_probe(start_unit: StartUnit) -> None:
    unit = await start_unit(
        {
            **STATE,
            "system/info": INFO,
            "callog/get": {"num": 0},
            "user/get": web.Response(text="<html>", content_type="text/html"),
            "group/get": web.Response(),
            "sip/status": reply(retcode=-1, message="Failed"),
        }
    )
    topic = StatusTopic(unit.session)
    assert topic.capabilities is None
    found = await topic.probe()
    assert found.firmware == "105.30.1.20"
    assert found.topics == {"system/info", "callog/get", *STATE}
    assert topic.capabilities == found
    assert all(one.method == "GET" for one in unit.requests)
    asked = len(unit.requests)
    assert await topic.probe() is found
    assert unit.lines[asked:] == ["GET system/info"]
    assert await topic.probe(SystemInfo.from_wire(INFO)) is found
    assert unit.lines[asked:] == ["GET system/info"]


async def test_probe_of_another_firmware(start_unit: StartUnit) -> None:
    unit = await start_unit({"system/info": INFO})
    topic = StatusTopic(unit.session)
    topic.restore(Capabilities(firmware="104", topics=frozenset({"call/status"})))
    assert (await topic.probe()).topics == {"system/info"}


async def test_probe_without_credentials(start_unit: StartUnit) -> None:
    unit = await start_unit({"system/info": INFO, "relay/status": web.Response(status=401)})
    with pytest.raises(AuthenticationError):
        await StatusTopic(unit.session).probe()


async def serve(line: Line, answers: dict[str, bytes]) -> None:
    """Answer some questions; hang up at all others."""
    while True:
        head = (await line.reader.readuntil(b"\r\n\r\n")).decode()
        body = answers.get(head.split(" ")[1])
        if body is None:
            return
        line.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


IDENTITY = b'{"retcode":0,"data":{"Status":{"MAC":"0C1105AABB01","FirmwareVersion":"1"}}}'


async def test_probe_that_breaks_the_connection(
    start_peer: StartPeer, start_unit: StartUnit
) -> None:
    answers = {"/api/system/info": IDENTITY, "/api/relay/status": b'{"retcode":0}'}
    peer = await start_peer(lambda line: serve(line, answers))
    unit = await start_unit({})
    unit.port = peer.port
    found = await StatusTopic(unit.session).probe()
    assert found.topics == {"system/info", "relay/status"}


async def test_probe_of_a_unit_that_goes_away(start_peer: StartPeer, start_unit: StartUnit) -> None:
    answers = {"/api/system/info": IDENTITY}

    async def once(line: Line) -> None:
        await serve(line, answers if line.number == 0 else {})

    unit = await start_unit({})
    unit.port = (await start_peer(once)).port
    topic = StatusTopic(unit.session)
    with pytest.raises(ConnectionFailedError):
        await topic.probe()
    assert topic.capabilities is None
