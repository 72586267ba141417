"""Every fault on the wire, over TCP and UDP, shown on a Kasa device."""

import asyncio
from datetime import timedelta
import json
import struct
from typing import Any

import pytest

from simulators.clock import Clock
from simulators.delivery import Delivery, HangUp, Pause, Send
from simulators.faults import (
    KINDS,
    ClockShift,
    Corrupt,
    Cut,
    Delay,
    Drop,
    Duplicate,
    Fault,
    FaultSet,
    Garbage,
    Html,
    OversizedHeader,
    Refuse,
    Reorder,
    Restart,
    SlowDrip,
    Unreachable,
    fault_from_json,
)
from simulators.kasa import OutletSetup
from tests.simulators.conftest import Served, Start, TinyDevice
from tests.simulators.raw_kasa import SYSINFO, RawTcp, RawUdp, ask, call, frame, unscramble

type Json = dict[str, Any]

ON: Json = {"system": {"set_relay_state": {"state": 1}}}
DONE: Json = {"system": {"set_relay_state": {"err_code": 0}}}


async def read(client: RawTcp, count: int) -> bytes:
    """Read so many bytes."""
    async with asyncio.timeout(5):
        return await client.reader.readexactly(count)


async def test_delay(start: Start, clock: Clock) -> None:
    """The answer waits for its time, on both transports."""
    device = await start("KP115")
    device.faults.add(Delay(3), times=2)
    with RawUdp() as udp:
        async with RawTcp(device) as tcp:
            tcp.send(ON)
            udp.send(ON, (device.address, device.port))
            await clock.wait_for_sleepers(2)
            assert device.outlets[0].on
            clock.advance(2.9)
            await clock.wait_for_sleepers(2)
            clock.advance(0.1)
            assert await tcp.receive() == DONE
            assert (await udp.receive())[0] == json.dumps(DONE, separators=(",", ":")).encode()
            assert await tcp.ask(ON) == DONE


async def test_drop(start: Start, served: Served) -> None:
    """The request is carried out, the answer never comes, the connection lives on."""
    device = await start("KP115")
    device.faults.add(Drop(), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        assert "get_sysinfo" in (await client.ask(SYSINFO))["system"]
    assert [row[1] for row in served] == ["system.set_relay_state", "system.get_sysinfo"]
    device.faults.add(Drop(), times=1, operations=["system.set_relay_state"])
    with RawUdp() as udp:
        udp.send(ON, (device.address, device.port))
        assert "get_sysinfo" in (await udp.ask(SYSINFO, device))["system"]


@pytest.mark.parametrize("reset", [False, True])
async def test_cut(start: Start, reset: bool) -> None:
    """The connection ends in the middle of the answer."""
    device = await start("KP115")
    whole = frame(json.dumps(DONE, separators=(",", ":")))
    device.faults.add(Cut(after=20, reset=reset), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        received = await client.rest()
        assert received == whole[: len(received)]
        assert len(received) == 20 or reset
    device.faults.add(Cut(), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        assert await client.rest() == whole[: len(whole) // 2]
    device.faults.add(Cut(after=0), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        assert await client.rest() == b""


async def test_cut_datagram(start: Start) -> None:
    """It arrives shortened."""
    device = await start("KP115")
    device.faults.add(Cut(after=10), times=1)
    with RawUdp() as client:
        client.send(ON, (device.address, device.port))
        assert (await client.receive())[0] == b'{"system":'
        assert await client.ask(ON, device) == DONE


async def test_corrupt(start: Start) -> None:
    """The frame has its length but no JSON."""
    device = await start("KP115")
    device.faults.add(Corrupt(), times=2)
    async with RawTcp(device) as client:
        client.send(ON)
        (length,) = struct.unpack(">I", await read(client, 4))
        with pytest.raises(ValueError, match=r"codec|JSON|Expecting"):
            json.loads(unscramble(await read(client, length)))
        with RawUdp() as udp:
            udp.send(ON, (device.address, device.port))
            plain, _ = await udp.receive()
        assert len(plain) == length
        assert not plain.startswith(b'{"system"')
        assert await client.ask(ON) == DONE


async def test_duplicate(start: Start) -> None:
    """Everything comes twice."""
    device = await start("KP115")
    device.faults.add(Duplicate(), times=2)
    async with RawTcp(device) as client:
        client.send(ON)
        assert await client.receive() == await client.receive() == DONE
        with RawUdp() as udp:
            udp.send(ON, (device.address, device.port))
            assert (await udp.receive())[0] == (await udp.receive())[0]
        assert "get_sysinfo" in (await client.ask(SYSINFO))["system"]


async def test_reorder(start: Start) -> None:
    """The second answer overtakes the first."""
    device = await start("KP115")
    device.faults.add(Reorder(), times=2)
    async with RawTcp(device) as client:
        client.send(ON)
        client.send(SYSINFO)
        assert "get_sysinfo" in (await client.receive())["system"]
        assert await client.receive() == DONE
        assert await client.ask(ON) == DONE


async def test_garbage(start: Start) -> None:
    """Noise, with or without a right length before it, alike in every run."""
    device = await start("KP115")
    device.faults.add(Garbage(size=30), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        noise = await read(client, 30)
    device.faults.add(Garbage(size=30, framed=True), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        assert await read(client, 34) == struct.pack(">I", 30) + noise


async def test_html(start: Start) -> None:
    """A web page, then the end."""
    device = await start("KP115")
    device.faults.add(Html(), times=1)
    async with RawTcp(device) as client:
        client.send(ON)
        page = await client.rest()
    head, _, body = page.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 502 ")
    assert f"Content-Length: {len(body)}".encode() in head
    assert b"</html>" in body


async def test_oversized_header(start: Start) -> None:
    """Two gigabytes are announced, a few bytes come; datagrams have no header."""
    device = await start("KP115")
    device.faults.add(OversizedHeader(), times=2)
    async with RawTcp(device) as client:
        client.send(ON)
        assert struct.unpack(">I", await read(client, 4)) == (0x7FFFFFFF,)
        body = json.dumps(DONE, separators=(",", ":")).encode()
        assert unscramble(await read(client, len(body))) == body
    with RawUdp() as udp:
        assert await udp.ask(ON, device) == DONE


async def test_slow_drip(start: Start, clock: Clock) -> None:
    """One byte, then a pause, then the next; datagrams cannot drip."""
    device = await start("KP115")
    whole = frame(json.dumps(DONE, separators=(",", ":")))
    device.faults.add(SlowDrip(interval=0.5), times=2)
    async with RawTcp(device) as client:
        client.send(ON)
        for index in range(len(whole)):
            assert await read(client, 1) == whole[index : index + 1]
            if index < len(whole) - 1:
                await clock.wait_for_sleepers()
                clock.advance(0.5)
    with RawUdp() as udp:
        assert await udp.ask(ON, device) == DONE


async def test_refuse(start: Start) -> None:
    """Nobody listens; open connections are gone; afterwards all is as before."""
    device = await start("KP115")
    port = device.port
    async with RawTcp(device) as client:
        await client.ask(ON)
        with device.faulty(Refuse()):
            assert await client.rest() == b""
            with pytest.raises(ConnectionRefusedError):
                await ask(device, ON)
    assert device.port == port
    assert await ask(device, ON) == DONE
    with RawUdp() as udp:
        assert await udp.ask(ON, device) == DONE


async def test_unreachable(start: Start, served: Served) -> None:
    """Connecting takes forever, datagrams are lost, open connections fall silent."""
    device = await start("KP115")
    reached = asyncio.Event()
    async with RawTcp(device) as client:
        await client.ask(ON)
        device.observe(lambda *_: reached.set())
        with RawUdp() as udp, device.faulty(Unreachable()):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await asyncio.open_connection(device.address, device.port)
            udp.send({"system": {"set_led_off": {"off": 1}}}, (device.address, device.port))
            client.send(ON)
            await reached.wait()
        assert "get_sysinfo" in (await client.ask(SYSINFO))["system"]
    assert await ask(device, ON) == DONE
    assert "system.set_led_off" not in {row[1] for row in served}


@pytest.mark.parametrize("keep_state", [True, False])
async def test_restart(start: Start, clock: Clock, keep_state: bool) -> None:
    """In place of an answer; the state survives or is as built."""
    device = await start("KP115", alias="Old")
    device.faults.add(Restart(keep_state=keep_state, down_for=20), times=1)
    async with RawTcp(device) as client:
        client.send({"system": {"set_dev_alias": {"alias": "New"}}})
        assert await client.rest() == b""
    assert not device.online
    await clock.wait_for_sleepers()
    clock.advance(20)
    await device.wait_until_online()
    info = await call(device, "system", "get_sysinfo")
    assert info["alias"] == ("New" if keep_state else "Old")


async def test_clock_shift(start: Start, clock: Clock) -> None:
    """The device's date is wrong while the fault lasts; its seconds are not."""
    device = await start("KP115", outlets=[OutletSetup(on=True, on_time=10)])
    right = device.local_time()
    with device.faulty(ClockShift(-86400), ClockShift(3600)):
        assert device.local_time() == right - timedelta(hours=23)
        assert device.outlets[0].on_time == 10
    assert device.local_time() == right


async def test_only_some_operations(start: Start) -> None:
    """Others pass, and do not use the fault up; one of a batch is enough to be hit."""
    device = await start("KP115")
    fault = device.faults.add(Cut(after=0), times=2, operations=["emeter.get_realtime"])
    for _ in range(3):
        assert await ask(device, ON) == DONE
    requests: tuple[Json, ...] = (
        {"emeter": {"get_realtime": {}}},
        {**SYSINFO, "emeter": {"get_realtime": {}}},
    )
    for request in requests:
        async with RawTcp(device) as client:
            client.send(request)
            assert await client.rest() == b""
    assert fault.hits == 2
    assert len(device.faults) == 0
    assert (await call(device, "emeter", "get_realtime"))["err_code"] == 0


async def test_operations_are_named_by_their_id(start: Start) -> None:
    """Whatever the module is called on the wire."""
    device = await start("KL135")
    device.faults.add(Cut(after=0), times=1, operations=["emeter.get_realtime"])
    async with RawTcp(device) as client:
        client.send({"smartlife.iot.common.emeter": {"get_realtime": {}}})
        assert await client.rest() == b""


async def test_faults_compose(start: Start, clock: Clock) -> None:
    """Corrupt, doubled, late: all at once, in whatever order they were added."""
    device = await start("KP115")
    with device.faulty(Delay(1), Duplicate(), Corrupt(), Delay(2)):
        async with RawTcp(device) as client:
            client.send(ON)
            await clock.wait_for_sleepers()
            clock.advance(2)
            await clock.wait_for_sleepers()
            clock.advance(1)
            frames = [
                await read(client, 4 + len(json.dumps(DONE, separators=(",", ":")))) for _ in "12"
            ]
    assert frames[0] == frames[1]
    assert b"system" not in unscramble(frames[0][4:])
    assert await ask(device, ON) == DONE


def test_order_of_faults(tiny: TinyDevice) -> None:
    """Dropping wins, dripping comes after cutting."""
    faults = FaultSet(tiny)
    answer = Delivery((Send(b"abcdef", 2),))
    for fault in (SlowDrip(interval=0, size=2), Cut(after=3)):
        faults.add(fault)
    assert faults.shape(answer).steps == (Send(b"ab"), Pause(0), Send(b"c"), HangUp())
    drop = faults.add(Drop())
    assert faults.shape(answer).steps == ()
    faults.remove(drop)
    faults.remove(drop)
    assert len(faults) == 2
    faults.clear()
    assert faults.shape(answer) == answer


def test_every_fault_has_a_name() -> None:
    """So that another process can set it."""
    needed: Json = {"delay": {"seconds": 1}, "clock_shift": {"seconds": 1}}
    for kind, cls in KINDS.items():
        assert isinstance(fault_from_json({"kind": kind, **needed.get(kind, {})}), cls)
    assert set(KINDS.values()) == set(Fault.__subclasses__())
