"""What is one of two."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from simulators.clock import Clock
from simulators.iotsquare.household import BARN, GROUP, HOUSE_APP, ROOF, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, report, state_of


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_all(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Each shows what the server tells."""
    entry = await add(await make())
    await poll()
    wanted = {
        f"app_{HOUSE_APP}_push_by_mqtt": "off",
        f"{THERMOMETER}_overdue": "unknown",
        f"{THERMOMETER}_joined": "on",
        f"gw_{ROOF}_connectivity": "on",
        f"gw_{ROOF}_mqtt_link": "on",
        f"gw_{BARN}_mqtt_link": "off",
        f"gw_{ROOF}_gps_time": "on",
        f"gw_{ROOF}_class_c": "on",
        f"mc_{GROUP}_all_ready": "on",
    }
    assert {key: state_of(hass, entry, "binary_sensor", key) for key in wanted} == wanted


async def test_gateway_goes_off_line(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """And comes back."""
    server = await make()
    entry = await add(server)
    for online in (False, True):
        server.gateways[ROOF].online = online
        await poll()
        shown = state_of(hass, entry, "binary_sensor", f"gw_{ROOF}_connectivity")
        assert shown == ("on" if online else "off")


async def test_overdue(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A device that sent every minute is overdue after three, and is not once it sends again."""
    now = dt_util.utcnow()
    clock = Clock(frozen=True, wall=now - timedelta(minutes=9))
    server = await make(clock=clock)
    entry = await add(server)
    for _ in range(4):
        clock.advance(60)
        report(server, THERMOMETER)
        await poll()
    assert state_of(hass, entry, "binary_sensor", f"{THERMOMETER}_overdue") == "on"
    clock.advance(290)
    report(server, THERMOMETER)
    await poll()
    assert state_of(hass, entry, "binary_sensor", f"{THERMOMETER}_overdue") == "off"
