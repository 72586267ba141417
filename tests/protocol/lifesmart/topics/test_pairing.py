"""Adding and removing devices."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import DeadlineError, InvalidError
from custom_components.accord.protocol.lifesmart import LifeSmartClient, PairOption, Radio
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation


async def test_yale(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("dopair", {})
    await client.pairing.yale(True)
    assert station.last.args == {
        "period": 60,
        "chn": 1,
        "bps": 115,
        "devtype": "SL_LK_YL",
        "isopen": 1,
    }


async def test_options(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("dopair", {})
    option = PairOption(cls="SL_SC_BE", exarg={"humidity_display": 3, "temperature_display": 2})
    await client.pairing.optarg(option, 60)
    assert station.last.args == {"period": 60, "optarg": option.to_wire()}
    await client.pairing.optarg(PairOption(cls="SL_SW_ND1_V1"), radio=Radio.FIXED)
    assert station.last.args == {
        "period": 20,
        "chn": 1,
        "bps": 115,
        "optarg": {"cls": "SL_SW_ND1_V1"},
    }


async def test_any_device(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("dopair", {})
    found: list[Any] = []
    await client.pairing.pair()
    found.append(station.last.args)
    await client.pairing.pair(30, Radio.BOTH, 0x22)
    found.append(station.last.args)
    assert found == [
        {"period": 20},
        {"period": 30, "chn": [False, 1], "bps": [False, 115], "exargs": {"value": 0x22}},
    ]
    with pytest.raises(InvalidError):
        await client.pairing.pair(0)


async def test_removal(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("remove", {})
    await client.pairing.remove("2711")
    assert station.last.args == {"me": "2711"}


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    station.on("dopair", SILENCE)
    station.on("remove", SILENCE)
    for call in (hasty.pairing.pair(), hasty.pairing.remove("2711")):
        with pytest.raises(DeadlineError):
            await call
    assert len(station.asked) == 2
