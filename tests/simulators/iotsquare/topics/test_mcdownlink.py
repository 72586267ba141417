"""`mcdownlink`: what is sent to groups."""

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer, Quirks
from simulators.iotsquare.household import BOARD, GROUP, RELAY, SECOND_RELAY
from tests.simulators.raw_iotsquare import Api, Catcher, automatic, b64

EUI = "f7d96c075a6d0154"


async def test_by_hand(home: Api, house: IoTSquareServer, clock: Clock) -> None:
    """One after another, and nothing is told."""
    await clock.wait_for_sleepers()
    for number in (0, 1):
        found = await home.post("mcdownlink/create", mcEUI=GROUP, fPort=10, data=b64(b"\1"))
        assert (found["code"], found["fCnt"]) == (0, number)
    assert await home.data("mcdownlink/queueSize", mcEUI=GROUP) == {"queueSize": 2}
    await clock.wait_for_sleepers(2)
    clock.advance(1)
    assert await home.data("mcdownlink/queueSize", mcEUI=GROUP) == {"queueSize": 1}
    for eui in (RELAY, SECOND_RELAY):
        assert house.devices[eui].received[-1].data == b"\1"
    assert not house.devices[BOARD].received


async def test_refused(home: Api) -> None:
    for members, code in (
        ({"mcEUI": EUI}, 14001),
        ({"fPort": 200}, 1007),
        ({"fPort": None}, 1006),
        ({"data": "x"}, 1007),
    ):
        request = {"mcEUI": GROUP, "fPort": 8, "data": "IzM=", **members}
        assert await home.code("mcdownlink/create", **request) == code


async def test_rounds(home: Api, house: IoTSquareServer, clock: Clock, catcher: Catcher) -> None:
    """With extension the server repeats, counts who answered, and tells."""
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    more = {**automatic(EUI, catcher.base), "enableMCExt": True, "timeSlotLength": 3}
    await home.new_group(EUI, **more, headers={"x-token": "1"})
    for eui in (RELAY, SECOND_RELAY):
        await home.code("mcdevice/create", mcEUI=EUI, devEUIs=[eui])
        house.groups[EUI].members[eui].joined = True
    house.control("lose", {"devEUI": RELAY, "frames": 1})
    await home.post("mcdownlink/create", mcEUI=EUI, fPort=8, data="IzM=")
    for seconds in (1, 5, 5):
        await home.get("mcgroup/list")
        clock.advance(seconds)
    push = await catcher.next()
    assert (push.path, push.headers["x-token"]) == ("/hook/multicast", "1")
    assert push.body == {
        "mcEUI": EUI,
        "type": "multicast",
        "time": push.body["time"],
        "data": {"fCnt": 0, "totalNums": 2, "successNums": 2, "rounds": 2},
    }
    house.quirks = Quirks(multicast_eui_inside=True)
    house.control("lose", {"devEUI": RELAY, "frames": 9})
    await home.post("mcdownlink/create", mcEUI=EUI, fPort=8, data="IzM=")
    for seconds in (1, 5, 5, 5):
        await home.get("mcgroup/list")
        clock.advance(seconds)
    body = (await catcher.next()).body
    assert "mcEUI" not in body
    assert body["data"] == {
        "fCnt": 1, "totalNums": 2, "successNums": 1, "rounds": 3, "mcEUI": EUI,
    }  # fmt: skip


async def test_too_long_a_frame_is_never_sent(
    home: Api, house: IoTSquareServer, clock: Clock
) -> None:
    await clock.wait_for_sleepers()
    await home.post("mcdownlink/create", mcEUI=GROUP, fPort=8, data=b64(bytes(52)))
    await clock.wait_for_sleepers(2)
    clock.advance(1)
    assert await home.data("mcdownlink/queueSize", mcEUI=GROUP) == {"queueSize": 0}
    assert not house.devices[RELAY].received
