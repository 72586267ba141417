"""Discovery by broadcast: all devices answer, each from its own address."""

import json

from simulators.clock import Clock
from simulators.faults import Delay, Drop
from simulators.kasa import DiscoveryNet
from tests.simulators.conftest import Start
from tests.simulators.raw_kasa import SYSINFO, RawUdp


async def test_everybody_answers_from_its_own_address(start: Start) -> None:
    """One broadcast, as many answers as devices on the net; off-line ones are not among them."""
    devices = [await start(model) for model in ("KP115", "HS300", "KL430", "EC60")]
    absent = await start("HS200")
    absent.go_offline()
    async with DiscoveryNet([*devices, absent], port=0) as net:
        with RawUdp() as client:
            client.send(SYSINFO, ("127.255.255.255", net.port))
            models = {}
            for _ in devices:
                plain, sender = await client.receive()
                info = json.loads(plain)["system"]["get_sysinfo"]
                models[sender] = info.get("system", info)["model"]
    assert models == {(one.address, one.port): one.model.name for one in devices}


async def test_any_request_can_be_broadcast(start: Start) -> None:
    """Even one that switches."""
    devices = [await start("KP115"), await start("HS200")]
    async with DiscoveryNet(devices, port=0) as net:
        with RawUdp() as client:
            client.send(
                {"system": {"set_relay_state": {"state": 1}}}, ("127.255.255.255", net.port)
            )
            for _ in devices:
                assert json.loads((await client.receive())[0])["system"]
    assert all(one.outlets[0].on for one in devices)


async def test_two_nets_share_the_address(start: Start) -> None:
    """Two homes on one machine both hear a broadcast."""
    one, other = await start("KP115"), await start("HS200")
    async with (
        DiscoveryNet([one], port=0) as first,
        DiscoveryNet([other], port=first.port) as second,
    ):
        assert first.port == second.port
        with RawUdp() as client:
            client.send(SYSINFO, ("127.255.255.255", first.port))
            senders = {(await client.receive())[1] for _ in range(2)}
    assert senders == {(one.address, one.port), (other.address, other.port)}


async def test_garbage_is_not_answered(start: Start) -> None:
    """Silence, then a proper request gets its answer."""
    device = await start("KP115")
    async with DiscoveryNet([device], port=0) as net:
        with RawUdp() as client:
            for noise in (b"", b"[]", b"\xff\xfe", b"{"):
                client.send(noise, ("127.255.255.255", net.port))
            client.send(SYSINFO, ("127.255.255.255", net.port))
            assert b"KP115" in (await client.receive())[0]


async def test_faults_hit_discovery_too(start: Start, clock: Clock) -> None:
    """One device is late, another one silent."""
    late, silent, prompt = [await start("KP115") for _ in range(3)]
    late.faults.add(Delay(2))
    silent.faults.add(Drop())
    async with DiscoveryNet([late, silent, prompt], port=0) as net:
        with RawUdp() as client:
            client.send(SYSINFO, ("127.255.255.255", net.port))
            assert (await client.receive())[1] == (prompt.address, prompt.port)
            await clock.wait_for_sleepers()
            clock.advance(2)
            assert (await client.receive())[1] == (late.address, late.port)
