"""The restart button."""

from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest

from simulators.faults import Cut
from simulators.kasa import OutletSetup

from .conftest import Add, Compare, Make, Poll


@pytest.mark.parametrize("model", ["HS103", "KP400", "KL110"])
async def test_entities(compare: Compare, model: str) -> None:
    """Each device has one, its outlets none."""
    await compare(Platform.BUTTON, model)


async def press(hass: HomeAssistant, entity_id: str) -> None:
    """Press through Home Assistant."""
    await hass.services.async_call("button", "press", {"entity_id": entity_id}, blocking=True)


async def test_cancel_timer(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The countdown that runs is stopped; without one the user is told."""
    device = await make("HS103", "Lamp")
    await add(device)
    with pytest.raises(ServiceValidationError, match="no timer is running"):
        await press(hass, "button.lamp_cancel_timer")
    await hass.services.async_call(
        "accord_kasa",
        "start_timer",
        {
            "device_id": dr.async_get(hass)
            .async_get_devices(identifiers={("accord_kasa", device.mac.lower())})[0]
            .id,
            "duration": {"minutes": 5},
            "state": True,
        },
        blocking=True,
    )
    await poll()
    assert hass.states.get("sensor.lamp_timer_ends").state != STATE_UNKNOWN
    await press(hass, "button.lamp_cancel_timer")
    assert device.outlets[0].timer is None
    await poll()
    assert hass.states.get("sensor.lamp_timer_ends").state == STATE_UNKNOWN


async def test_erasing_needs_the_option(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What cannot be undone is not there by default."""
    await add(await make("KP115", "Freezer"))
    assert hass.states.get("button.freezer_erase_energy_statistics") is None


async def test_erase_energy_statistics(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """The device forgets, and everything it counts is read again."""
    device = await make("KP115", "Freezer", outlets=[OutletSetup(total_wh=5000.0)])
    device.outlets[0].energy.put_day(dt_util.now().date(), 700.0)
    await add(device, dangerous=True)
    assert float(hass.states.get("sensor.freezer_energy_today").state) == pytest.approx(0.7)
    await press(hass, "button.freezer_erase_energy_statistics")
    assert device.outlets[0].energy.total == 0
    await poll()
    assert float(hass.states.get("sensor.freezer_energy_today").state) == 0
    assert float(hass.states.get("sensor.freezer_energy_total").state) == 0


async def test_restart(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The device restarts and keeps its relay."""
    device = await make("HS103", "Lamp", outlets=[OutletSetup(on=True)])
    device.reboot_drops_after, device.reboot_lasts = 1.0, 5.0
    await add(device)
    await press(hass, "button.lamp_restart")
    await device.clock.wait_for_sleepers()
    device.clock.advance(2.0)
    await device.clock.wait_for_sleepers()
    assert not device.online
    device.clock.advance(5.0)
    await hass.async_block_till_done()
    assert device.online
    assert device.outlets[0].on


async def test_restart_is_never_repeated(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An answer that breaks off leaves the outcome open: nothing is sent again."""
    device = await make("HS103", "Lamp")
    await add(device)
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    with (
        device.faulty(Cut(), operations=["system.reboot"]),
        pytest.raises(HomeAssistantError) as failed,
    ):
        await press(hass, "button.lamp_restart")
    assert failed.value.translation_key == "outcome_unknown"
    assert served.count("system.reboot") == 1
