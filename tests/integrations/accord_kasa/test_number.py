"""Minutes of the device's own countdown."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulators.kasa import KasaDevice

from .conftest import Add, Compare, Make, Poll

ENTITY = "number.lamp_timer_minutes"


@pytest.mark.parametrize("model", ["HS103", "KP400", "HS220", "KS200M"])
async def test_entities(compare: Compare, model: str) -> None:
    """Every relay has a countdown, and every outlet; dimmers have more to set."""
    await compare(Platform.NUMBER, model)


async def test_no_entities(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Bulbs have none, and are not asked."""
    device = await make("KL110")
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    await add(device)
    assert not hass.states.async_entity_ids("number")
    assert "count_down.get_rules" not in served


async def set_minutes(hass: HomeAssistant, minutes: int) -> None:
    await hass.services.async_call(
        "number", "set_value", {"entity_id": ENTITY, "value": minutes}, blocking=True
    )


@pytest.fixture
async def lamp(
    hass: HomeAssistant, make: Make, add: Add, entity_registry: er.EntityRegistry
) -> KasaDevice:
    """A plug whose number was enabled."""
    device = await make("HS103", "Lamp")
    entry: MockConfigEntry = await add(device)
    entity_registry.async_update_entity(ENTITY, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    return device


async def test_minutes_start_and_stop(hass: HomeAssistant, lamp: KasaDevice) -> None:
    """The countdown leads to the other position; 0 stops it."""
    assert hass.states.get(ENTITY).state == "0"
    await set_minutes(hass, 30)
    timer = lamp.outlets[0].timer
    assert timer is not None
    assert (timer.delay, timer.on) == (1800, True)
    await set_minutes(hass, 0)
    assert lamp.outlets[0].timer is None


async def test_minutes_left(hass: HomeAssistant, lamp: KasaDevice, poll) -> None:
    """Read back after the command."""
    await set_minutes(hass, 30)
    await poll()
    assert hass.states.get(ENTITY).state == "30"


@pytest.mark.parametrize(
    ("entity", "value", "member", "expected"),
    [
        ("fade_on_time", 1.5, "fadeOnTime", 1500),
        ("fade_off_time", 0, "fadeOffTime", 0),
        ("gentle_on_time", 300, "gentleOnTime", 300_000),
        ("gentle_off_time", 12.5, "gentleOffTime", 12_500),
        ("ramp_rate_of_the_button", 45, "rampRate", 45),
        ("lowest_level", 20, "minThreshold", 20),
    ],
)
async def test_settings_of_a_dimmer(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    poll: Poll,
    entity: str,
    value: float,
    member: str,
    expected: int,
) -> None:
    """Written into the dimmer, and read back from it."""
    device = await make("HS220", "Dining")
    await add(device)
    entity_id = f"number.dining_{entity}"
    await hass.services.async_call(
        "number", "set_value", {"entity_id": entity_id, "value": value}, blocking=True
    )
    assert device.outlets[0].dimmer.parameters[member] == expected
    await poll()
    assert float(hass.states.get(entity_id).state) == value
