"""The first look at a station."""

import pytest

from custom_components.accord.protocol.lifesmart import (
    LifeSmartClient,
    NoAnswerError,
    SignatureRefusedError,
    StationVersion,
)
from tests.protocol.lifesmart.fakes import SILENCE, Code, FakeStation


async def test_a_station(client: LifeSmartClient, station: FakeStation) -> None:
    station.ahead = 30
    station.on("eps", [{"me": "2711", "agt": "mga"}, {"me": "2712", "agt": "A3EAAABtAEwQ"}])
    station.on("config getver", {"ver": "1.0.93", "mgatype": "LSJZX1K"})
    found = await client.status.probe()
    assert found.id == "A3EAAABtAEwQ"
    assert [device.me for device in found.devices] == ["2711", "2712"]
    assert found.version.model == "LSJZX1K"
    assert found.offset == pytest.approx(30, abs=2)
    assert found.id not in repr(found)


async def test_a_station_that_tells_little(client: LifeSmartClient, station: FakeStation) -> None:
    station.agtid = "B1"
    station.on("eps", [])
    station.on("config notify", Code(3))
    found = await client.status.probe()
    assert (found.id, found.version, found.offset) == ("B1", StationVersion(), None)


async def test_wrong_credentials_or_clock(client: LifeSmartClient, station: FakeStation) -> None:
    station.ahead = 1000
    with pytest.raises(SignatureRefusedError):
        await client.status.probe()


@pytest.mark.parametrize("silent", ["eps", "config getver", "config notify"])
async def test_silence(silent: str, hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on("eps", [])
    station.on("config getver", {})
    station.on(silent, SILENCE)
    with pytest.raises(NoAnswerError):
        await hasty.status.probe()
