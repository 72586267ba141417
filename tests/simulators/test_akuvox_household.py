"""The doors of the demo, moved by another process."""

import asyncio
import json
from typing import Any

import pytest

from simulators.akuvox.household import ACCOUNT, PEOPLE, build_doors
from simulators.base import ControlError
from simulators.clock import Clock
from simulators.control import ControlServer
from tests.simulators.raw_akuvox import RawHttp, ask, challenge, digest, insecure

type Json = dict[str, Any]

ANY = {"port": 0, "https_port": 0, "network": "127.79.0"}
PATH = "/api/relay/status"


async def control(server: ControlServer, path: str, body: Json | None = None) -> Json:
    """Talk to the control interface."""
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: x\r\n"
    writer.write(f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content)
    answer = await reader.read()
    writer.close()
    found: Json = json.loads(answer.partition(b"\r\n\r\n")[2])
    return found


async def test_front_door(clock: Clock) -> None:
    (door,) = build_doors(clock=clock, only={"Front door"}, **ANY)
    async with door:
        refused = await ask(door, "GET", PATH)
        answer = digest(challenge(refused), "GET", PATH, account=ACCOUNT)
        found = (await ask(door, "GET", PATH, Authorization=answer)).json
    assert found["data"] == {"RelayA": 0, "RelayB": 0}
    state = door.state()
    assert (state["model"], state["users"], state["auth"]) == ("X912", len(PEOPLE), "digest")
    assert state["sip"] == ["2", "0"]


async def test_no_button_at_the_garage(clock: Clock) -> None:
    (door,) = build_doors(clock=clock, only={"Garage"}, **ANY)
    with pytest.raises(ControlError):
        door.control("press", {})


async def test_garage(clock: Clock) -> None:
    (door,) = build_doors(clock=clock, only={"Garage"}, **ANY)
    async with door:
        assert (await ask(door, "GET", PATH)).status == 308
        async with RawHttp(door, insecure()) as http:
            asked = challenge(await http.ask("GET", PATH))
            answer = digest(asked, "GET", PATH, account=ACCOUNT)
            found = (await http.ask("GET", PATH, Authorization=answer)).json
    assert found["data"] == {"RelayA": 0}
    assert (door.state()["cards"], door.state()["pins"]) == (len(PEOPLE), len(PEOPLE))


async def test_people_are_there_again(clock: Clock) -> None:
    door = build_doors(clock=clock, **ANY)[0]
    async with door:
        door.people.users.clear()
        door.restart(keep_state=False)
        assert door.state()["users"] == len(PEOPLE)


def test_unknown_door() -> None:
    with pytest.raises(ValueError, match="Cellar"):
        build_doors(only={"Cellar"})


async def test_moved_from_outside(clock: Clock) -> None:
    door = build_doors(clock=clock, **ANY)[0]
    async with door, ControlServer([door], port=0) as server:
        name, card, _ = PEOPLE[0]
        path = "/devices/Front%20door"
        state = await control(server, f"{path}/card", {"code": card})
        assert state["door_log"][0]["Name"] == name
        assert state["relays"]["A"]["switched"]
        state = await control(server, f"{path}/press", {})
        assert state["call"] == "CALLING"
        await control(server, f"{path}/door_log_clear", {})
        assert (await control(server, path))["door_log"] == []
        assert "error" in await control(server, f"{path}/nosuch", {})


@pytest.mark.parametrize(
    ("action", "params"),
    [("quirk", {"nosuch": 1}), ("config", {"Config.No.Such": "1"}), ("sip", {"account": 3})],
)
def test_controls_that_are_refused(action: str, params: Json) -> None:
    door = build_doors(**ANY)[0]
    with pytest.raises(ControlError):
        door.control(action, params)


async def test_quirks_by_control(clock: Clock) -> None:
    door = build_doors(clock=clock, **ANY)[0]
    door.control("quirk", {"trailing": "x", "new_ids": ["-1"], "unsupported": "empty"})
    assert door.quirks.trailing == b"x"
    assert door.quirks.new_ids == {"-1"}
    assert door.quirks.unsupported == "empty"
    door.reset_state()
    assert door.quirks.trailing == b""


async def test_connections_are_dropped(clock: Clock) -> None:
    door = build_doors(clock=clock, **ANY)[0]
    async with door, RawHttp(door) as http:
        await http.ask("GET", PATH)
        door.control("hang_up_connections", {})
        assert await http.rest() == b""
        assert door.online
