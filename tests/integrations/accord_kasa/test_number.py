"""Minutes of the device's own countdown."""

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from simulators.kasa import KasaDevice

from .conftest import Add, Compare, Make

ENTITY = "number.lamp_timer_minutes"


@pytest.mark.parametrize("model", ["HS103", "KP400"])
async def test_entities(compare: Compare, model: str) -> None:
    """Every relay has a countdown, and every outlet."""
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
