"""`mcdevice`: members of groups, and how the server sets them up."""

from simulators.clock import Clock
from simulators.iotsquare import IoTSquareServer
from simulators.iotsquare.household import BOARD, GROUP, RELAY, SECOND_RELAY
from tests.simulators.raw_iotsquare import Api, automatic

EUI, OTHER = "f7d96c075a6d0154", "0abe5ddf92cff537"
LINK = "http://127.0.0.1:1/a"


async def test_by_hand(home: Api) -> None:
    """Members are there at once."""
    found = await home.get("mcdevice/list", mcEUI=GROUP)
    assert found["amount"] == 2
    assert [(row["devEUI"], row["devName"], row["joined"]) for row in found["data"]] == [
        (RELAY, "pump", True),
        (SECOND_RELAY, "fountain", True),
    ]
    assert await home.code("mcdevice/delete", mcEUI=GROUP, devEUIs=[RELAY]) == 0
    found = await home.post("mcdevice/delete", mcEUI=GROUP, devEUIs=[RELAY, SECOND_RELAY])
    assert found["code"] == 14009
    assert found["data"] == [{"code": 14013, "msg": "MCDevice Not Exist", "devEUI": RELAY}]
    found = await home.post("mcdevice/create", mcEUI=GROUP, devEUIs=[RELAY, BOARD, OTHER])
    assert found["code"] == 14008
    assert [(row["code"], row["devEUI"]) for row in found["data"]] == [
        (14012, BOARD),
        (4001, OTHER),
    ]
    assert (await home.data("mcgroup/status", mcEUI=GROUP))["deviceNums"] == 1


async def test_already_there(home: Api) -> None:
    await home.new_group(EUI)
    found = await home.post("mcdevice/create", mcEUI=GROUP, devEUIs=[RELAY])
    assert found["data"][0]["code"] == 14010
    found = await home.post("mcdevice/create", mcEUI=EUI, devEUIs=[RELAY])
    assert found["data"][0]["code"] == 14011
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    assert await home.code("mcdevice/create", mcEUI=EUI, devEUIs=[RELAY]) == 0
    assert await home.code("device/delete", devEUIs=[RELAY]) == 0
    assert (await home.get("mcdevice/list", mcEUI=EUI))["amount"] == 0


async def test_four_automatic_ones(home: Api) -> None:
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    euis = [f"{number:016x}" for number in range(1, 6)]
    for number, eui in enumerate(euis):
        more = {**automatic(eui, LINK, number % 4), "genAppKey": f"{number}" * 32}
        await home.new_group(eui, **more)
        code = await home.code("mcdevice/create", mcEUI=eui, devEUIs=[RELAY])
        assert code == (14008 if number == 4 else 0)


async def test_what_fits(home: Api, house: IoTSquareServer) -> None:
    """Same region and subnet, or region alone where the group is automatic in that."""
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    await home.new_group(EUI, subnet="ch_08-15")
    await home.new_group(OTHER, subnet="auto", autoSubnet=True)
    found = await home.post("mcdevice/create", mcEUI=EUI, devEUIs=[RELAY])
    assert found["data"][0]["code"] == 14012
    assert await home.code("mcdevice/create", mcEUI=OTHER, devEUIs=[RELAY]) == 0
    await home.new_group("1" * 16, **{"class": "B"}, pingSlotPeriod=32)
    house.devices[BOARD].class_b = True
    assert await home.code("mcdevice/create", mcEUI="1" * 16, devEUIs=[BOARD]) == 0
    await home.code("mcdevice/delete", mcEUI="1" * 16, devEUIs=[BOARD])
    house.version = (3, 4, 0)
    found = await home.post("mcdevice/create", mcEUI="1" * 16, devEUIs=[BOARD])
    assert found["data"][0]["code"] == 14012


async def test_room(home: Api) -> None:
    more = {**automatic(EUI, LINK), "enableMCExt": True, "timeSlotLength": 3}
    await home.new_group(EUI, **more)
    many = [f"{number:016x}" for number in range(254)]
    assert await home.code("mcdevice/create", mcEUI=EUI, devEUIs=many) == 14004
    assert await home.code("mcdevice/create", mcEUI=EUI, devEUIs=many[:253]) == 14008


async def test_setting_up(home: Api, house: IoTSquareServer, clock: Clock) -> None:
    """One device after another, and again who was out of reach."""
    await home.code("mcgroup/delete", mcEUIs=[GROUP])
    await home.new_group(EUI, **automatic(EUI, LINK))
    house.control("lose", {"devEUI": RELAY})
    await clock.wait_for_sleepers()
    assert await home.code("mcdevice/create", mcEUI=EUI, devEUIs=[RELAY, SECOND_RELAY]) == 0
    seen = []
    for _ in range(3):
        rows = await home.data("mcdevice/list", mcEUI=EUI)
        seen.append([row["joined"] for row in rows])
        clock.advance(10)
    assert seen == [[False, False], [False, True], [True, True]]
    status = await home.data("mcgroup/status", mcEUI=EUI)
    assert (status["deviceSetup"], status["deviceNums"]) == (2, 2)
