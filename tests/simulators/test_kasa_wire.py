"""Cipher and framing against known bytes, and requests and answers in pieces."""

import asyncio
import json
import struct

import pytest

from simulators.clock import Clock
from simulators.faults import Delay
from simulators.kasa.quirks import Quirks
from simulators.kasa.wire import decrypt, encrypt, stream_answer
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import SYSINFO, RawTcp, ask, frame, scramble, unscramble

VECTORS = [
    ("{}", "d0ad"),
    (
        '{"system":{"get_sysinfo":{}}}',
        "d0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08bf68bf6",
    ),
    (
        '{"system":{"set_relay_state":{"state":1}}}',
        "d0f281f88bff9af7d5ef94b6c5a0d48bf99cf091e8b7c4b0d1a5c0e2d8a381f286e793f6d4eedfa2dfa2",
    ),
    (
        '{"system":{"set_relay_state":{"err_code":0}}}',
        "d0f281f88bff9af7d5ef94b6c5a0d48bf99cf091e8b7c4b0d1a5c0e2d8a381e496e4bbd8b7d3b694ae9ee39ee3",
    ),
    (
        '{"emeter":{"get_realtime":{}}}',
        "d0f297fa9feb8efcdee49fbddabfcb94e683e28efa93fe9bb983f885f885",
    ),
    (
        '{"system":{"set_dev_alias":{"alias":"Café ☕"}}}',
        "d0f281f88bff9af7d5ef94b6c5a0d48bef8afca3c2aec7a6d5f7cdb694f599f091e2c0fad89bfa9c5ff6d634ac391b661b66",
    ),
]


@pytest.mark.parametrize(("plain", "cipher"), VECTORS)
def test_vectors(plain: str, cipher: str) -> None:
    """The cipher agrees with the known bytes, and the tests' own cipher agrees too."""
    assert encrypt(plain.encode()).hex() == cipher
    assert decrypt(bytes.fromhex(cipher)).decode() == plain
    assert scramble(plain.encode()).hex() == cipher
    assert unscramble(bytes.fromhex(cipher)).decode() == plain


def test_frame_vector() -> None:
    """A frame is a big-endian length and the ciphertext."""
    send = stream_answer(b"{}")
    assert send.data.hex() == "00000002d0ad"
    assert send.head == 4


async def test_bytes_on_the_wire(start: Start) -> None:
    """Known request bytes are answered by known answer bytes."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        client.writer.write(bytes.fromhex("0000002a" + VECTORS[2][1]))
        expected = bytes.fromhex("0000002d" + VECTORS[3][1])
        async with asyncio.timeout(5):
            assert await client.reader.readexactly(len(expected)) == expected
    assert device.state()["outlets"][0]["on"]


async def test_a_request_may_arrive_byte_by_byte(start: Start) -> None:
    """TCP is a stream: nothing is answered before the request is complete."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        for byte in frame(SYSINFO):
            client.writer.write(bytes([byte]))
            await client.writer.drain()
        assert (await client.receive())["system"]["get_sysinfo"]["err_code"] == 0


async def test_requests_may_arrive_together(start: Start, served: Served) -> None:
    """Two frames in one segment are two requests, answered in order."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        on = {"system": {"set_relay_state": {"state": 1}}}
        client.writer.write(frame(on) + frame(SYSINFO))
        assert "set_relay_state" in (await client.receive())["system"]
        assert (await client.receive())["system"]["get_sysinfo"]["relay_state"] == 1
    assert [row[1] for row in served] == ["system.set_relay_state", "system.get_sysinfo"]


async def test_long_answers_leave_in_segments(start: Start, clock: Clock) -> None:
    """After 1024 bytes nothing more comes before the pause between segments is over."""
    device = await start("HS300", quirks=Quirks(segment_pause=0.05))
    async with RawTcp(device) as client:
        client.send(SYSINFO)
        await clock.wait_for_sleepers()
        async with asyncio.timeout(5):
            first = await client.reader.readexactly(1024)
        (length,) = struct.unpack(">I", first[:4])
        assert 1024 < length < 2044
        clock.advance(0.05)
        async with asyncio.timeout(5):
            last = await client.reader.readexactly(length + 4 - 1024)
    assert json.loads(unscramble((first + last)[4:]))["system"]["get_sysinfo"]["child_num"] == 6


async def test_too_long_an_announcement_ends_the_connection(start: Start) -> None:
    """A header that announces more than the device can take is not waited for."""
    device = await start("KP115", quirks=Quirks(largest_frame=4000))
    async with RawTcp(device) as client:
        client.writer.write(struct.pack(">I", 4001))
        assert await client.rest() == b""


@pytest.mark.parametrize("text", ["[]", "no json", '"text"', "{", ""])
async def test_what_is_no_json_object_ends_the_connection(start: Start, text: str) -> None:
    """There is nothing to answer."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        client.send(text)
        assert await client.rest() == b""
    assert (await ask(device, "{}")) == {}


async def test_half_a_request_is_no_request(start: Start, served: Served) -> None:
    """A client that goes away in the middle leaves the device as it was."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        client.writer.write(frame(SYSINFO)[:-1])
        client.writer.write_eof()
        assert await client.rest() == b""
    assert not served


async def test_the_vendor_port(start: Start) -> None:
    """Devices serve port 9999 on both transports unless told otherwise."""
    device = await start("KP115", address="127.77.200.1", port=9999)
    assert (device.tcp.port, device.udp.port) == (9999, 9999)
    assert (await ask(device, SYSINFO))["system"]["get_sysinfo"]["model"] == "KP115(US)"


async def test_an_address_in_use_is_an_error(start: Start) -> None:
    """The second device does not start and leaves the first one alone."""
    device = await start("KP115")
    with pytest.raises(OSError, match="in use"):
        await start("HS200", address=device.address, port=device.port)
    assert (await ask(device, SYSINFO))["system"]["get_sysinfo"]["model"] == "KP115(US)"


async def test_stopping_ends_everything(start: Start) -> None:
    """Connections are reset and the port is free again, even in the middle of an answer."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        device.faults.add(Delay(60))
        client.send(SYSINFO)
        await device.clock.wait_for_sleepers()
        await device.stop()
        assert await client.rest() == b""
    device.faults.clear()
    await device.start()
    assert await ask(device, "{}") == {}
