"""The register of contradictions, row by row, and members in other shapes."""

import pytest

from simulators.iotsquare import CONTRADICTIONS, IoTSquareServer, Quirks, Shape
from simulators.iotsquare.household import AMBIENCE, GROUP, ROOF
from simulators.iotsquare.quirks import shaped
from tests.simulators.raw_iotsquare import Api, automatic, b64


async def test_the_rows(home: Api, house: IoTSquareServer) -> None:
    house.control("quirk", {"contradictions": list(CONTRADICTIONS)})
    assert "pushURL" not in (await home.get("app/list"))["data"][0]
    assert (await home.get("app/list"))["msg"] == 0
    assert not {"subnet", "status"} & (await home.data("device/list", appID=89))[0].keys()
    assert "createtime" not in await home.data("device/status", devEUI=AMBIENCE)
    last = await home.data("device/latestDeviceUplink", devEui=AMBIENCE)
    assert {"GwID", "Rssi", "Freq", "Dr", "FCnt", "Data"} < last.keys()
    assert (last["snr"], last["gws"][0]["snr"]) == (7.5, "7.5")
    assert not {"subnet", "mqtt"} & (await home.data("gateway/list"))[0].keys()
    assert (await home.data("gateway/info", gwID=ROOF))["statInterval"] == "30"
    group = (await home.data("mcgroup/list"))[0]
    assert (group["groupID"], group["pushURL"]) == ("256", "")
    assert (
        not {"pingSlotPeriod", "headers"} & (await home.data("mcgroup/status", mcEUI=GROUP)).keys()
    )


async def test_files(home: Api, house: IoTSquareServer) -> None:
    eui = "f7d96c075a6d0154"
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    await home.new_group(eui, **automatic(eui, "http://127.0.0.1:1"))
    await home.code("mcdevice/create", mcEUI=eui, devEUIs=["76325350002f0045"])
    file = {"firmwareName": "f", "redundancyPercent": 0.3, "payload": b64(b"x")}
    await home.code("fuota/create", mcEUI=eui, **file)
    house.quirks = Quirks().contradicting(20)
    row = (await home.data("fuota/device/list", mcEUI=eui, fdID=15))[0]
    assert (row["nbFragReceived"], row["error_message"]) == ("0", 0)


@pytest.mark.parametrize(
    ("shape", "value", "expected"),
    [
        (Shape.TEXT, 5, "5"),
        (Shape.TEXT, True, "true"),
        (Shape.TEXT, "x", "x"),
        (Shape.NUMBER, "5", 5),
        (Shape.NUMBER, "-9.0", -9.0),
        (Shape.NUMBER, "x", 0),
        (Shape.LIST, "x", ["x"]),
        (Shape.LIST, "", []),
        (Shape.LIST, ["x"], ["x"]),
        (Shape.SINGLE, ["x", "y"], "x"),
        (Shape.SINGLE, [], ""),
        (Shape.SINGLE, 5, 5),
        (Shape.EMPTY, 5, ""),
        (Shape.NULL, 5, None),
    ],
)
def test_shapes(shape: Shape, value: object, expected: object) -> None:
    answer = {"code": 0, "data": {"a": value, "b": 1}}
    assert shaped({"x/y:a": shape}, "x/y", answer)["data"] == {"a": expected, "b": 1}
    assert shaped({"x/z:a": shape}, "x/y", answer) == answer


def test_names() -> None:
    answer = {"code": 0, "data": [{"a": {"a": 1}}]}
    assert shaped({"a": Shape.CAPITAL}, "x", answer)["data"] == [{"A": {"A": 1}}]
    assert shaped({"a.a": Shape.ABSENT}, "x", answer)["data"] == [{"a": {}}]
