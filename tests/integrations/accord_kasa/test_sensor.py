"""Energy, signal and times."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord.protocol.kasa import KasaClient, NextAction, Outlet, SysInfo
from custom_components.accord.protocol.kasa.catalog import Family
from custom_components.accord.protocol.kasa.topics.lighting import LightingTopic
from custom_components.accord_kasa.coordinator import KasaView
from custom_components.accord_kasa.sensor import SENSORS
from simulators.base import Outcome
from simulators.kasa import OutletSetup
from simulators.kasa.models import MODELS

from .conftest import Add, Compare, Make, Poll

NEXT_ACTION = next(row for row in SENSORS if row.key == "next_action")


@pytest.mark.parametrize(
    "model", ["KP115", "HS110", "HS103", "KP400", "KL50", "KL130", "KL430", "KS200M", "HS220"]
)
async def test_entities(compare: Compare, model: str) -> None:
    """Every family has the sensors of what it measures."""
    await compare(Platform.SENSOR, model)


async def test_meter_moves(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Power follows the load, energy follows power and time, in both generations' units."""
    for number, model in enumerate(("KP115", "HS110")):
        device = await make(model, f"Meter {number}", outlets=[OutletSetup(on=True, load=2000.0)])
        await add(device)
        assert float(hass.states.get(f"sensor.meter_{number}_power").state) == pytest.approx(
            2000, rel=0.02
        )
        device.clock.advance(1800)
        device.set_load(500)
        await poll()
        assert float(hass.states.get(f"sensor.meter_{number}_power").state) == pytest.approx(
            500, rel=0.02
        )
        assert float(hass.states.get(f"sensor.meter_{number}_energy_total").state) == pytest.approx(
            1, rel=0.02
        )


async def test_outlets_are_measured_less_often(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Each outlet's meter costs a request: six at the start, none with the next poll."""
    asked: list[str] = []

    def observe(_system: str, operation: str, _outcome: Outcome) -> None:
        asked.append(operation)

    device = await make(
        "HS300",
        "Desk",
        outlets=[OutletSetup(alias="Screen", on=True, load=40.0), OutletSetup(alias="Printer")],
    )
    device.observe(observe)
    await add(device)
    assert asked.count("emeter.get_realtime") == 6
    assert float(hass.states.get("sensor.desk_screen_power").state) == pytest.approx(40, rel=0.02)
    assert float(hass.states.get("sensor.desk_printer_power").state) == 0
    asked.clear()
    await poll()
    assert "emeter.get_realtime" not in asked
    assert float(hass.states.get("sensor.desk_screen_power").state) == pytest.approx(40, rel=0.02)


async def test_a_metered_plug_takes_one_request(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """State and energy come together."""
    device = await make("KP115", "Freezer")
    await add(device)
    await poll()
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    await poll()
    assert served == ["system.get_sysinfo", "emeter.get_realtime"]


async def test_on_since(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    entity_registry: er.EntityRegistry,
) -> None:
    """The moment of switching on does not wander with each poll."""
    device = await make("HS103", "Lamp", outlets=[OutletSetup(on=True, on_time=600)])
    entry = await add(device)
    entity_registry.async_update_entity("sensor.lamp_on_since", disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    first = hass.states.get("sensor.lamp_on_since").state
    assert first != STATE_UNKNOWN
    device.clock.advance(3)
    await poll()
    assert hass.states.get("sensor.lamp_on_since").state == first
    device.press_button()
    await poll()
    assert hass.states.get("sensor.lamp_on_since").state == STATE_UNKNOWN


async def test_timer_of_another_client(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """A countdown started in the Kasa app shows within a minute, and goes when it is over."""
    device = await make("HS103", "Lamp")
    await add(device)
    assert hass.states.get("sensor.lamp_timer_ends").state == STATE_UNKNOWN
    client = KasaClient(device.address)
    await client.count_down.start(600, on=True)
    await client.close()
    await poll(60)
    attributes = hass.states.get("sensor.lamp_timer_ends").attributes
    assert (attributes["action"], attributes["total"]) == ("on", 600)
    ends = datetime.fromisoformat(hass.states.get("sensor.lamp_timer_ends").state)
    assert abs(ends - datetime.now(UTC) - timedelta(seconds=600)) < timedelta(seconds=5)
    await device.clock.wait_for_sleepers()
    device.clock.advance(600)
    await poll(60)
    assert hass.states.get("sensor.lamp_timer_ends").state == STATE_UNKNOWN
    assert hass.states.get("switch.lamp").state == "on"


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (NextAction(type=-1, seconds=None, on=None), None),
        (NextAction(type=1, seconds=69240, on=False), datetime(2026, 11, 3, 19, 14, tzinfo=UTC)),
        (NextAction(type=1, seconds=3600, on=True), datetime(2026, 11, 4, 1, 0, tzinfo=UTC)),
    ],
)
async def test_next_action(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    action: NextAction,
    expected: datetime | None,
) -> None:
    """Seconds after midnight are today's, or tomorrow's when that moment has passed."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-03 12:00:00+00:00")
    sysinfo = SysInfo(family=Family.PLUG, mac="02:00:5e:10:00:01", next_action=action)
    assert NEXT_ACTION.value_fn(KasaView(sysinfo, None, None)) == expected
    outlet = Outlet(id="x", index=0, alias="", on=False, on_time=None, next_action=action)
    strip = SysInfo(family=Family.STRIP, mac="02:00:5e:10:00:01", outlets=(outlet,))
    assert NEXT_ACTION.value_fn(KasaView(strip, outlet, None)) == expected


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_what_is_on_the_box_is_read_once(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """After the start, and never again."""
    device = await make("KL130", "Porch")
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    await add(device)
    question = "smartlife.iot.smartbulb.lightingservice.get_light_details"
    assert question not in served
    assert hass.states.get("sensor.porch_maximum_luminous_flux").state == STATE_UNKNOWN
    for _ in range(3):
        await poll()
    assert hass.states.get("sensor.porch_maximum_luminous_flux").state == "800"
    assert hass.states.get("sensor.porch_beam_angle").state == "220"
    await poll(400 * 86_400)
    await poll()
    assert served.count(question) == 1


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_light_without_an_answer_goes_on(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Some do not tell what is on their box: they are asked once, and work."""
    quirks = replace(MODELS["KL130"].quirks, light_details_time_out=True)
    device = await make("KL130", "Porch", quirks=quirks)
    await add(device)
    ask = LightingTopic.get_light_details
    with (
        patch(f"{LightingTopic.__module__}._DETAILS_TIMEOUT", 0.1),
        patch.object(LightingTopic, "get_light_details", autospec=True, side_effect=ask) as asked,
    ):
        for seconds in (10, 10, 10, 400 * 86_400, 10):
            await poll(seconds)
    assert asked.call_count == 1
    assert hass.states.get("sensor.porch_maximum_luminous_flux").state == STATE_UNKNOWN
    assert hass.states.get("light.porch").state == "off"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_slots(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The place as built, whatever the order in which outlets are listed."""
    device = await make("HS300", "Desk", outlets=[OutletSetup(alias=name) for name in "abcdef"])
    first, second, *_ = device.outlets
    first.slot, second.slot = second.slot, first.slot
    await add(device)
    for _ in range(4):
        await poll()
    shown = [hass.states.get(f"sensor.desk_{name}_slot").state for name in "abcdef"]
    assert shown == ["2", "1", "3", "4", "5", "6"]
