"""Rules of schedule and away mode, by actions."""

from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_kasa.const import DOMAIN
from simulators.kasa import KasaDevice, OutletSetup, Quirks

from .conftest import Add, Make, Poll

RESPONDING = ("get_rules", "add_schedule_rule", "edit_schedule_rule", "add_away_rule",
              "edit_away_rule")  # fmt: skip
EVENING: dict[str, Any] = {
    "start_event": "sunset",
    "start_offset": -30,
    "start_action": "on",
    "end": "23:00",
    "end_action": "off",
    "weekdays": ["mon", "fri"],
}
AWAY: dict[str, Any] = {"start": "18:00", "end_event": "sunrise"}


class Caller:
    """Calls actions for a device or one outlet."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry, identifier: str) -> None:
        self.hass = hass
        registry = dr.async_get(hass)
        device = registry.async_get_device_by_identifier(
            (DOMAIN, identifier), entry.entry_id
        ) or registry.async_get_child_device_by_identifier((DOMAIN, identifier), entry.entry_id)
        assert device is not None
        self.device_id = device.id

    async def __call__(self, action: str, **data: Any) -> Any:
        return await self.hass.services.async_call(
            DOMAIN,
            action,
            {"device_id": self.device_id, **data},
            blocking=True,
            return_response=action in RESPONDING,
        )

    async def rules(self, kind: str) -> list[dict[str, Any]]:
        return (await self("get_rules", kind=kind))["rules"]


@pytest.fixture
async def plug(make: Make) -> KasaDevice:
    return await make("KP115", "Lamp")


@pytest.fixture
async def call(hass: HomeAssistant, plug: KasaDevice, add: Add) -> Caller:
    return Caller(hass, await add(plug), plug.mac.lower())


async def test_schedule(call: Caller, plug: KasaDevice) -> None:
    """A rule is added, listed, changed and deleted."""
    added = await call("add_schedule_rule", **EVENING)
    assert added == {"id": added["id"], "name": "name", "enabled": True, **EVENING}
    answer = await call("get_rules", kind="schedule")
    assert answer == {"enabled": True, "rules": [added]}
    changed = await call("edit_schedule_rule", rule_id=added["id"], end="22:00", enabled=False)
    assert changed == {**added, "end": "22:00", "enabled": False}
    assert await call.rules("schedule") == [changed]
    await call("delete_rule", kind="schedule", rule_id=added["id"])
    assert await call.rules("schedule") == []
    assert plug.outlets[0].book.schedule.rules == {}


async def test_the_device_obeys(call: Caller, plug: KasaDevice) -> None:
    """At the moment given, without Home Assistant."""
    plug.time.set(plug.time.now().replace(hour=9, minute=0, second=0))
    await call("add_schedule_rule", start="09:01", start_action="on")
    await plug.clock.wait_for_sleepers()
    plug.clock.advance(61)
    for _ in range(10):
        await plug.clock.sleep(0)
    assert plug.outlets[0].on


async def test_members_that_nobody_knows_survive(call: Caller, plug: KasaDevice) -> None:
    added = await call("add_schedule_rule", start="07:00", start_action="on")
    stored = plug.outlets[0].book.schedule.rules
    stored[added["id"]]["glitter"] = 7
    await call("edit_schedule_rule", rule_id=added["id"], start="07:30")
    assert (stored[added["id"]]["glitter"], stored[added["id"]]["smin"]) == (7, 450)


async def test_away(call: Caller, plug: KasaDevice) -> None:
    every_day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    added = await call("add_away_rule", **AWAY)
    expected = {"name": "name", "enabled": True, "weekdays": every_day, **AWAY, "end_offset": 0}
    assert added == {"id": added["id"], **expected}
    changed = await call("edit_away_rule", rule_id=added["id"], weekdays=["sat"])
    assert changed == {**added, "weekdays": ["sat"]}
    assert await call.rules("away") == [changed]
    assert plug.outlets[0].book.away.rules[added["id"]]["frequency"] == 5
    await call("delete_rule", kind="away", rule_id=added["id"])
    assert await call.rules("away") == []


async def test_timers_are_listed(call: Caller) -> None:
    await call("start_timer", duration={"minutes": 5}, state=True)
    (timer,) = await call.rules("timer")
    assert (timer["duration"], timer["remaining"], timer["state"]) == (300, 300, True)


async def test_an_outlet_has_its_own(hass: HomeAssistant, make: Make, add: Add) -> None:
    strip = await make("KP303", "Bench", outlets=[OutletSetup(alias="Saw")])
    entry = await add(strip)
    second = Caller(hass, entry, f"{strip.mac.lower()}_01")
    await second("add_schedule_rule", start="07:00", start_action="off")
    await second("add_away_rule", **AWAY)
    found = [(len(one.book.schedule.rules), len(one.book.away.rules)) for one in strip.outlets]
    assert found == [(0, 0), (1, 1), (0, 0)]
    whole = Caller(hass, entry, strip.mac.lower())
    with pytest.raises(ServiceValidationError, match="outlet is missing"):
        await whole("add_schedule_rule", start="07:00", start_action="off")


async def test_lights(hass: HomeAssistant, make: Make, add: Add) -> None:
    bulb = await make("KL135", "Bed")
    call = Caller(hass, await add(bulb), bulb.mac.lower())
    wake = {
        "start": "06:30",
        "start_action": "on",
        "start_brightness_pct": 60,
        "start_color_temp_kelvin": 2700,
        "start_transition": 300.0,
        "end": "07:30",
        "end_action": "off",
    }
    added = await call("add_schedule_rule", **wake)
    assert {key: added[key] for key in wake} == wake
    assert bulb.light is not None
    (stored,) = bulb.light.book.schedule.rules.values()
    assert stored["s_light"]["transition_period"] == 300_000
    assert stored["e_light"]["on_off"] == 0
    with pytest.raises(ServiceValidationError) as refused:
        await call("edit_schedule_rule", rule_id=added["id"], start_color_temp_kelvin=1500)
    assert refused.value.translation_key == "rule_color_temp"
    assert "2500" in str(refused.value)


@pytest.mark.parametrize(
    ("action", "data", "key"),
    [
        ("add_schedule_rule", {"start": "18:00"}, "rule_half_given"),
        ("add_away_rule", {"start": "18:00"}, "rule_no_window"),
        ("edit_schedule_rule", {"rule_id": "17", "enabled": False}, "rule_not_found"),
        ("edit_away_rule", {"rule_id": "17", "enabled": False}, "rule_not_found"),
        ("delete_rule", {"kind": "schedule", "rule_id": "17"}, "not_found"),
    ],
)
async def test_refused(call: Caller, action: str, data: dict[str, Any], key: str) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await call(action, **data)
    assert refused.value.translation_key == key


async def test_a_full_table(call: Caller) -> None:
    for minute in range(32):
        await call("add_schedule_rule", start=f"07:{minute:02}", start_action="on")
    with pytest.raises(HomeAssistantError) as refused:
        await call("add_schedule_rule", start="08:00", start_action="on")
    assert refused.value.translation_key == "limit_reached"


# --- A clock that was never set --------------------------------------------------------------


@pytest.mark.parametrize("refuses", [False, True])
async def test_the_clock_is_set_first(
    hass: HomeAssistant, make: Make, add: Add, refuses: bool
) -> None:
    """Also with firmware that takes the time only together with its zone; no other zone is set."""
    device = await make("HS103", quirks=Quirks(refuses_set_time=refuses))
    call = Caller(hass, await add(device), device.mac.lower())
    device.time.forget()
    zone = device.time.index
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    added = await call("add_schedule_rule", start="07:00", start_action="on")
    assert served.count("schedule.add_rule") == 2
    assert abs(device.time.now() - dt_util.utcnow()) < timedelta(minutes=1)
    assert device.time.index == zone
    changed = [("edit_schedule_rule", added["id"])]
    changed.append(("edit_away_rule", (await call("add_away_rule", **AWAY))["id"]))
    for action, identifier in changed:
        device.time.forget()
        await call(action, rule_id=identifier, enabled=False)
        assert device.time.known


# --- All at once -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["schedule", "away"])
async def test_delete_all_needs_option_and_confirmation(
    hass: HomeAssistant, make: Make, add: Add, kind: str
) -> None:
    device = await make("HS103")
    entry = await add(device)
    call = Caller(hass, entry, device.mac.lower())
    await call("add_schedule_rule", **EVENING)
    await call("add_away_rule", **AWAY)
    with pytest.raises(ServiceValidationError) as refused:
        await call("delete_all_rules", kind=kind, confirm=True)
    assert refused.value.translation_key == "option_required"
    hass.config_entries.async_update_entry(entry, options={"dangerous": True})
    with pytest.raises(ServiceValidationError) as refused:
        await call("delete_all_rules", kind=kind)
    assert refused.value.translation_key == "confirm_required"
    await call("delete_all_rules", kind=kind, confirm=True)
    left = {name: len(await call.rules(name)) for name in ("schedule", "away")}
    assert left == {"schedule": 1, "away": 1, kind: 0}


async def test_timers_may_always_be_deleted(call: Caller, plug: KasaDevice) -> None:
    await call("start_timer", duration={"minutes": 5}, state=True)
    await call("delete_all_rules", kind="timer")
    assert plug.outlets[0].timer is None


async def test_entities_follow(hass: HomeAssistant, call: Caller, poll: Poll) -> None:
    """What actions change is read back with the next poll."""
    assert hass.states.get("sensor.lamp_away_rules").state == "0"
    await call("add_away_rule", **AWAY)
    await call("add_away_rule", **AWAY, enabled=False)
    await poll()
    state = hass.states.get("sensor.lamp_away_rules")
    assert (state.state, state.attributes["enabled"]) == ("2", 1)
