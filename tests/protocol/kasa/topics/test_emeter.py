"""Which meter is asked, and how."""

import pytest

from custom_components.accord.protocol.errors import InvalidError, NotFoundError, UnsupportedError
from custom_components.accord.protocol.kasa.models.energy import Energy
from custom_components.accord.protocol.kasa.topics.emeter import EmeterTopic
from tests.protocol.kasa.fakes import OK, FakeDevice, device, session
from tests.protocol.kasa.vendor import ask, wanted

STRIP = "8006C0FFEE00C0FFEE00C0FFEE00C0FFEE00C0FF"
NEW = {"voltage_mv": 230000, "current_ma": 500, "power_mw": 115000, "total_wh": 9, "err_code": 0}
OLD = {"voltage": 230.0, "current": 0.5, "power": 115.0, "total": 0.009, "err_code": 0}
READING = Energy(power=115.0, voltage=230.0, current=0.5, total=0.009)
LIGHTS = "smartlife.iot.common.emeter"


def start(fake: FakeDevice) -> EmeterTopic:
    return EmeterTopic(session(fake))


@pytest.mark.parametrize(("name", "answer"), [("plug", NEW), ("plug_first_generation", OLD)])
async def test_plugs_of_both_generations(name: str, answer: dict[str, float]) -> None:
    fake = device(name, {"emeter.get_realtime": answer})
    assert await start(fake).get_realtime() == READING
    assert fake.sent == [{"emeter": {"get_realtime": {}}}]


@pytest.mark.parametrize("name", ["bulb_off", "light_strip"])
async def test_lights(name: str) -> None:
    fake = device(name, {f"{LIGHTS}.get_realtime": {"power_mw": 9800, "err_code": 0}})
    assert await start(fake).get_realtime() == Energy(power=9.8)
    assert fake.sent == [{LIGHTS: {"get_realtime": {}}}]


async def test_an_outlet() -> None:
    fake = device("strip", {"emeter.get_realtime": NEW}, feature="TIM:ENE")
    assert await start(fake).get_realtime(f"{STRIP}01") == READING
    assert fake.sent == [{"context": {"child_ids": [f"{STRIP}01"]}, "emeter": {"get_realtime": {}}}]


async def test_a_strip_is_asked_by_outlet_only() -> None:
    fake = device("strip", {"emeter.get_realtime": NEW}, feature="TIM:ENE")
    emeter = start(fake)
    with pytest.raises(InvalidError, match="outlet is missing"):
        await emeter.get_realtime()
    with pytest.raises(NotFoundError):
        await emeter.get_realtime(f"{STRIP}05")
    assert fake.sent == []


@pytest.mark.parametrize("name", ["switch_motion", "dimmer"])
async def test_without_a_meter_nothing_is_asked(name: str) -> None:
    fake = device(name)
    with pytest.raises(UnsupportedError):
        await start(fake).get_realtime()
    assert fake.sent == []


async def test_a_plug_has_no_outlets() -> None:
    fake = device("plug", {"emeter.get_realtime": NEW})
    with pytest.raises(InvalidError):
        await start(fake).get_realtime(f"{STRIP}00")
    assert fake.sent == []


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("get_daystat", {"year": 2000, "month": 1}),
        ("get_monthstat", {"year": 2000}),
        ("erase_emeter_stat", {}),
    ],
)
async def test_the_vendors_samples(method: str, parameters: dict[str, int]) -> None:
    _, sent = await ask("plug", f"emeter.{method}", parameters)
    assert sent == wanted(f"emeter.{method}")


async def test_history_of_an_outlet_and_of_a_light() -> None:
    fake = device("strip", {"emeter.erase_emeter_stat": OK}, feature="TIM:ENE")
    await start(fake).erase_emeter_stat(f"{STRIP}01")
    assert fake.sent[0]["context"] == {"child_ids": [f"{STRIP}01"]}
    with pytest.raises(InvalidError):
        await start(fake).erase_emeter_stat()
    light = device("bulb_off", {f"{LIGHTS}.get_monthstat": {"month_list": [], **OK}})
    assert await start(light).get_monthstat(2026) == ()
    with pytest.raises(InvalidError):
        await start(light).get_daystat(2026, 0)
