"""`fuota`: files for groups, step by step by a clock of ours."""

from typing import Any

import pytest

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import GROUP, RELAY, SECOND_RELAY
from tests.simulators.raw_iotsquare import Api, automatic, b64

EUI = "f7d96c075a6d0154"
LINK = "http://127.0.0.1:1/a"


def file(**members: object) -> dict[str, Any]:
    """Return a file to send, of the size in the vendor's sample."""
    payload = b64(bytes(13737))
    return {"mcEUI": EUI, "firmwareName": "test", "redundancyPercent": 0.3, "payload": payload} | (
        members
    )


@pytest.fixture
async def group(home: Api, house: IoTSquareServer) -> None:
    """Have an automatic group of two relays, one of which is set up."""
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    await home.new_group(EUI, **automatic(EUI, LINK))
    await home.code("mcdevice/create", mcEUI=EUI, devEUIs=[RELAY, SECOND_RELAY])
    house.groups[EUI].members[RELAY].joined = True
    house.setup_interval = 1e6


async def test_a_transfer(home: Api, house: IoTSquareServer, clock: Clock, group: None) -> None:
    found = await home.post("fuota/create", **file())
    number = found["data"]["fdID"]
    status = await home.data("fuota/status", mcEUI=EUI, fdID=number)
    assert {name: status[name] for name in ("nbFrag", "fragSize", "padding", "redundancy")} == {
        "nbFrag": 287, "fragSize": 48, "padding": 39, "redundancy": 86,
    }  # fmt: skip
    assert (status["payloadSize"], len(status["descriptor"])) == (13737, 8)
    assert await home.code("fuota/create", **file()) == 16001
    states = []
    while status["state"] != "Done":
        states.append(status["state"])
        assert status["nextStepTime"] > status["updatetime"]
        clock.advance(30)
        status = await home.data("fuota/status", mcEUI=EUI, fdID=number)
    assert states == [
        "Created",
        "SendFragSessSetup",
        *["EnqueueFragment"] * 4,
        "SendFragSessStatus",
        "SendFragSessDel",
        "Cleanup",
    ]
    assert status["nextStepTime"] == -1
    rows = await home.data("fuota/device/list", mcEUI=EUI, fdID=number)
    assert [
        (row["devEUI"], row["state"], row["nbFragReceived"], row["nbFragMissing"]) for row in rows
    ] == [(RELAY, "Done", 287, 0), (SECOND_RELAY, "MC Not Joined", 0, 0)]
    assert await home.code("fuota/create", **file(firmwareName="next")) == 0
    found = await home.get("fuota/list", mcEUI=EUI)
    assert found["amount"] == 2
    assert [row["firmwareName"] for row in found["data"]] == ["next", "test"]


async def test_who_misses_fragments(
    home: Api, house: IoTSquareServer, clock: Clock, group: None
) -> None:
    await home.post("fuota/create", **file(redundancyPercent=0.1))
    for _ in range(2):
        await home.get("fuota/list", mcEUI=EUI)
        clock.advance(30)
    house.control("lose", {"devEUI": RELAY, "frames": 40})
    rows = []
    for _ in range(8):
        rows.append((await home.data("fuota/device/list", mcEUI=EUI, fdID=15))[0])
        clock.advance(30)
    assert rows[1]["nbFragReceived"] == 60
    assert rows[-1]["state"] == "FragSessDelAns"
    assert rows[-1]["nbFragMissing"] == 12
    assert rows[-1]["error_message"] == "fragments missing"


async def test_abort(home: Api, clock: Clock, group: None) -> None:
    await home.post("fuota/create", **file())
    assert await home.code("fuota/abort", mcEUI=EUI, fdID=15) == 0
    status = await home.data("fuota/status", mcEUI=EUI, fdID=15)
    assert (status["state"], status["nextStepTime"]) == ("Done", -1)
    assert (await home.data("fuota/device/list", mcEUI=EUI, fdID=15))[0]["error_message"] == (
        "aborted"
    )
    clock.advance(60)
    assert (await home.data("fuota/status", mcEUI=EUI, fdID=15))["state"] == "Done"
    assert await home.code("fuota/abort", mcEUI=EUI, fdID=15) == 1007


async def test_older_servers_tell_no_number(home: Api, house: IoTSquareServer, group: None) -> None:
    house.version = (4, 1, 0)
    assert "data" not in await home.post("fuota/create", **file())


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"mcEUI": GROUP}, 14001),
        ({"firmwareName": None}, 1006),
        ({"redundancyPercent": 0.05}, 1007),
        ({"redundancyPercent": 30}, 1007),
        ({"redundancyPercent": "0.3"}, 1007),
        ({"redundancyPercent": 1}, 0),
        ({"payload": b64(bytes(64 * 1024))}, 0),
        ({"payload": b64(bytes(64 * 1024 + 1))}, 1007),
        ({"payload": ""}, 1006),
    ],
)
async def test_beginning(home: Api, group: None, members: dict[str, Any], code: int) -> None:
    assert await home.code("fuota/create", **file(**members)) == code


async def test_refused(home: Api, group: None) -> None:
    await home.new_group("1" * 16)
    assert await home.code("fuota/create", **file(mcEUI="1" * 16)) == 14014
    assert (await home.get("fuota/status", mcEUI=EUI, fdID=5))["code"] == 1007
    assert (await home.get("fuota/status", mcEUI=EUI))["code"] == 1006
    assert (await home.get("fuota/list", mcEUI="2" * 16))["code"] == 14001
