"""Devices that report by themselves, thousands of them."""

import time

from simulators.clock import Clock
from simulators.iotsquare import Application, EndDevice, Gateway, IoTSquareServer
from simulators.iotsquare.household import BOARD, ROOF, WATER_METER, build_server
from simulators.iotsquare.sensors import Am102
from tests.simulators.raw_iotsquare import Api, Catcher, until

MANY = 2000


async def test_periods(clock: Clock) -> None:
    """Each in its time; what was missed while the clock jumped is left out."""
    async with build_server(clock=clock, address="127.79.5.6", port=0) as server:
        device = server.devices[BOARD]
        for seconds, count in ((2, 2), (30, 2), (30, 3), (600, 4), (60, 5)):
            await clock.wait_for_sleepers()
            clock.advance(seconds)
            await until(lambda: device.f_cnt_up == count)  # noqa: B023 - asked at once
        server.control("period", {"devEUI": BOARD, "seconds": 5})


async def test_a_new_period(house: IoTSquareServer, clock: Clock) -> None:
    meter = house.devices[WATER_METER]
    await clock.wait_for_sleepers()
    for seconds in (5, 7):
        house.control("period", {"devEUI": WATER_METER, "seconds": seconds})
    clock.advance(5)
    await until(lambda: meter.f_cnt_up == 2)
    clock.advance(6)
    await clock.wait_for_sleepers()
    assert meter.f_cnt_up == 2
    clock.advance(1)
    await until(lambda: meter.f_cnt_up == 3)
    house.remove_device(WATER_METER)
    clock.advance(7)
    house.control("period", {"devEUI": BOARD, "seconds": 1})
    clock.advance(1)
    await until(lambda: house.devices[BOARD].f_cnt_up == 2)
    assert meter.f_cnt_up == 3


async def test_the_battery_is_told_now_and_then(clock: Clock) -> None:
    async with build_server(clock=clock, address="127.79.5.6", port=0) as server:
        told = []
        server.notices.status = lambda device, margin: told.append(device.name)  # type: ignore[method-assign]
        for number in range(2, 21):
            await clock.wait_for_sleepers()
            clock.advance(60)
            await until(lambda: all(one.f_cnt_up == number for one in server.devices.values()))  # noqa: B023 - asked at once
        assert sorted(told) == sorted(device.name for device in server.devices.values())


async def test_two_thousand(
    api: Api, server: IoTSquareServer, clock: Clock, catcher: Catcher
) -> None:
    """One uplink a minute each, all pushed and none lost, in far less than the minute."""
    server.add_application(Application(server.next_app_id(), "many", push_urls=[catcher.base]))
    server.notices.sender.patience = 60
    server.add_gateway(Gateway(ROOF, "roof", "rhf2s208", "eu868", "ch_00-07", online=True))
    for number in range(MANY):
        device = EndDevice(
            89, f"{number:016x}", f"d{number}", "eu868", "ch_00-07", period=60.0, sensor=Am102()
        )
        server.add_device(device)
        server.air.join(device)
        device.proven = True
    began = time.monotonic()
    for second in range(60):
        await clock.wait_for_sleepers()
        clock.advance(1 if second else 60)
    seen = {(await catcher.next()).body["devEUI"] for _ in range(MANY)}
    assert len(seen) == MANY
    assert all(push.ok for push in server.notices.sender.pushes)
    assert time.monotonic() - began < 45
    found = await api.get("device/list", appID=89, pageNo=0, pageSize=0)
    assert (found["amount"], len(found["data"])) == (MANY, 200)
    assert server.state()["device_count"] == MANY
    assert len(server.state()["devices"]) == 50
