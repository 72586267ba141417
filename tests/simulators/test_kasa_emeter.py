"""`emeter`: every form of a reading, and energy that grows with time."""

from datetime import UTC, date, datetime

import pytest

from simulators.clock import Clock
from simulators.faults import ClockShift
from simulators.kasa import OutletSetup
from simulators.kasa.quirks import Quirks
from tests.simulators.conftest import Served, Start
from tests.simulators.raw_kasa import ask, call

BULB_METER = "smartlife.iot.common.emeter"


async def test_integers(start: Start, clock: Clock) -> None:
    """Newer plugs count in milli-units and watt-hours."""
    device = await start("KP115", outlets=[OutletSetup(on=True, load=1200, total_wh=500)])
    clock.advance(1800)
    reading = await call(device, "emeter", "get_realtime")
    assert reading.keys() == {"voltage_mv", "current_ma", "power_mw", "total_wh", "err_code"}
    assert all(type(value) is int for value in reading.values())
    assert reading["power_mw"] == 1_200_000
    assert reading["total_wh"] == 1100
    assert 119_000 < reading["voltage_mv"] < 121_000
    product = reading["voltage_mv"] * reading["current_ma"] / 1000
    assert product == pytest.approx(reading["power_mw"], rel=1e-3)


async def test_floats(start: Start, clock: Clock) -> None:
    """The first generation counts in units and kilowatt-hours."""
    device = await start("HS110", outlets=[OutletSetup(on=True, load=1150)])
    clock.advance(3600)
    reading = await call(device, "emeter", "get_realtime")
    assert reading.keys() == {"voltage", "current", "power", "total", "err_code"}
    assert reading["power"] == 1150.0
    assert reading["total"] == 1.15
    assert 229 < reading["voltage"] < 231
    assert isinstance(reading["current"], float)


async def test_outlets_are_metered_apart(start: Start) -> None:
    """Each request measures one outlet; a strip without context measures the first, or all."""
    setups = [OutletSetup(on=True, load=10.0 * slot) for slot in range(1, 7)]
    device = await start("HS300", outlets=setups)
    adding = await start("HS300", outlets=setups, quirks=Quirks(strip_meter_aggregates=True))
    for slot in range(6):
        request = {
            "context": {"child_ids": [f"{device.device_id}{slot:02}"]},
            "emeter": {"get_realtime": {}},
        }
        reading = (await ask(device, request))["emeter"]["get_realtime"]
        assert (reading["slot_id"], reading["power_mw"]) == (slot, 10_000 * (slot + 1))
    assert (await call(device, "emeter", "get_realtime"))["power_mw"] == 10_000
    assert (await call(adding, "emeter", "get_realtime"))["power_mw"] == 210_000


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        ("KL130", {"power_mw"}),
        ("KL135", {"power_mw", "total_wh"}),
        ("KL50", {"power_mw", "total_wh", "voltage_mv", "current_ma"}),
        ("KL430", {"power_mw", "total_wh"}),
    ],
)
async def test_lights(start: Start, served: Served, model: str, keys: set[str]) -> None:
    """Lights know their power, some the total, and some claim zero volts."""
    device = await start(model, light_on=True)
    reading = await call(device, BULB_METER, "get_realtime")
    assert reading.keys() == keys | {"err_code"}
    assert device.light is not None
    assert reading["power_mw"] == device.light.model.watts * 1000
    assert reading.get("voltage_mv", 0) == reading.get("current_ma", 0) == 0
    assert served == [("kasa", "emeter.get_realtime", 0)]
    device.press_button()
    assert (await call(device, BULB_METER, "get_realtime"))["power_mw"] == 0


async def test_power_follows_relay_load_and_brightness(start: Start, clock: Clock) -> None:
    """Each stretch of time counts at the power it had."""
    device = await start("KP115", outlets=[OutletSetup(load=100)])
    clock.advance(3600)
    await call(device, "system", "set_relay_state", state=1)
    clock.advance(3600)
    device.set_load(300)
    clock.advance(3600)
    device.press_button()
    clock.advance(3600)
    assert (await call(device, "emeter", "get_realtime"))["total_wh"] == 400
    dimmer = await start("HS220", outlets=[OutletSetup(load=80, on=True)], brightness=25)
    assert dimmer.state()["outlets"][0]["power_w"] == 20


async def test_energy_is_kept_per_local_day(start: Start) -> None:
    """A night is split at midnight; a shifted clock writes to another day."""
    clock = Clock(frozen=True, wall=datetime(2026, 3, 31, 22, 0, tzinfo=UTC))
    device = await start("KP115", clock=clock, outlets=[OutletSetup(on=True, load=50)])
    clock.advance(6 * 3600)
    outlet = device.outlets[0]
    assert outlet.energy.days() == {date(2026, 3, 31): 100.0, date(2026, 4, 1): 200.0}
    assert outlet.usage.days() == {date(2026, 3, 31): 120.0, date(2026, 4, 1): 240.0}
    with device.faulty(ClockShift(86400)):
        clock.advance(3600)
        assert outlet.energy.days()[date(2026, 4, 2)] == 50.0
    outlet.energy.erase()
    assert (outlet.energy.days(), outlet.energy.total) == ({}, 0.0)


async def test_some_meters_forget(start: Start) -> None:
    """The total restarts at boot, the days stay."""
    setup = OutletSetup(on=True, load=50, total_wh=900)
    device = await start("KP115", outlets=[setup], quirks=Quirks(meter_forgets_total=True))
    lasting = await start("KP115", outlets=[setup])
    for one in (device, lasting):
        one.restart()
    assert (await call(device, "emeter", "get_realtime"))["total_wh"] == 0
    assert (await call(lasting, "emeter", "get_realtime"))["total_wh"] == 900


async def test_without_a_meter_the_module_is_missing(start: Start) -> None:
    """On plugs, strips and switches alike."""
    for model in ("HS103", "KP303", "HS200", "HS220"):
        answer = await ask(await start(model), {"emeter": {"get_realtime": {}}})
        assert answer == {"emeter": {"err_code": -1, "err_msg": "module not support"}}
