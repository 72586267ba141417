"""Radio levels."""

import pytest

from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord.protocol.lifesmart import LifeSmartClient, Rssi
from tests.protocol.lifesmart.fakes import Code, FakeStation


async def test_levels(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("rssi", {"noise": 40, "fromrssi": 100, "torssi": 90})
    assert await client.rssi.get() == Rssi(noise=-114, received=-84, sent=-89)
    assert station.last.args == {}
    await client.rssi.get("2711")
    assert station.last.args == {"me": "2711"}


async def test_a_sleeping_device(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("rssi", Code(102))
    with pytest.raises(UnsupportedError):
        await client.rssi.get("2711")
