"""Being found: one word to all, and lines in answer."""

import pytest

from simulators.clock import Clock
from simulators.faults import Delay, Drop
from simulators.lifesmart import SearchNet
from simulators.lifesmart.discovery import SEARCH
from tests.simulators.conftest import StartStation
from tests.simulators.raw_lifesmart import RawStation

WORD = b"Z-SEARCH * \r\n"
ALL = "127.255.255.255"


async def test_everybody_answers(start_station: StartStation) -> None:
    """From the discovery port of its own address; who is off-line does not."""
    stations = [await start_station(lsid=f"A3M{n}", mgatype="LSNAMIV1") for n in range(3)]
    absent = await start_station()
    absent.go_offline()
    async with SearchNet([*stations, absent], port=0) as net:
        with RawStation() as client:
            client.socket.sendto(WORD, (ALL, net.port))
            found = [await client.receive_raw() for _ in stations]
    assert {sender for _, sender in found} == {
        (one.address, one.discovery_port) for one in stations
    }
    lines = [dict(row.split("=", 1) for row in data.decode().splitlines()) for data, _ in found]
    assert {one["LSID"] for one in lines} == {"A3M0", "A3M1", "A3M2"}
    assert lines[0].keys() == {"LSID", "MGAMOD", "WLAN", "NAME"}
    assert lines[0]["MGAMOD"] == "LSNAMIV1"


@pytest.mark.parametrize("word", [b"", b"Z-SEARCH", b"Z-SEARCH*\r\n", b"M-SEARCH * \r\n"])
async def test_other_words(start_station: StartStation, word: bytes) -> None:
    """Silence, then an answer to the right one."""
    station = await start_station()
    with RawStation() as client:
        client.socket.sendto(word, (station.address, station.discovery_port))
        client.socket.sendto(WORD, (station.address, station.discovery_port))
        assert (await client.receive_raw())[0].startswith(b"LSID=")
        with pytest.raises(BlockingIOError):
            client.socket.recv(1)


async def test_the_name_follows(start_station: StartStation) -> None:
    station = await start_station()
    station.rename(None, "Villa")
    with RawStation() as client:
        client.socket.sendto(WORD, (station.address, station.discovery_port))
        assert b"NAME=Villa\n" in (await client.receive_raw())[0]


async def test_faults_hit_the_search(start_station: StartStation, clock: Clock) -> None:
    """One station is late, another one silent."""
    late, silent = await start_station(lsid="A3LATE"), await start_station()
    late.faults.add(Delay(2), operations={SEARCH})
    silent.faults.add(Drop())
    async with SearchNet([late, silent], port=0) as net:
        with RawStation() as client:
            client.socket.sendto(WORD, (ALL, net.port))
            await clock.wait_for_sleepers()
            clock.advance(2)
            assert b"A3LATE" in (await client.receive_raw())[0]
