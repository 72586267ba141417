"""The household, its controls, and the program that runs it."""

import asyncio
import json
from pathlib import Path
import sys
from typing import Any
import urllib.request

import aiohttp
import pytest

from simulators.base import ControlError
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import (
    AMBIENCE,
    BOARD,
    RELAY,
    ROOF,
    THERMOMETER,
    WATER_METER,
    build_server,
)
from tests.simulators.raw_iotsquare import HEADER, Api

ROOT = Path(__file__).parents[3]


async def last(home: Api, dev_eui: str) -> str:
    """Return in Base64 what a device sent last."""
    found: str = (await home.data("device/latestDeviceUplink", devEui=dev_eui))["data"]
    return found


async def test_what_there_is(home: Api) -> None:
    apps = await home.data("app/list")
    assert [(row["appName"], row["deviceNums"]) for row in apps] == [("house", 5), ("meters", 1)]
    assert [row["gwName"] for row in await home.data("gateway/list")] == ["roof", "barn"]
    assert [row["deviceNums"] for row in await home.data("mcgroup/list")] == [2]
    assert await last(home, RELAY) == "qgAA"


async def test_as_built_again(home: Api, house: IoTSquareServer) -> None:
    before = {**house.state(), "pushes": []}
    await home.code("app/delete", appIDs=[89])
    house.control("restart", {"keep_state": False})
    assert {**house.state(), "pushes": []} == before


async def test_controls(home: Api, house: IoTSquareServer) -> None:
    house.control("measure", {"devEUI": AMBIENCE, "member": "battery", "value": 55})
    assert await last(home, AMBIENCE) == "AXU3A2fkAARoWQ=="
    house.control("measure", {"devEUI": AMBIENCE, "member": "battery", "value": 54, "silent": 1})
    assert await last(home, AMBIENCE) == "AXU3A2fkAARoWQ=="
    house.control("press", {"devEUI": RELAY})
    assert await last(home, RELAY) == "qgEB"
    house.control("alarm", {"devEUI": WATER_METER.upper(), "bits": 2})
    assert await last(home, WATER_METER) == "DwIA"
    state = house.control("equip", {"devEUI": BOARD, "kind": "thermometer"})
    assert state["devices"][BOARD]["values"]["voltage"] == 3.5
    assert house.control("version", {"version": "3.4.20"})["version"] == "3.4.20"
    house.control("quirk", {"shapes": {"fCnt": "text"}, "error_status": True})
    rows = (await home.get("device/list", appID=89))["data"]
    assert {row["fCnt"] for row in rows} == {"0", "1"}


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("uplink", {}),
        ("uplink", {"devEUI": BOARD, "data": "x"}),
        ("press", {"devEUI": BOARD}),
        ("alarm", {"devEUI": BOARD, "bits": 1}),
        ("measure", {"devEUI": BOARD, "member": "colour", "value": 1}),
        ("equip", {"devEUI": BOARD, "kind": "toaster"}),
        ("gateway", {"gwID": ROOF, "colour": 1}),
        ("answer", {"colour": 1}),
        ("token", {"standing": "x"}),
        ("quirk", {"colour": 1}),
        ("quirk", {"shapes": {"a": "round"}}),
        ("version", {"version": "4"}),
    ],
)
def test_wrong_controls(house: IoTSquareServer, action: str, params: dict[str, Any]) -> None:
    with pytest.raises(ControlError):
        house.control(action, params)


async def test_no_keys_are_shown(home: Api, house: IoTSquareServer) -> None:
    await home.code("app/update", appID=89, headers={"x-token": "hidden-value"})
    shown = json.dumps(house.state())
    for device in house.devices.values():
        for key in (device.app_key, device.app_s_key, device.nwk_s_key):
            assert key not in shown
    assert house.token not in shown
    assert "hidden-value" not in shown


def test_addresses() -> None:
    assert build_server().base_url == "http://127.69.0.10:7070"


async def test_the_program() -> None:
    """It prints where everything is, and serves until it is stopped."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulators.iotsquare", "--address", "127.79.5.20"),
        *("--port", "0", "--control-port", "0", "--broker", "127.0.0.1:1", "--mqtt-json"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(20):
            rows = [(await process.stdout.readline()).decode().strip() for _ in range(3)]
        base, *more = rows[0].split()
        assert more == ["6", "devices", "House"]
        token = rows[1].removeprefix("token: ")
        control = rows[2].removeprefix("control: ")
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"{base}/openapi/app/list", headers={HEADER: token}) as answer,
        ):
            assert (await answer.json())["amount"] == 2
        state = json.loads(await asyncio.to_thread(_press, f"{control}/devices/House/press"))
        assert state["devices"][RELAY]["values"] == {"on": True, "presses": 1}
        assert state["devices"][THERMOMETER]["name"] == "pantry"
    finally:
        process.terminate()
        await process.wait()


def _press(url: str) -> bytes:
    body = json.dumps({"devEUI": RELAY}).encode()
    with urllib.request.urlopen(url, data=body, timeout=5) as answer:  # noqa: S310
        found: bytes = answer.read()
    return found


async def test_the_program_says_why_it_does_not_start() -> None:
    """In one line."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulators.iotsquare", "--address", "192.0.2.1"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert errors.decode().startswith("cannot start: ")
    assert process.returncode == 1
