"""HTTP pushes: where they go, how they look, and that each is tried once."""

import asyncio

import pytest

from simulators.iotsquare import IoTSquareServer, Quirks
from simulators.iotsquare.household import AMBIENCE, BOARD
from simulators.iotsquare.push import Push, target
from tests.simulators.raw_iotsquare import Api, Catcher, b64
from tests.simulators.raw_stream import PATIENCE


async def ended(house: IoTSquareServer) -> Push:
    """Return the push sent last, once it is over."""
    push = house.notices.sender.pushes[-1]
    async with asyncio.timeout(PATIENCE):
        await push.ended.wait()
    return push


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("http://127.0.0.1:1", "http://127.0.0.1:1/uplink"),
        ("http://127.0.0.1:1/a", "http://127.0.0.1:1/a/uplink"),
        ("http://127.0.0.1:1/a/", "http://127.0.0.1:1/a/uplink"),
        ("http://127.0.0.1:1/a?x=1", "http://127.0.0.1:1/a/uplink?x=1"),
    ],
)
def test_targets(link: str, expected: str) -> None:
    assert target(link, "uplink") == expected
    assert target(link, "uplink", concatenate=True) == f"{link}/uplink"


async def test_an_uplink(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    """Body and headers as the documents have them."""
    headers = {"x-access-token": "6666", "userID": "2333"}
    await home.code("app/update", appID=89, pushURL=catcher.base, headers=headers)
    house.control("uplink", {"devEUI": AMBIENCE, "port": 8, "data": "0011223344",
                             "confirmed": True})  # fmt: skip
    push = await catcher.next()
    assert push.path == "/hook/uplink"
    assert push.headers["user-agent"] == "Go-http-client/1.1"
    assert push.headers["content-type"] == "application/json"
    assert push.headers["accept-encoding"] == "gzip"
    assert (push.headers["x-access-token"], push.headers["userid"]) == ("6666", "2333")
    assert push.body == {
        "devEUI": AMBIENCE,
        "appID": 89,
        "type": "uplink",
        "time": push.body["time"],
        "data": {
            "gwid": "8cf957fffe8002d1",
            "rssi": -79,
            "snr": 7.5,
            "freq": 867.3,
            "dr": 0,
            "adr": True,
            "class": "A",
            "fCnt": 1,
            "fPort": 8,
            "confirmed": True,
            "data": b64(bytes.fromhex("0011223344")),
            "gws": [
                {"id": "8cf957fffe8002d1", "rssi": -79, "snr": 7.5},
                {"id": "b827ebfffe9aae48", "rssi": -98, "snr": 2.25},
            ],
        },
    }
    assert (await ended(house)).ok


async def test_several_links(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    links = [catcher.base, f"{catcher.base}/second?x=1"]
    await home.code("app/update", appID=89, pushUrls=links)
    house.quirks = Quirks(push_time_as_text=True)
    house.control("uplink", {"devEUI": BOARD})
    found = [await catcher.next(), await catcher.next()]
    assert {(one.path, one.query) for one in found} == {
        ("/hook/uplink", ""),
        ("/hook/second/uplink", "x=1"),
    }
    assert isinstance(found[0].body["time"], str)


async def test_order_of_a_device(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    await home.code("app/update", appID=89, pushURL=catcher.base)
    for _ in range(30):
        house.control("uplink", {"devEUI": BOARD})
    assert [(await catcher.next()).body["data"]["fCnt"] for _ in range(30)] == [*range(1, 31)]


async def test_only_200_counts(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    await home.code("app/update", appID=89, pushURL=catcher.base)
    catcher.status = 204
    house.control("uplink", {"devEUI": BOARD})
    push = await ended(house)
    assert (push.status, push.ok) == (204, False)
    assert catcher.caught.qsize() == 1


async def test_little_patience(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    """200 ms by default, and nothing is tried again."""
    assert IoTSquareServer("S", "127.79.5.9").notices.sender.patience == pytest.approx(0.2)
    house.notices.sender.patience = 0.05
    await home.code("app/update", appID=89, pushURL=catcher.base)
    catcher.waits_for = asyncio.Event()
    house.control("uplink", {"devEUI": BOARD})
    assert (await ended(house)).error == "TimeoutError"
    catcher.waits_for.set()
    house.notices.sender.patience = 5
    house.control("uplink", {"devEUI": BOARD})
    assert (await ended(house)).ok
    assert catcher.caught.qsize() == 2


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("http://127.79.9.9:9", "ConnectionRefusedError"),
        ("http://192.0.2.1/a", "ValueError"),
        ("https://example.org/a", "ValueError"),
    ],
)
async def test_nobody_there(home: Api, house: IoTSquareServer, link: str, error: str) -> None:
    """And nobody but loopback is called."""
    await home.code("app/update", appID=89, pushURL=link)
    house.control("uplink", {"devEUI": BOARD})
    assert (await ended(house)).error == error


async def test_a_receiver_that_is_gone_and_back(
    home: Api, house: IoTSquareServer, catcher: Catcher
) -> None:
    """A connection that the receiver closed meanwhile is not used."""
    await home.code("app/update", appID=89, pushURL=catcher.base)
    for _ in range(3):
        house.control("uplink", {"devEUI": BOARD})
        assert (await ended(house)).ok
    house.restart()
    house.control("uplink", {"devEUI": BOARD})
    assert (await ended(house)).ok
