"""The poll: how few requests bring what."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import ConnectionFailedError
from custom_components.accord.protocol.kasa.errors import WrongDeviceError
from custom_components.accord.protocol.kasa.models.energy import Energy
from custom_components.accord.protocol.kasa.topics.status import StatusTopic
from tests.protocol.kasa.fakes import NAMES, FakeLink, device, sample, session

METER = {"power_mw": 9800, "err_code": 0}
METHODS = {"emeter.get_realtime": METER, "smartlife.iot.common.emeter.get_realtime": METER}
READING = Energy(power=9.8)
SYSINFO = b'{"system":{"get_sysinfo":{}}}'


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("plug", b"emeter"),
        ("plug_first_generation", b"emeter"),
        ("bulb_off", b"smartlife.iot.common.emeter"),
        ("light_strip", b"smartlife.iot.common.emeter"),
    ],
)
async def test_one_request_after_the_first_contact(name: str, module: bytes) -> None:
    fake = device(name, METHODS)
    status = StatusTopic(session(fake))
    first = await status.read(energy=True)
    assert fake.requests == [SYSINFO, b'{"%b":{"get_realtime":{}}}' % module]
    second = await status.read(energy=True)
    assert fake.requests[2:] == [b'{"system":{"get_sysinfo":{}},"%b":{"get_realtime":{}}}' % module]
    assert first == second
    assert second.energy == READING
    assert all(fake.repeatable)


@pytest.mark.parametrize("name", ["strip", "switch_motion", "dimmer", "dimmer_motion"])
async def test_no_meter_is_asked_where_none_is(name: str) -> None:
    fake = device(name, METHODS, feature="TIM:ENE" if name == "strip" else "TIM")
    status = StatusTopic(session(fake))
    for _ in range(2):
        assert (await status.read(energy=True)).energy is None
    assert fake.requests == [SYSINFO] * 2


@pytest.mark.parametrize("name", NAMES)
async def test_without_energy(name: str) -> None:
    fake = device(name, METHODS)
    status = StatusTopic(session(fake))
    for _ in range(2):
        found = await status.read(energy=False)
        assert found.energy is None
        assert found.sysinfo.raw == fake.info
    assert fake.requests == [SYSINFO] * 2


async def test_a_meter_that_does_not_exist_is_not_asked_again() -> None:
    fake = device("plug")
    status = StatusTopic(session(fake))
    for _ in range(3):
        assert (await status.read(energy=True)).energy is None
    assert fake.requests[2:] == [SYSINFO] * 2


@pytest.mark.parametrize("trouble", [{"err_code": -7}, {"err_code": "?"}, 5])
async def test_a_meter_in_trouble_does_not_hide_the_state(trouble: Any) -> None:
    fake = device("plug", METHODS)
    status = StatusTopic(session(fake))
    await status.read(energy=True)
    fake.methods["emeter.get_realtime"] = trouble
    found = await status.read(energy=True)
    assert (found.sysinfo.alias, found.energy) == ("Freezer", None)
    fake.methods["emeter.get_realtime"] = METER
    assert (await status.read(energy=True)).energy == READING


async def test_another_device_is_noticed_in_the_combined_answer() -> None:
    both = {**sample("plug_first_generation"), "emeter": {"get_realtime": METER}}
    link = FakeLink(sample("plug"), {"emeter": {"get_realtime": METER}}, both, sample("plug"))
    status = StatusTopic(session(link, "02:00:5e:10:00:01"))
    await status.read(energy=True)
    with pytest.raises(WrongDeviceError):
        await status.read(energy=True)
    assert (await status.read(energy=False)).sysinfo.alias == "Freezer"
    assert link.requests[-1] == SYSINFO


async def test_a_broken_connection_is_no_energy_trouble() -> None:
    link = FakeLink(sample("plug"), ConnectionFailedError("gone", outcome_unknown=True))
    with pytest.raises(ConnectionFailedError) as caught:
        await StatusTopic(session(link)).read(energy=True)
    assert not caught.value.outcome_unknown
