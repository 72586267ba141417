"""The radio: joins, counters, windows, acknowledgements, loss, data rates."""

import pytest

from simulators.base import ControlError
from simulators.clock import Clock
from simulators.iotsquare import EndDevice, Gateway, IoTSquareServer
from simulators.iotsquare.household import AMBIENCE, BARN, BOARD, RELAY, ROOF, THERMOMETER
from tests.simulators.raw_iotsquare import Api, Catcher, b64


async def send(home: Api, dev_eui: str, data: bytes, **more: object) -> int:
    """Queue a frame and return its number."""
    request = {"devEUI": dev_eui, "fPort": 8, "data": b64(data), **more}
    number: int = (await home.post("device/downlink/create", **request))["fCnt"]
    return number


def test_counters_show_what_was_lost(house: IoTSquareServer) -> None:
    device = house.devices[BOARD]
    house.control("lose", {"devEUI": BOARD, "frames": 2})
    for _ in range(3):
        house.control("uplink", {"devEUI": BOARD})
    assert device.last_uplink is not None
    assert (device.last_uplink.f_cnt, device.f_cnt_up) == (3, 4)


async def test_a_join_is_told_after_the_first_uplink(
    home: Api, house: IoTSquareServer, catcher: Catcher
) -> None:
    await home.code("app/update", appID=89, pushURL=catcher.base)
    device = house.devices[BOARD]
    address = device.dev_addr
    await send(home, BOARD, b"lost")
    house.control("join", {"devEUI": BOARD})
    assert (device.f_cnt_up, len(device.queue)) == (0, 0)
    assert not house.notices.sender.pushes
    assert device.dev_addr != address
    house.control("uplink", {"devEUI": BOARD})
    join, uplink = await catcher.next(), await catcher.next()
    assert (join.path, join.body["data"]) == ("/hook/join", {"devAddr": device.dev_addr})
    assert (uplink.path, uplink.body["data"]["fCnt"]) == ("/hook/uplink", 0)
    house.control("uplink", {"devEUI": BOARD})
    assert await catcher.kinds(1) == ["uplink"]


async def test_acknowledgements(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    """With the uplink after the frame; a lost frame is not acknowledged."""
    await home.code("app/update", appID=89, pushURL=catcher.base)
    for lost in (False, True):
        number = await send(home, AMBIENCE, b"\1", confirmed=True)
        house.control("uplink", {"devEUI": AMBIENCE})
        assert await catcher.kinds(1) == ["uplink"]
        if lost:
            house.devices[AMBIENCE].acknowledges = False
        house.control("uplink", {"devEUI": AMBIENCE})
        assert await catcher.kinds(1) == ["uplink"]
        ack = await catcher.next()
        assert ack.path == "/hook/ack"
        assert ack.body["data"] == {"acknowledged": not lost, "fCnt": number}


async def test_status(home: Api, house: IoTSquareServer, catcher: Catcher) -> None:
    await home.code("app/update", appID=89, pushURL=catcher.base)
    house.control("status", {"devEUI": THERMOMETER, "battery": 128})
    uplink, status = await catcher.next(), await catcher.next()
    assert (uplink.body["data"]["fPort"], uplink.body["data"]["data"]) == (0, "")
    assert (status.path, status.body["data"]) == ("/hook/status", {"margin": 10, "battery": 128})


async def test_too_long_a_frame(home: Api, house: IoTSquareServer) -> None:
    """What fits is decided by the better of two windows, when it is sent."""
    await send(home, BOARD, bytes(52))
    await send(home, BOARD, bytes(51))
    for _ in range(2):
        house.control("uplink", {"devEUI": BOARD})
    device = house.devices[BOARD]
    assert [len(one.data) for one in device.too_long] == [52]
    assert [len(one.data) for one in device.received] == [51]
    device.data_rate = 5
    await send(home, BOARD, bytes(242))
    house.control("uplink", {"devEUI": BOARD})
    assert len(device.received[-1].data) == 242


def test_data_rates_adapt(house: IoTSquareServer) -> None:
    """Who is heard well gets faster; who has it switched off does not."""
    device, other = house.devices[THERMOMETER], house.devices[BOARD]
    other.adr = False
    for _ in range(40):
        house.control("report_all", {})
    assert (device.data_rate, other.data_rate) == (5, 0)
    house.control("join", {"devEUI": THERMOMETER})
    assert device.data_rate == 0


def test_which_gateways_hear(house: IoTSquareServer) -> None:
    device = house.devices[BOARD]
    house.control("gateway", {"gwID": ROOF, "online": False})
    uplink = house.air.report(device)
    assert uplink is not None
    assert [one.gw_id for one in uplink.receptions] == [BARN]
    house.gateways[BARN].subnet = "ch_08-15"
    assert house.air.report(device) is None
    device.subnet, device.auto_subnet = "auto", True
    assert house.air.report(device) is not None
    house.gateways[BARN].region = "cn470"
    assert house.air.report(device) is None


async def test_class_b(home: Api, house: IoTSquareServer, clock: Clock) -> None:
    """In ping slots as long as a gateway has GPS, else after an uplink."""
    device = EndDevice(89, "1" * 16, "b", "eu868", "ch_00-07", class_b=True)
    house.add_device(device)
    uplink = house.air.uplink(device, 8, b"x")
    assert uplink is not None
    assert uplink.class_ == "B"
    await clock.wait_for_sleepers()
    await send(home, device.dev_eui, b"slot")
    await clock.wait_for_sleepers(2)
    clock.advance(4)
    await home.get("app/list")
    assert [one.data for one in device.received] == [b"slot"]
    house.control("gateway", {"gwID": ROOF, "gps": False})
    await send(home, device.dev_eui, b"window")
    await clock.wait_for_sleepers(2)
    clock.advance(4)
    await home.get("app/list")
    assert len(device.queue) == 1
    uplink = house.air.uplink(device, 8, b"x")
    assert uplink is not None
    assert (uplink.class_, device.received[-1].data) == ("A", b"window")


async def test_class_c_out_of_reach(home: Api, house: IoTSquareServer, clock: Clock) -> None:
    """What is queued waits until a gateway is back."""
    await clock.wait_for_sleepers()
    for gw_id in (ROOF, BARN):
        house.control("gateway", {"gwID": gw_id, "online": False})
    await send(home, RELAY, b"x")
    clock.advance(5)
    assert await home.data("device/downlink/queueSize", devEUI=RELAY) == {"queueSize": 1}
    house.control("gateway", {"gwID": BARN, "online": True})
    await clock.wait_for_sleepers(2)
    clock.advance(1)
    assert await home.data("device/downlink/queueSize", devEUI=RELAY) == {"queueSize": 0}


async def test_nobody_joins_without_a_gateway(api: Api, server: IoTSquareServer) -> None:
    device = EndDevice(89, "1" * 16, "x", "eu868", "ch_00-07")
    server.add_device(device)
    assert not server.air.join(device)
    assert server.air.uplink(device, 8, b"x") is None
    server.add_gateway(Gateway(ROOF, "roof", "rhf2s208", "eu868", "ch_00-07", online=True))
    assert server.air.uplink(device, 8, b"x") is not None
    with pytest.raises(ControlError, match="measures nothing"):
        server.control("uplink", {"devEUI": device.dev_eui})
    device.auth = "abp"
    with pytest.raises(ControlError, match="OTAA"):
        server.control("join", {"devEUI": device.dev_eui})
