"""The client as a whole: its operations, and its manners towards a device."""

import asyncio

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    RequestRefusedError,
)
from custom_components.accord.protocol.kasa import Family, KasaClient, WrongDeviceError
from custom_components.accord.protocol.operation import Effect, OperationRegistry
from tests.protocol.kasa.fakes import Json, sample
from tests.protocol.kasa.wire import frame, request
from tests.protocol.peer import Line, Peer, StartPeer

MAC = "02:00:5e:10:00:01"
METER = {"emeter": {"get_realtime": {"power_mw": 5000, "err_code": 0}}}
LIGHTING = "smartlife.iot.smartbulb.lightingservice"


def client(peer: Peer, **options: object) -> KasaClient:
    return KasaClient(peer.host, peer.port, **options)  # type: ignore[arg-type]


def answer_to(asked: Json) -> Json:
    answer = sample("plug") if "get_sysinfo" in asked.get("system", {}) else {"system": {}}
    if "set_relay_state" in asked.get("system", {}):
        answer["system"]["set_relay_state"] = {"err_code": 0}
    return answer | (METER if "emeter" in asked else {})


async def plug(line: Line) -> None:
    while True:
        line.send(frame(answer_to(await request(line))))


async def plug_that_closes(line: Line) -> None:
    line.send(frame(answer_to(await request(line))))


READS = {"get", "read"}
DESTRUCTIVE = {
    *(f"{module}.delete_all_rules" for module in ("schedule", "anti_theft", "count_down")),
    *(f"cnCloud.{method}" for method in ("bind", "unbind", "set_server_url")),
    *(f"system.{method}" for method in ("reset", "set_mac_addr", "download_firmware")),
    "emeter.erase_emeter_stat",
    "netif.set_stainfo",
}
PHYSICAL = {"system.set_relay_state", "system.reboot", f"{LIGHTING}.transition_light_state"}


def test_operations() -> None:
    found = {one.id: one for one in OperationRegistry(KasaClient)}
    assert len(found) == 68
    assert {name for name, one in found.items() if one.effect is Effect.PHYSICAL} == PHYSICAL
    assert {name for name, one in found.items() if one.effect is Effect.DESTRUCTIVE} == DESTRUCTIVE
    for name, one in found.items():
        method = name.rpartition(".")[2]
        assert one.method == method
        assert (one.effect is Effect.READ) is (method.partition("_")[0] in READS), name
    assert {one.topic for one in found.values()} == {
        *("system", "emeter", "lighting", "schedule", "anti_theft", "count_down", "strip"),
        *("pir", "las", "sensor_trigger", "time", "cloud", "netif"),
    }


async def test_nothing_is_hidden(start_peer: StartPeer) -> None:
    device = client(await start_peer(plug))
    assert device.encrypted is False
    await device.close()


async def test_poll_and_command(start_peer: StartPeer) -> None:
    peer = await start_peer(plug)
    device = client(peer, expected_mac=MAC)
    assert (device.host, device.sysinfo, device.family) == (peer.host, None, None)
    status = await device.status.read(energy=True)
    assert status.energy is not None
    assert status.energy.power == 5.0
    assert (device.sysinfo, device.family) == (status.sysinfo, Family.PLUG)
    await device.system.set_relay_state(False)
    assert peer.connections == 1
    await device.close()


async def test_operations_by_id(start_peer: StartPeer) -> None:
    device = client(await start_peer(plug))
    registry = OperationRegistry(KasaClient)
    info = await registry["system.get_sysinfo"].call(device, {})
    assert info.mac == MAC
    await registry["system.set_relay_state"].call(device, {"on": True})
    await device.close()


async def test_a_plug_that_closes_after_each_answer(start_peer: StartPeer) -> None:
    peer = await start_peer(plug_that_closes)
    device = client(peer)
    for _ in range(10):
        assert (await device.status.read(energy=True)).energy is not None
        await device.system.set_relay_state(True)
    assert peer.connections == 21
    await device.close()


async def test_many_callers_one_connection(start_peer: StartPeer) -> None:
    peer = await start_peer(plug)
    device = client(peer)
    await device.system.get_sysinfo()
    found = await asyncio.gather(*(device.status.read(energy=False) for _ in range(30)))
    assert {status.sysinfo.alias for status in found} == {"Freezer"}
    assert peer.connections == 1
    await device.close()


async def test_another_device_took_the_address(start_peer: StartPeer) -> None:
    seen: list[Json] = []

    async def serve(line: Line) -> None:
        while True:
            seen.append(await request(line))
            line.send(frame(sample("plug_first_generation")))

    device = client(await start_peer(serve), expected_mac=MAC)
    with pytest.raises(WrongDeviceError):
        await device.status.read(energy=True)
    with pytest.raises(WrongDeviceError):
        await device.system.set_relay_state(True)
    assert seen == [{"system": {"get_sysinfo": {}}}] * 2
    await device.close()


@pytest.mark.parametrize("drip", [False, True])
async def test_a_silent_or_dripping_device_costs_little_time(
    drip: bool, start_peer: StartPeer
) -> None:
    async def serve(line: Line) -> None:
        await request(line)
        whole = frame(sample("plug"))
        for byte in whole if drip else b"":
            line.send(bytes((byte,)))
            await asyncio.sleep(0.02)
        await line.gone()

    device = client(await start_peer(serve), connect_timeout=0.1, response_timeout=0.2)
    async with asyncio.timeout(5):
        with pytest.raises(DeadlineError):
            await device.status.read(energy=True)
    await device.close()


async def test_nobody_listens(free_port: int) -> None:
    device = KasaClient("127.0.0.1", free_port)
    with pytest.raises(RequestRefusedError):
        await device.system.get_sysinfo()


async def test_a_cancelled_poll_leaves_a_clean_line(start_peer: StartPeer) -> None:
    asked = asyncio.Event()

    async def serve(line: Line) -> None:
        if line.number > 0:
            await plug(line)
        await request(line)
        asked.set()
        await line.gone()

    peer = await start_peer(serve)
    device = client(peer)
    poll = asyncio.ensure_future(device.status.read(energy=True))
    await asked.wait()
    poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    await device.system.set_relay_state(True)
    assert peer.connections == 2
    await device.close()


async def test_a_reboot_is_never_sent_twice(start_peer: StartPeer) -> None:
    reboots: list[Json] = []

    async def serve(line: Line) -> None:
        while True:
            asked = await request(line)
            if "reboot" in asked["system"]:
                reboots.append(asked)
                return
            line.send(frame(answer_to(asked)))

    device = client(await start_peer(serve))
    with pytest.raises(ConnectionFailedError) as caught:
        await device.system.reboot()
    assert caught.value.outcome_unknown
    assert reboots == [{"system": {"reboot": {"delay": 1}}}]
    await device.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html><body>It works!</body></html>",
        b'{"system":{"get_sysinfo":{"alias":"Fre',
        b'{"system":{"get_sysinfo":{}}}',
        b'{"system":{"get_sysinfo":[]}}',
        b"\xff" * 100,
        b"[" * 65_000,
        b"{}",
        b"7",
    ],
    ids=lambda answer: str(answer[:20]),
)
async def test_garbage(answer: bytes, start_peer: StartPeer) -> None:
    async def serve(line: Line) -> None:
        await request(line)
        line.send(frame(answer))
        await line.gone()

    device = client(await start_peer(serve))
    with pytest.raises(ProtocolError):
        await device.status.read(energy=True)
    await device.close()
