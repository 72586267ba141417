"""`mcgroup`: multicast groups, over real HTTP."""

from typing import Any

import pytest

from simulators.iotsquare import IoTSquareServer, Quirks
from tests.simulators.raw_iotsquare import KEY, OTHER_KEY, Api, automatic, by_hand

EUI, OTHER = "f7d96c075a6d0154", "0abe5ddf92cff537"
LINK = "http://127.0.0.1:1/a"


async def test_by_hand(api: Api) -> None:
    await api.new_group(EUI)
    row = (await api.data("mcgroup/list"))[0]
    assert (row["mcEUI"], row["groupID"], row["deviceNums"], row["pushURL"]) == (EUI, 256, 0, [])
    status = await api.data("mcgroup/status", mcEUI=EUI)
    assert (status["class"], status["enableMCRemote"], status["deviceSetup"]) == ("C", False, 0)
    assert (status["mcAddr"], status["mcAppSKey"], status["mcNwkSKey"]) == (
        EUI[:8], KEY, OTHER_KEY,
    )  # fmt: skip
    changes = {"mcName": "x", "mcAddr": "75bacecd", "headers": {"a": "b"}, "timeSlotLength": 9}
    assert await api.code("mcgroup/update", mcEUI=EUI, **changes) == 0
    status = await api.data("mcgroup/status", mcEUI=EUI)
    assert (status["mcName"], status["mcAddr"], status["headers"]) == (
        "x", "75bacecd", {"a": "b"},
    )  # fmt: skip
    assert status["timeSlotLength"] == 0
    found = await api.post("mcgroup/delete", mcEUIs=[EUI, OTHER])
    assert found["code"] == 14007
    assert found["data"] == [{"code": 14001, "msg": "MCGroup Not Exist", "mcEUI": OTHER}]


async def test_automatic(api: Api) -> None:
    more = {"enableMCExt": True, "timeSlotLength": 3}
    await api.new_group(EUI, **automatic(EUI, LINK, 3), **more)
    status = await api.data("mcgroup/status", mcEUI=EUI)
    assert (status["groupID"], status["genAppKey"], status["timeSlotLength"]) == (3, KEY, 3)
    assert status["pushURL"] == [LINK]
    assert len(status["mcAddr"]) == 8
    assert await api.code("mcgroup/update", mcEUI=EUI, timeSlotLength=7, mcAddr="75bacecd") == 0
    after = await api.data("mcgroup/status", mcEUI=EUI)
    assert (after["timeSlotLength"], after["mcAddr"]) == (7, status["mcAddr"])
    assert await api.code("mcgroup/update", mcEUI=EUI, pushURL="") == 0
    assert (await api.data("mcgroup/status", mcEUI=EUI))["pushURL"] == []


async def test_class_b(api: Api, server: IoTSquareServer) -> None:
    request = {**by_hand(EUI), "class": "B"}
    assert await api.code("mcgroup/create", **request) == 1006
    assert await api.code("mcgroup/create", **request, pingSlotPeriod=24) == 1007
    assert await api.code("mcgroup/create", **request, pingSlotPeriod=32) == 0
    assert await api.code("mcgroup/update", mcEUI=EUI, pingSlotPeriod=64) == 0
    server.version = (3, 4, 21)
    assert await api.code("mcgroup/update", mcEUI=EUI, pingSlotPeriod=128) == 0
    assert (await api.data("mcgroup/status", mcEUI=EUI))["pingSlotPeriod"] == 64


async def test_links_as_older_servers_take_them(api: Api, server: IoTSquareServer) -> None:
    server.version = (3, 3, 0)
    assert await api.code("mcgroup/create", **by_hand(EUI), pushURL=[LINK]) == 1007
    assert await api.code("mcgroup/create", **by_hand(EUI), pushURL=LINK) == 0
    assert (await api.data("mcgroup/list"))[0]["pushURL"] == LINK
    assert await api.code("mcgroup/update", mcEUI=EUI, pushURL="") == 0
    assert (await api.data("mcgroup/list"))[0]["pushURL"] == ""
    server.version = (4, 3, 2)
    server.quirks = Quirks(group_links_as_text=True)
    assert await api.code("mcgroup/update", mcEUI=EUI, pushURL=[LINK]) == 1007


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"mcEUI": "x"}, 1007),
        ({"mcName": ""}, 1006),
        ({"class": "A"}, 1007),
        ({"class": "c"}, 1007),
        ({"region": "mars"}, 1011),
        ({"subnet": "auto"}, 1007),
        ({"autoSubnet": True, "subnet": "auto"}, 0),
        ({"mcAddr": None}, 1006),
        ({"mcNwkSKey": "x"}, 1007),
        ({"groupID": 1}, 14023),
        ({"enableMCExt": True}, 14023),
        (automatic(EUI, LINK), 0),
        ({**automatic(EUI, LINK), "groupID": None}, 1006),
        ({**automatic(EUI, LINK), "groupID": 4}, 14023),
        ({**automatic(EUI, LINK), "genAppKey": "x"}, 14006),
        ({**automatic(EUI, LINK), "pushURL": []}, 1006),
        ({**automatic(EUI, LINK), "enableMCExt": True}, 1006),
        ({**automatic(EUI, LINK), "enableMCExt": True, "timeSlotLength": 16}, 1007),
    ],
)
async def test_making(api: Api, members: dict[str, Any], code: int) -> None:
    assert await api.code("mcgroup/create", **{**by_hand(EUI), **members}) == code


async def test_doubles(api: Api) -> None:
    await api.new_group(EUI)
    again = by_hand(EUI) | {"mcName": "x", "mcAddr": "1" * 8}
    assert await api.code("mcgroup/create", **again) == 14002
    assert await api.code("mcgroup/create", **by_hand(OTHER) | {"mcName": f"g-{EUI}"}) == 14005
    assert await api.code("mcgroup/create", **by_hand(OTHER) | {"mcAddr": EUI[:8]}) == 14003
    await api.new_group(OTHER)
    assert await api.code("mcgroup/update", mcEUI=OTHER, mcName=f"g-{EUI}") == 14005
    assert await api.code("mcgroup/update", mcEUI=OTHER, mcAddr=EUI[:8]) == 14003
    assert await api.code("mcgroup/update", mcEUI="1" * 16, mcName="x") == 14001
