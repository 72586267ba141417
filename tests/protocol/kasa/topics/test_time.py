"""The clock, and how it is set on firmware that refuses."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.kasa import DeviceTime
from custom_components.accord.protocol.kasa.topics.time import TimeTopic
from tests.protocol.kasa.fakes import OK, Json, device, session
from tests.protocol.kasa.vendor import ask, wanted

MIDNIGHT = {"year": 2000, "month": 1, "day": 1}
NOW = DeviceTime(year=2026, month=11, day=21, hour=7)
ZONE: Json = {"index": 41, **OK}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_time", {}),
        ("get_timezone", {}),
        ("set_time", {"time": MIDNIGHT}),
        ("set_timezone", {"index": 38, "time": MIDNIGHT}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, Any]) -> None:
    _, sent = await ask("plug", f"time.{method}", parameters)
    assert sent == wanted(f"time.{method}")


def calls(sent: list[Json]) -> list[str]:
    return [next(iter(request["time"])) for request in sent]


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (None, ["set_time"]),
        (41, ["get_timezone", "set_time"]),
        (39, ["get_timezone", "set_timezone"]),
    ],
)
async def test_synchronise(index: int | None, expected: list[str]) -> None:
    methods = {"time.set_time": OK, "time.set_timezone": OK, "time.get_timezone": ZONE}
    fake = device("plug", methods)
    await TimeTopic(session(fake)).synchronise(NOW, index)
    assert calls(fake.sent) == expected


@pytest.mark.parametrize("code", [-2, -3])
async def test_synchronise_firmware_that_refuses(code: int) -> None:
    methods = {
        "time.set_time": {"err_code": code},
        "time.set_timezone": OK,
        "time.get_timezone": ZONE,
    }
    fake = device("plug", methods)
    await TimeTopic(session(fake)).synchronise(NOW)
    assert calls(fake.sent) == ["set_time", "get_timezone", "set_timezone"]
    assert fake.sent[-1]["time"]["set_timezone"] == {"index": 41, **NOW.to_wire()}


async def test_bad_times_and_zones() -> None:
    fake = device("plug")
    topic = TimeTopic(session(fake))
    with pytest.raises(InvalidError):
        await topic.synchronise(DeviceTime(year=2026, month=0, day=1))
    with pytest.raises(InvalidError):
        await topic.set_timezone(110, NOW)
    assert fake.sent == []
