"""The poll: how few requests bring what."""

from typing import Any

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
)
from custom_components.accord.protocol.kasa import Capabilities, Capability
from custom_components.accord.protocol.kasa.errors import WrongDeviceError
from custom_components.accord.protocol.kasa.models.energy import Energy
from custom_components.accord.protocol.kasa.models.senses import Senses
from custom_components.accord.protocol.kasa.topics.status import PROBE_PAUSE, StatusTopic
from tests.protocol.kasa.fakes import NAMES, FakeDevice, FakeLink, device, sample, session, sysinfo

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


async def test_what_is_too_much_at_once_is_asked_for_apart() -> None:
    """Some bulbs answer a poll with a page of HTML; one that fails once is tried again."""

    class Small(FakeDevice):
        def answer(self, request: bytes) -> Any:
            found = super().answer(request)
            return ProtocolError("HTML") if len(found) > 1 else found

    fake = Small(sysinfo("bulb_off"), METHODS)
    status = StatusTopic(session(fake))
    for _ in range(4):
        assert (await status.read(energy=True)).energy == READING
    both = [
        request for request in fake.requests if b"get_sysinfo" in request and b"emeter" in request
    ]
    assert len(both) == 2
    assert len(fake.requests) == 2 + 3 + 3 + 2


async def test_one_lost_answer_is_no_outage() -> None:
    """A device that was just there is asked once more, one that stays silent is not."""
    link = FakeLink(sample("dimmer"), DeadlineError(), sample("dimmer"), *[DeadlineError()] * 3)
    status = StatusTopic(session(link, sysinfo("dimmer")["mac"]))
    for _ in range(2):
        assert (await status.read(energy=True)).sysinfo.alias
    for requests in (5, 6):
        with pytest.raises(DeadlineError):
            await status.read(energy=True)
        assert len(link.requests) == requests


async def test_garbage_in_place_of_the_state_is_told() -> None:
    link = FakeLink(sample("dimmer"), b"garbage", sample("dimmer"))
    status = StatusTopic(session(link))
    await status.read(energy=True)
    with pytest.raises(ProtocolError):
        await status.read(energy=True)
    assert (await status.read(energy=True)).sysinfo.alias


async def test_a_broken_connection_is_no_energy_trouble() -> None:
    link = FakeLink(sample("plug"), ConnectionFailedError("gone", outcome_unknown=True))
    with pytest.raises(ConnectionFailedError) as caught:
        await StatusTopic(session(link)).read(energy=True)
    assert not caught.value.outcome_unknown


# --- optional modules ------------------------------------------------------------------------

WITH_MOTION: dict[str, dict[str, Any]] = {
    "smartlife.iot.PIR.get_config": {"enable": 1, "err_code": 0},
    "count_down.get_rules": {"rule_list": [], "err_code": 0},
    "anti_theft.get_rules": {"err_code": -7},
}


async def test_probe_once_per_firmware() -> None:
    fake = device("switch_motion", WITH_MOTION)
    one = session(fake)
    status = StatusTopic(one)
    assert not status.capabilities
    found = await status.probe()
    assert {name.value for name in found.found if name in found} == {
        "pir",
        "count_down",
        "anti_theft",
    }
    assert status.capabilities == found
    asked = len(fake.requests)
    assert await status.probe() == found
    assert len(fake.requests) == asked
    fake.info["sw_ver"] = "9"
    await one.get_sysinfo()
    assert status.capabilities is None
    assert (await status.probe()).firmware == "9"


async def test_probe_is_restored() -> None:
    first = StatusTopic(session(device("dimmer")))
    stored = (await first.probe()).to_dict()
    fake = device("dimmer")
    second = StatusTopic(session(fake))
    second.restore(Capabilities.from_dict(stored))
    assert (await second.probe()).to_dict() == stored
    assert fake.sent == []


@pytest.mark.parametrize("name", ["bulb_off", "light_strip"])
async def test_lights_are_asked_for_little_after_a_pause(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("asyncio.sleep", pause)
    fake = device(name)
    found = await StatusTopic(session(fake)).probe()
    assert found.found == {Capability.ANTI_THEFT: False}
    assert fake.sent == [{"smartlife.iot.common.anti_theft": {"get_rules": {}}}]
    assert pauses == [PROBE_PAUSE]


async def test_an_outlet_stands_for_its_strip() -> None:
    fake = device("strip", {"count_down.get_rules": {"rule_list": [], "err_code": 0}})
    found = await StatusTopic(session(fake)).probe()
    assert Capability.COUNT_DOWN in found
    assert all("context" in request for request in fake.sent)


async def test_a_module_that_breaks_the_connection_is_asked_once() -> None:
    class Fragile(FakeDevice):
        broken = 0

        def answer(self, request: bytes) -> Any:
            if b"anti_theft" in request:
                self.broken += 1
                return DeadlineError()
            if self.broken == 1 and b"get_sysinfo" in request:
                self.broken += 1
                return DeadlineError()
            return super().answer(request)

    fake = Fragile(sysinfo("plug"), {"count_down.get_rules": {"err_code": 0}})
    status = StatusTopic(session(fake))
    with pytest.raises(DeadlineError):
        await status.probe()
    assert status.capabilities is None
    found = await status.probe()
    assert found.found == {
        Capability.COUNT_DOWN: True,
        Capability.ANTI_THEFT: False,
        Capability.DEBUG: False,
    }
    assert sum(b"anti_theft" in request for request in fake.requests) == 1
    assert status.found == found


SENSORS: dict[str, dict[str, Any]] = {
    **WITH_MOTION,
    "smartlife.iot.LAS.get_config": {"err_code": 0},
    "smartlife.iot.LAS.get_current_brt": {"value": 7, "err_code": 0},
    "smartlife.iot.LAS.get_dark_status": {"bDark": 1, "err_code": 0},
    "smartlife.iot.PIR.get_adc_value": {"value": 2070, "err_code": 0},
}


async def test_sensors_come_with_the_state() -> None:
    """In one request, once it is known that there are any."""
    fake = device("switch_motion", SENSORS)
    status = StatusTopic(session(fake))
    assert (await status.read(energy=True)).senses is None
    await status.probe()
    before = len(fake.requests)
    found = await status.read(energy=True)
    assert found.senses == Senses(brightness=7, dark=True, motion_adc=2070)
    assert len(fake.requests) == before + 1
    again = StatusTopic(session(fake))
    again.restore(status.found)
    assert await again.read(energy=True) == found


async def test_a_sensor_that_does_not_exist_is_not_asked_again() -> None:
    methods = {key: value for key, value in SENSORS.items() if "dark" not in key}
    fake = device("switch_motion", methods)
    status = StatusTopic(session(fake))
    await status.probe()
    for _ in range(2):
        found = await status.read(energy=True)
        assert found.senses is None or found.senses.dark is None
    last = fake.requests[-1]
    assert (b"get_dark_status" in last) is (b"get_current_brt" in last)
