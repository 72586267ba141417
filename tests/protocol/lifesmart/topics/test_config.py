"""The station itself."""

import time
from typing import Any

import pytest

from custom_components.accord.protocol.errors import DeadlineError, InvalidError
from custom_components.accord.protocol.lifesmart import (
    LedEffect,
    LifeSmartClient,
    StationVersion,
    TimeZone,
    effect_value,
)
from tests.protocol.lifesmart.fakes import SILENCE, FakeStation


def sent(station: FakeStation) -> dict[str, Any]:
    return {key: value for key, value in station.last.args.items() if key != "cfg"}


async def test_time_zone(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config timezone", {"timezone": 8, "summer": False})
    assert await client.config.timezone() == TimeZone(hours=8, summer=False)
    assert sent(station) == {}
    await client.config.timezone(-12, True)
    assert sent(station) == {"timezone": -12, "summer": True}
    with pytest.raises(InvalidError):
        await client.config.timezone(13)


async def test_led(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config led", "success")
    await client.config.led(True, effect_value(LedEffect.RASPBERRY))
    assert sent(station) == {"on": True, "val": 2249772032}
    await client.config.led(False)
    assert sent(station) == {"on": False}
    with pytest.raises(InvalidError):
        await client.config.led(True, 0x80000000)


async def test_restart_forgets_the_clock(client: LifeSmartClient, station: FakeStation) -> None:
    station.ahead = 1000
    station.refusal = lambda: {"ts": int(time.time() + station.ahead)}
    station.on("config reboot", {})
    await client.config.notify()
    station.refusal = str
    assert client.clock.offset is not None
    await client.config.reboot()
    assert client.clock.offset is None


async def test_reset(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config reset", {})
    await client.config.reset()
    assert station.last.args == {"cfg": "reset"}


async def test_events(client: LifeSmartClient, station: FakeStation) -> None:
    assert await client.config.notify("192.0.2.1", 4000) is not None
    assert sent(station) == {"host": "192.0.2.1", "port": 4000}


async def test_panels(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config airctrl", {"panel": ["80fa:0_1@1"]}, {})
    found = await client.config.search_panels("80fa", 1, 0x01000002, x=0, y=254)
    assert found == ("80fa:0_1@1",)
    assert sent(station) == {"me": "80fa", "addr": 1, "pval": 0x01000002, "x": 0, "y": 254}
    assert await client.config.search_panels("80fa", 1, 1) == ()
    with pytest.raises(InvalidError, match="x and y"):
        await client.config.search_panels("80fa", 1, 2)


async def test_version(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config getver", {"ver": "1.0.93", "mgatype": "LSJZX1K"})
    found = await client.config.get_version()
    assert found == StationVersion(version="1.0.93", model="LSJZX1K")


async def test_names(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config devname", "success")
    await client.config.rename("书房")
    assert sent(station) == {"name": "书房"}
    await client.config.rename("Lamp", "2711")
    assert sent(station) == {"name": "Lamp", "me": "2711"}
    with pytest.raises(InvalidError):
        await client.config.rename("")


async def test_upgrade(client: LifeSmartClient, station: FakeStation) -> None:
    station.on("config upgrade", "success")
    await client.config.upgrade()
    assert sent(station) == {}
    await client.config.upgrade("http://192.0.2.1/x.tar.gz", "md5 x", reboot=True)
    assert sent(station) == {
        "url": "http://192.0.2.1/x.tar.gz",
        "info": "md5 x",
        "reboot": True,
    }
    with pytest.raises(InvalidError):
        await client.config.upgrade(info="md5")


async def test_never_twice(hasty: LifeSmartClient, station: FakeStation) -> None:
    config = hasty.config
    for name, call in (
        ("reboot", config.reboot()),
        ("reset", config.reset()),
        ("upgrade", config.upgrade()),
    ):
        station.on(f"config {name}", SILENCE)
        with pytest.raises(DeadlineError) as caught:
            await call
        assert caught.value.outcome_unknown
        assert len(station.named(f"config {name}")) == 1
