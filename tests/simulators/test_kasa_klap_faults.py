"""KLAP when firmware or network misbehave: quirks, and every fault over HTTP."""

import asyncio
import json

import pytest

from simulators.clock import Clock
from simulators.faults import (
    Corrupt,
    Cut,
    Delay,
    Drop,
    Duplicate,
    Fault,
    Garbage,
    Html,
    OversizedHeader,
    Refuse,
    Restart,
    SlowDrip,
    Unreachable,
)
from simulators.kasa import KasaDevice, Quirks
from simulators.kasa.klap_server import HANDSHAKE1
from simulators.kasa.quirks import SpentSession
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import SYSINFO
from tests.simulators.raw_klap import ACCOUNT, LOCAL_SEED, RawHttp, RawKlap

ON = {"system": {"set_relay_state": {"state": 1}}}
DONE = {"system": {"set_relay_state": {"err_code": 0}}}


async def klap_device(
    start: Start, model: str = "HS103", quirks: Quirks | None = None
) -> KasaDevice:
    """Start a device of the second version, in the usual account."""
    return await start(model, transport="klap2", account=ACCOUNT, quirks=quirks)


# --- firmware -------------------------------------------------------------------


async def test_a_session_for_one_request(start: Start, served: Served) -> None:
    """The second request gets something that is not for it, and is not carried out."""
    device = await start("HS110", transport="klap1", account=ACCOUNT)
    async with RawKlap(device, 1) as client:
        assert await client.ask(ON) == DONE
        answer = await client.request(SYSINFO)
        assert answer.status == 200
        with pytest.raises(AssertionError):
            client.unseal(answer.body, client.seq)
        await client.log_in()
        assert await client.ask(ON) == DONE
    assert [row[1] for row in served] == ["system.set_relay_state"] * 2


async def test_what_is_not_even_http(start: Start) -> None:
    device = await klap_device(start, quirks=Quirks(klap_spent_session=SpentSession.NO_HTTP))
    async with RawKlap(device) as client:
        await client.ask(SYSINFO)
        client.send(f"/app/request?seq={client.seq + 1}", b"", client.cookie)
        noise = await client.rest()
    assert noise
    assert not noise.startswith(b"HTTP/")


@pytest.mark.parametrize("model", ["KL125", "KL110", "KL135"])
async def test_big_batches_of_bulbs(start: Start, served: Served, model: str) -> None:
    """A page instead of an answer; nothing is done, and the session is over."""
    device = await klap_device(start, model)
    one = "smartlife.iot.smartbulb.lightingservice"
    two = {"system": {"get_sysinfo": {}}, one: {"get_light_state": {}}}
    three = {**two, "smartlife.iot.common.emeter": {"get_realtime": {}}}
    async with RawKlap(device) as client:
        assert (await client.ask({"context": {}, **two})).keys() >= two.keys()
        served.clear()
        page = await client.request(three)
        assert (page.status, page.headers["content-type"]) == (200, "text/html")
        assert (len(page.body) - 32) % 16
        assert not served
        assert (await client.request(SYSINFO)).status == 403


async def test_big_batches_of_others(start: Start) -> None:
    device = await klap_device(start, "KP115")
    modules = ("system", "emeter", "count_down", "schedule")
    async with RawKlap(device) as client:
        answer = await client.ask({name: {"get_realtime": {}} for name in modules})
        assert answer.keys() == set(modules)


async def test_a_device_that_closes_after_each_answer(start: Start) -> None:
    """Without announcing it; the session goes on."""
    device = await klap_device(start, quirks=Quirks(closes_after_answer=True))
    client = RawKlap(device)
    for step in (client.handshake1, client.handshake2):
        await RawHttp.__aenter__(client)
        answer = await step()
        assert (answer.status, answer.headers.get("connection")) == (200, None)
        assert await client.rest() == b""
    await RawHttp.__aenter__(client)
    assert await client.ask(ON) == DONE
    assert await client.rest() == b""


async def test_a_device_that_takes_one_connection(start: Start) -> None:
    device = await klap_device(start, quirks=Quirks(single_connection=True))
    async with RawKlap(device) as client:
        async with RawHttp(device) as second:
            assert await second.rest() == b""
        assert await client.ask(ON) == DONE


async def test_a_session_that_ends_early(start: Start, clock: Clock) -> None:
    quirks = Quirks(klap_session_seconds=3600, klap_session_ends_early=900)
    device = await klap_device(start, quirks=quirks)
    async with RawHttp(device) as client:
        first = await client.post("/app/handshake1", LOCAL_SEED)
        assert first.headers["set-cookie"].endswith(";TIMEOUT=3600")
    async with RawKlap(device) as session:
        clock.advance(2699)
        await session.ask(SYSINFO)
        clock.advance(1)
        assert (await session.request(SYSINFO)).status == 403


async def test_answers_leave_in_segments(start: Start, clock: Clock) -> None:
    device = await klap_device(start, "HS300", Quirks(segment_pause=0.05))
    async with RawKlap(device) as client:
        client.send_request(SYSINFO)
        await clock.wait_for_sleepers()
        clock.advance(0.05)
        answer = await client.receive()
    assert len(answer.body) > 1024


async def test_a_crash(start: Start, clock: Clock) -> None:
    """No answer to anything for a while, then all connections and sessions are gone."""
    device = await klap_device(start, "KL125")
    async with RawKlap(device) as client, RawHttp(device) as other:
        client.send_request({"no.such.module": {"get": {}}})
        await clock.wait_for_sleepers()
        other.send("/app/handshake1", LOCAL_SEED)
        clock.advance(device.quirks.crash_seconds)
        assert await client.rest() == b""
        assert await other.rest() == b""
        await RawHttp.__aenter__(client)
        assert (await client.request(SYSINFO)).status == 403


# --- network --------------------------------------------------------------------


async def test_delay(start: Start, clock: Clock) -> None:
    """As long as the answer is on its way, the session takes no other request."""
    device = await klap_device(start)
    async with RawKlap(device) as client, RawHttp(device) as other:
        with device.faulty(Delay(3), times=1):
            client.send_request(ON)
            await clock.wait_for_sleepers()
            assert device.outlets[0].on
            body = client.seal(SYSINFO, client.seq + 1)
            early = await other.post(f"/app/request?seq={client.seq + 1}", body, client.cookie)
            assert early.status == 403
            clock.advance(3)
            answer = await client.receive()
        assert json.loads(client.unseal(answer.body, client.seq)) == DONE


async def test_drop(start: Start) -> None:
    """The request counts, although nobody hears of it."""
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(Drop(), times=1) as [fault]:
            client.send_request(ON)
            await RawHttp.__aenter__(client)
            await client.ask(SYSINFO)
        assert fault.hits == 1
    assert device.outlets[0].on


@pytest.mark.parametrize("after", [None, 0, 10])
async def test_cut(start: Start, after: int | None) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(Cut(after), times=1):
            client.send_request(ON)
            rest = await client.rest()
    assert not rest or rest.startswith(b"HTTP/1.1 "[: len(rest)])
    assert after is None or len(rest) == after


@pytest.mark.parametrize("fault", [Corrupt(), Garbage(framed=True)])
async def test_what_does_not_decrypt(start: Start, fault: Fault) -> None:
    """It is good HTTP all the same, and the session goes on."""
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(fault, times=1):
            answer = await client.request(ON)
        assert answer.status == 200
        with pytest.raises(AssertionError):
            client.unseal(answer.body, client.seq)
        assert await client.ask(ON) == DONE


async def test_garbage(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(Garbage(size=40), times=1):
            client.send_request(ON)
            async with asyncio.timeout(5):
                noise = await client.reader.readexactly(40)
    assert not noise.startswith(b"HTTP/")


async def test_duplicate(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(Duplicate(), times=1):
            assert await client.request(ON) == await client.receive()


async def test_html(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(Html(), times=1):
            answer = await client.request(ON)
        assert (answer.status, answer.headers["content-type"]) == (502, "text/html")
        assert await client.rest() == b""


async def test_oversized_header(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(OversizedHeader(), times=1):
            client.send_request(ON)
            async with asyncio.timeout(5):
                head = await client.reader.readuntil(b"\r\n\r\n")
    assert b"\r\ncontent-length: 2147483647\r\n" in head.lower()


async def test_slow_drip(start: Start, clock: Clock) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(SlowDrip(0.01, size=100), times=1):
            client.send_request(ON)
            await clock.wait_for_sleepers()
            async with asyncio.timeout(5):
                assert len(await client.reader.readexactly(100)) == 100
                clock.advance(0.01)
                await client.reader.readexactly(1)


async def test_refuse(start: Start) -> None:
    device = await klap_device(start)
    with device.faulty(Refuse()), pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(device.address, device.klap.port)
    async with RawKlap(device) as client:
        assert await client.ask(ON) == DONE


async def test_unreachable(start: Start) -> None:
    device = await klap_device(start)
    reached = asyncio.Event()
    async with RawKlap(device) as client:
        device.observe(lambda *_: reached.set())
        with device.faulty(Unreachable()):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await asyncio.open_connection(device.address, device.klap.port)
            client.send_request(ON)
            await reached.wait()
        assert "get_sysinfo" in (await client.ask(SYSINFO))["system"]


async def test_restart_in_place_of_an_answer(start: Start) -> None:
    device = await klap_device(start)
    async with RawKlap(device) as client:
        with device.faulty(Restart(), times=1):
            client.send_request(ON)
            assert await client.rest() == b""
        await RawHttp.__aenter__(client)
        assert (await client.request(SYSINFO)).status == 403


async def test_faults_of_one_step(start: Start) -> None:
    """Handshakes and operations have names of their own."""
    device = await klap_device(start)
    with device.faulty(Html(), operations={HANDSHAKE1}) as [fault]:
        async with RawHttp(device) as client:
            assert (await client.post("/app/handshake1", LOCAL_SEED)).status == 502
    with device.faulty(Html(), operations={"system.set_relay_state"}) as [fault]:
        async with RawKlap(device) as session:
            await session.ask(SYSINFO)
            assert not fault.hits
            assert (await session.request(ON)).status == 502
