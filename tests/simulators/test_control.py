"""The control interface for other processes."""

import asyncio
from collections.abc import AsyncIterator
import json
from typing import Any

import pytest

from simulators.control import ControlServer
from simulators.kasa import OutletSetup
from tests.simulators.conftest import Start, TinyDevice
from tests.simulators.raw_kasa import SYSINFO, ask

type Json = dict[str, Any]


class Remote:
    """A minimal HTTP client."""

    def __init__(self, url: str) -> None:
        """Talk to a control server."""
        self._host, _, port = url.removeprefix("http://").partition(":")
        self._port = int(port)

    async def send(self, data: bytes) -> tuple[int, Json]:
        """Send a raw request and return status and body."""
        reader, writer = await asyncio.open_connection(self._host, self._port)
        writer.write(data)
        async with asyncio.timeout(5):
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        return int(head.split()[1]), json.loads(body)

    async def get(self, path: str) -> tuple[int, Json]:
        """Read."""
        return await self.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    async def post(self, path: str, params: Any = None) -> tuple[int, Json]:
        """Do."""
        body = b"" if params is None else json.dumps(params).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
        return await self.send(head.encode() + body)


@pytest.fixture
async def remote(start: Start, tiny: TinyDevice) -> AsyncIterator[Remote]:
    """Return a client of a server with a strip, a bulb and a device of another vendor."""
    setups = [OutletSetup(alias="A"), OutletSetup(alias="B")]
    devices = [
        await start("KP400", alias="Garden strip", outlets=setups),
        await start("KL135", alias="Lamp"),
        tiny,
    ]
    async with tiny, ControlServer(devices) as server:
        yield Remote(server.url)


async def test_reading(remote: Remote) -> None:
    """All devices, or one by its name."""
    status, devices = await remote.get("/devices")
    assert status == 200
    assert devices.keys() == {"Garden strip", "Lamp", "Tiny"}
    status, strip = await remote.get("/devices/Garden%20strip")
    assert (status, strip) == (200, devices["Garden strip"])
    assert strip["model"] == "KP400(US)"
    assert strip["mac"] == "02:00:5e:10:00:01"
    assert [outlet["on"] for outlet in strip["outlets"]] == [False, False]
    assert devices["Lamp"]["light"]["on_off"] == 0


async def test_pressing_and_loading(remote: Remote) -> None:
    """A button and an appliance."""
    status, strip = await remote.post("/devices/Garden%20strip/press", {"outlet": 1})
    assert status == 200
    assert [outlet["on"] for outlet in strip["outlets"]] == [False, True]
    load = {"outlet": 1, "watts": 12.5}
    _, strip = await remote.post("/devices/Garden%20strip/load", load)
    assert strip["outlets"][1]["power_w"] == 12.5
    _, lamp = await remote.post("/devices/Lamp/press")
    assert lamp["light"]["on_off"] == 1
    await remote.post("/devices/Lamp/press")
    _, lamp = await remote.post("/devices/Lamp/power_cycle")
    assert lamp["light"]["on_off"] == 1


async def test_away_and_back(remote: Remote) -> None:
    """And faults."""
    assert (await remote.post("/devices/Lamp/offline"))[1]["online"] is False
    assert (await remote.post("/devices/Lamp/online"))[1]["online"] is True
    fault = {"kind": "drop", "times": 2, "operations": ["system.get_sysinfo"]}
    assert (await remote.post("/devices/Lamp/fault", fault))[1]["faults"] == 1
    assert (await remote.post("/devices/Lamp/fault", {"clear": True}))[1]["faults"] == 0


async def test_another_process_sees_what_clients_do(start: Start) -> None:
    """The interface and the wire show the same device."""
    device = await start("KP115", alias="Plug")
    async with ControlServer([device]) as server:
        remote = Remote(server.url)
        await remote.post("/devices/Plug/press", {})
        assert (await ask(device, SYSINFO))["system"]["get_sysinfo"]["relay_state"] == 1
        await ask(device, {"system": {"set_relay_state": {"state": 0}}})
        _, state = await remote.get("/devices/Plug")
        assert state["outlets"][0]["on"] is False


async def test_time(remote: Remote) -> None:
    """It can be moved from outside."""
    _, before = await remote.get("/clock")
    assert before["Lamp"] == {"wall": "2026-11-02T09:00:00+00:00", "frozen": True}
    _, after = await remote.post("/clock", {"advance": 60, "shift": 3600})
    assert after["Lamp"]["wall"] == "2026-11-02T10:01:00+00:00"
    assert (await remote.post("/clock", {"run": True}))[1]["Lamp"]["frozen"] is False
    assert (await remote.post("/clock", {"freeze": True}))[1]["Lamp"]["frozen"] is True


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/devices/Sauna/press", {}, 404),
        ("/elsewhere", {}, 404),
        ("/devices", {}, 405),
        ("/devices/Lamp/dance", {}, 400),
        ("/devices/Lamp/load", {"watts": 5}, 400),
        ("/devices/Garden%20strip/load", {}, 400),
        ("/devices/Garden%20strip/load", {"watts": -5}, 400),
        ("/devices/Garden%20strip/press", {"outlet": 2}, 400),
        ("/devices/Garden%20strip/press", [], 400),
        ("/devices/Lamp/fault", {"kind": "flood"}, 400),
        ("/clock", {"advance": -1}, 400),
        ("/clock", {"advance": "soon"}, 400),
    ],
)
async def test_mistakes(remote: Remote, path: str, params: Any, status: int) -> None:
    """They are told apart and explained."""
    answer = await remote.post(path, params)
    assert answer[0] == status
    assert answer[1]["error"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"POST /devices HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413),
        (b"POST /devices HTTP/1.1\r\nContent-Length: 1\r\n\r\n{", 400),
    ],
)
async def test_bad_http(remote: Remote, data: bytes, status: int) -> None:
    """It does not upset the server."""
    assert (await remote.send(data))[0] == status
    assert (await remote.get("/devices"))[0] == 200


def test_names_must_differ(tiny: TinyDevice) -> None:
    """Or nobody could tell them apart."""
    with pytest.raises(ValueError, match="different names"):
        ControlServer([tiny, tiny])
