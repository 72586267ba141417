"""`app`: applications, over real HTTP."""

import pytest

from simulators.iotsquare import IoTSquareServer, Quirks
from tests.simulators.raw_iotsquare import Api

LINK, OTHER = "http://127.0.0.1:1/a", "http://127.0.0.1:1/b"


async def test_a_life(api: Api) -> None:
    number = await api.new_app("garden", pushURL=LINK, headers={"userID": "2333"})
    assert number == 89
    found = await api.get("app/list")
    assert found["amount"] == 1
    row = found["data"][0]
    assert (row["appID"], row["appName"], row["pushURL"]) == (89, "garden", LINK)
    assert (row["pushUrls"], row["enableMQTT"], row["deviceNums"]) == ([LINK], False, 0)
    assert row["createtime"] == row["updatetime"] > 1_500_000_000_000
    assert "headers" not in row
    assert await api.code("app/update", appID=number, appName="house", enableMQTT=True) == 0
    status = await api.data("app/status", appID=number)
    assert (status["appName"], status["enableMQTT"], status["pushURL"]) == ("house", True, LINK)
    assert status["headers"] == {"userID": "2333"}
    assert await api.code("app/delete", appIDs=[number]) == 0
    assert (await api.get("app/list"))["amount"] == 0


async def test_deleting_takes_devices_along(api: Api) -> None:
    number = await api.new_app()
    await api.new_device(number, "55e1032590dc5682")
    assert (await api.data("app/status", appID=number))["deviceNums"] == 1
    found = await api.post("app/delete", appIDs=[23, number, 233])
    assert found["code"] == 3003
    assert found["data"] == [
        {"code": 3001, "msg": "Application Not Exist", "appID": 23},
        {"code": 3001, "msg": "Application Not Exist", "appID": 233},
    ]
    assert (await api.get("device/status", devEUI="55e1032590dc5682"))["code"] == 4001


async def test_several_links(api: Api) -> None:
    number = await api.new_app(pushURL=LINK)
    await api.code("app/update", appID=number, pushUrls=[LINK, OTHER])
    status = await api.data("app/status", appID=number)
    assert (status["pushURL"], status["pushUrls"]) == (LINK, [LINK, OTHER])
    api.server.quirks = Quirks(push_urls_writable=False)
    assert await api.code("app/update", appID=number, pushUrls=[OTHER]) == 0
    assert (await api.data("app/status", appID=number))["pushUrls"] == [LINK, OTHER]
    assert await api.code("app/update", appID=number, pushURL="") == 0
    assert (await api.data("app/status", appID=number))["pushURL"] == ""


async def test_older_servers_have_one(api: Api, server: IoTSquareServer) -> None:
    server.version = (3, 4, 0)
    number = await api.new_app(pushURL=LINK, pushUrls=[LINK, OTHER])
    status = await api.data("app/status", appID=number)
    assert status["pushURL"] == LINK
    assert "pushUrls" not in status


async def test_what_is_left_out_may_be_reset(api: Api, server: IoTSquareServer) -> None:
    number = await api.new_app(pushURL=LINK, enableMQTT=True, headers={"a": "b"})
    server.quirks = Quirks(update_resets_omitted=True)
    assert await api.code("app/update", appID=number, appName="x") == 0
    status = await api.data("app/status", appID=number)
    assert (status["pushURL"], status["enableMQTT"], status["headers"]) == ("", False, {})


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({}, 1006),
        ({"appName": ""}, 1006),
        ({"appName": 5}, 1007),
        ({"appName": "x" * 21}, 1007),
        ({"appName": "a b"}, 1007),
        ({"appName": "taken"}, 3002),
        ({"appName": "x", "enableMQTT": "true"}, 1007),
        ({"appName": "x", "pushURL": "ftp://127.0.0.1"}, 1007),
        ({"appName": "x", "pushURL": "http://[::1"}, 1007),
        ({"appName": "x", "pushURL": [LINK]}, 1007),
        ({"appName": "x", "headers": {str(number): "" for number in range(6)}}, 1007),
        ({"appName": "x", "headers": {"a": 5}}, 1007),
        ({"appName": "x", "headers": {"a": "b\r\nc: d"}}, 1007),
        ({"appName": "x", "headers": []}, 1007),
    ],
)
async def test_refused(api: Api, members: dict[str, object], code: int) -> None:
    await api.new_app("taken")
    assert await api.code("app/create", **members) == code


async def test_refused_changes(api: Api) -> None:
    first, second = await api.new_app("a"), await api.new_app("b")
    assert await api.code("app/update", appName="x") == 1006
    assert await api.code("app/update", appID=1, appName="x") == 3001
    assert await api.code("app/update", appID=first, appName="b") == 3002
    assert await api.code("app/update", appID=second, appName="b") == 0
    assert await api.code("app/delete", appIDs=[]) == 1006
    assert await api.code("app/delete", appIDs=["1"]) == 1007
    assert await api.code("app/delete", appIDs=1) == 1007
