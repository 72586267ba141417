"""Firmware that behaves in its own way."""

from dataclasses import replace

import pytest

from simulators.clock import Clock
from simulators.kasa import KasaDevice
from simulators.kasa.quirks import KL125, Quirks
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import SYSINFO, RawTcp, RawUdp, ask, frame, pack, read_sysinfo


async def test_the_first_generation_closes_after_each_answer(start: Start) -> None:
    """The answer is complete, then the connection ends."""
    device = await start("HS110")
    async with RawTcp(device) as client:
        assert await client.ask(SYSINFO)
        assert await client.rest() == b""
    assert await ask(device, SYSINFO)


async def test_others_keep_the_connection(start: Start) -> None:
    """For many requests."""
    device = await start("KP115")
    async with RawTcp(device) as client:
        for _ in range(20):
            assert await client.ask(SYSINFO)


async def test_only_one_connection(start: Start) -> None:
    """The second one is reset and the first lives on."""
    device = await start("KP115", quirks=Quirks(single_connection=True))
    async with RawTcp(device) as first:
        await first.ask(SYSINFO)
        async with RawTcp(device) as second:
            assert await second.rest() == b""
        assert await first.ask(SYSINFO)


async def test_only_the_first_segment_counts(start: Start, served: Served) -> None:
    """A header sent apart from its body makes no request."""
    device = await start("KP115", quirks=Quirks(first_segment_is_request=True))
    data = frame(SYSINFO)
    async with RawTcp(device) as client:
        assert await client.ask(SYSINFO)
        client.writer.write(data[:4])
        assert await client.rest() == b""
    assert len(served) == 1


async def survives(device: KasaDevice, clock: Clock, request: bytes) -> bool:
    """Return whether a device answers; if it crashes, check that it is silent, then back."""
    async with RawTcp(device) as client:
        client.writer.write(frame(request))
        if not device.quirks.crash_request_size or len(request) <= 768:
            await client.receive()
            return True
        await clock.wait_for_sleepers()
        assert device.crashed
        client.send(SYSINFO)
        clock.advance(5)
        assert await client.rest() == b""
    assert (await read_sysinfo(device))["err_code"] == 0
    return False


async def test_long_requests_crash_small_bulbs(start: Start, clock: Clock) -> None:
    """768 bytes are survived, one more is not; five seconds later it is back."""
    device = await start("KL125")
    room = 768 - len('{"system":{"get_sysinfo":{"x":""}}}')
    text = '{"system":{"get_sysinfo":{"x":"%s"}}}'
    assert await survives(device, clock, (text % ("y" * room)).encode())
    assert not await survives(device, clock, (text % ("y" * (room + 1))).encode())


async def test_long_answers_crash_small_bulbs(start: Start, clock: Clock) -> None:
    """The answer never comes, over UDP neither."""
    device = await start("KL125", quirks=replace(KL125, crash_answer_size=500))
    async with RawTcp(device) as client:
        client.send(SYSINFO)
        await clock.wait_for_sleepers()
        assert device.crashed
        clock.advance(5)
        assert await client.rest() == b""
    with RawUdp() as udp:
        assert await udp.ask({}, device) == {}


async def test_unknown_modules_crash_small_bulbs(start: Start, clock: Clock) -> None:
    """And sturdy ones say so; unknown methods are harmless."""
    for model in ("KL110", "KL125"):
        device = await start(model)
        answer = await ask(device, {"system": {"sing": {}}})
        assert answer["system"]["sing"]["err_code"] == -2000
        async with RawTcp(device) as client:
            client.send({"count_down": {"get_rules": {}}})
            await clock.wait_for_sleepers()
            assert device.crashed
            clock.advance(5)
            assert await client.rest() == b""
        assert not device.crashed


async def test_a_crash_lasts_as_long_as_set(start: Start, clock: Clock) -> None:
    """And a second crash meanwhile prolongs it."""
    device = await start("KL110", quirks=Quirks(crash_seconds=30))
    device.crash()
    clock.advance(20)
    device.crash()
    clock.advance(29)
    assert device.crashed
    clock.advance(1)
    assert not device.crashed


@pytest.mark.parametrize(("limit", "whole"), [(None, True), (1024, True), (600, False)])
async def test_udp_answers_may_be_cut_off(start: Start, limit: int | None, whole: bool) -> None:
    """What is longer than the limit arrives shortened, over TCP it is complete."""
    device = await start("KP303", quirks=Quirks(udp_answer_size=limit))
    with RawUdp() as client:
        client.send(SYSINFO, (device.address, device.port))
        plain, _ = await client.receive()
    assert plain.endswith(b"}}}") is whole
    assert limit is None or len(plain) <= limit
    assert (await read_sysinfo(device))["child_num"] == 3


async def test_silence_over_udp_during_a_crash(start: Start, clock: Clock, served: Served) -> None:
    """Datagrams are lost, not kept."""
    device = await start("KL125")
    with RawUdp() as client:
        device.crash()
        device.receive(pack(SYSINFO), ("127.0.0.1", client.port))
        await clock.sleep(0)
        clock.advance(5)
        assert await client.ask({}, device) == {}
    assert not served
