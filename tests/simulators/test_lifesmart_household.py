"""The ready-made home, and the program that runs it."""

import asyncio
from contextlib import AsyncExitStack
import csv
import json
from pathlib import Path
import sys
from typing import Any
import urllib.request

import pytest

from simulators.clock import Clock
from simulators.faults import OversizedHeader
from simulators.lifesmart import LifeSmartStation, SubDevice
from simulators.lifesmart.household import MODEL, OTA_URL, TOKEN, build_stations
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import GET, RawStation, acting, call, code, pack, request

type Json = dict[str, Any]

ROOT = Path(__file__).parents[2]


def stations(clock: Clock) -> list[LifeSmartStation]:
    """Return the home on ports of its own."""
    return build_stations(clock=clock, port=0, discovery_port=0, network="127.79.2")


async def test_everybody_is_at_home(clock: Clock) -> None:
    """Each station has its own identity, and ids of devices that the other has too."""
    house, garden = stations(clock)
    async with AsyncExitStack() as stack:
        for station in (house, garden):
            await stack.enter_async_context(station)
        rows = [await call(station, "eps", {}, GET) for station in (house, garden)]
        classes = [{row["devtype"] for row in one} for one in rows]
        assert {"SL_LK_LS", "SL_LK_LS_V3", "SL_LK_SWIFTE", "SL_LI_RGBW", "SL_DOOYA"} <= classes[0]
        ids = [{row["me"] for row in one} for one in rows]
        assert ids[0] & ids[1] == {"2711", "2721", "0020"}
        assert {row["agt"] for row in rows[0]} == {house.lsid}
        assert len(await call(house, "doorlock", {"me": "2711", "cmd": "getuser"})) == 3
        assert len(await call(house, "spotremote", {"cmd": "getlist"})) == 3
        assert len(await call(house, "scene", {}, GET)) == 3
        await call(house, "otamanage", {"cmd": "addfileurl", "url": OTA_URL})
        (files,) = (await call(house, "otamanage", {"cmd": "getavailableeps"})).values()
        assert [row["name"] for row in files] == ["Floor lamp"]
    assert house.lsid != garden.lsid


async def test_the_home_comes_back_after_a_reset(clock: Clock) -> None:
    """With everything that was in it, unless the owner made it as sold."""
    house, _ = stations(clock)
    async with house:
        before = json.dumps(house.state())
        await call(house, "doorlock", acting("ctldoorlockv3", "2712", "DelUser", userid=0x1001))
        await call(house, "remove", {"me": "2721"})
        house.control("restart", {"keep_state": False})
        assert json.dumps(house.state()) == before
        await call(house, "config", {"cfg": "reset"})
        house.control("opendev", {})
        assert await call(house, "eps", {}, GET) == []
        assert await code(house, "spotremote", {"cmd": "getkeys", "id": "AI_IR_0"}) == 1


def test_names() -> None:
    (garden,) = build_stations(only={"Garden house"})
    assert (garden.address, garden.port, garden.discovery_port) == ("127.68.0.11", 12348, 12345)
    with pytest.raises(ValueError, match="Sauna"):
        build_stations(only={"Sauna"})


def test_all_operations_are_known() -> None:
    """Those of the vendor's document, and those of the document that it builds on."""
    with (ROOT / "scripts/data/operations.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["operation"] for row in csv.DictReader(file) if row["system"] == "lifesmart"}
    assert len(listed) == 43
    assert LifeSmartStation.operations() - listed == {
        "ep.get",
        "ep.set",
        "eps.get",
        "eps.set",
        "scene.get",
        "doscene",
        "dopair",
        "remove",
        "rssi.get",
        "config.reboot",
        "config.reset",
        "config.notify",
        "config.airctrl",
        "config.getver",
        "config.devname",
        "config.upgrade",
    }
    assert listed <= LifeSmartStation.operations()


async def test_a_frame_that_promises_too_much(start_station: StartStation) -> None:
    station = await start_station()
    station.faults.add(OversizedHeader(5000), times=1)
    with RawStation() as client:
        client.send(station, pack(3, request(station, "config", {"cfg": "getver"})))
        data, _ = await client.receive_raw()
    assert int.from_bytes(data[6:10]) == 5000
    assert data[:6] == b"JL\0\0\0\4"


async def test_a_storm_in_real_time() -> None:
    """A thousand events a second: none is lost on the way out, none is out of order."""
    station = LifeSmartStation("S", "127.79.1.200", port=0, discovery_port=0)
    station.attach(SubDevice("2711", "SL_SC_THL"), tell=False)
    async with station:
        with RawStation() as client:
            await client.subscribe(station)
            station.control("storm", {"me": "2711", "idx": "Z", "count": 500, "rate": 1000})
            seen = [(await client.event())["chg"][0]["Z"]["v"] for _ in range(500)]
    assert seen == list(range(1, 501))


async def test_the_program() -> None:
    """It prints where everything is, and serves until it is stopped."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulators.lifesmart", "--network", "127.79.3"),
        *("--port", "19348", "--discovery-port", "19345", "--control-port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            rows = [(await process.stdout.readline()).decode() for _ in range(4)]
        assert rows[0].split() == ["127.79.3.10:19348", "LSMGANAV1", "House"]
        assert rows[1].split() == ["127.79.3.11:19348", "LSSSMINIV1", "Garden", "house"]
        assert rows[2] == f"model and token: {MODEL} / {TOKEN}\n"
        url = rows[3].removeprefix("control: ").strip()
        with RawStation() as client:
            client.socket.sendto(b"Z-SEARCH * \r\n", ("127.255.255.255", 19345))
            found = {(await client.receive_raw())[1][0] for _ in range(2)}
        assert found == {"127.79.3.10", "127.79.3.11"}
        state = json.loads(await asyncio.to_thread(fetch, f"{url}/devices"))
        assert state["House"]["devices"]["2711"]["name"] == "Entrance"
    finally:
        process.terminate()
        await process.wait()


async def test_the_program_says_why_it_does_not_start() -> None:
    """In one line."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulators.lifesmart", "--only", "Sauna"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert errors.decode() == "cannot start: no such station: Sauna\n"
    assert process.returncode == 1


def fetch(url: str) -> bytes:
    """Fetch from the control interface."""
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body
