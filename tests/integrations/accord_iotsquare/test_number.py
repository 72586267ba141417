"""Numbers that the server is set to."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from simulators.clock import Clock
from simulators.iotsquare.accounts import Standing
from simulators.iotsquare.household import BARN, GROUP, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, act, entity_id, state_of


async def test_power(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Of a gateway, in dBm."""
    server = await make()
    entry = await add(server)
    number = entity_id(hass, entry, "number", f"gw_{BARN}_tx_power")
    assert state_of(hass, entry, "number", f"gw_{BARN}_tx_power") == "14"
    await act(hass, number, "set_value", value=20)
    await poll()
    assert server.gateways[BARN].tx_power == 20
    assert state_of(hass, entry, "number", f"gw_{BARN}_tx_power") == "20"


async def test_account_that_may_only_read(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Is told so."""
    server = await make()
    entry = await add(server)
    server.accounts.tokens[server.token] = Standing.READ_ONLY
    number = entity_id(hass, entry, "number", f"gw_{BARN}_tx_power")
    with pytest.raises(HomeAssistantError) as error:
        await act(hass, number, "set_value", value=20)
    assert error.value.translation_key == "permission_denied"


async def test_time_slot(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Only groups with the extension have one."""
    server = await make()
    group = server.groups[GROUP]
    group.remote, group.extension, group.group_id, group.time_slot = True, True, 0, 3
    group.gen_app_key = "00" * 16
    group.push_urls = ["https://example.org/x"]
    entry = await add(server)
    await act(
        hass, entity_id(hass, entry, "number", f"mc_{GROUP}_time_slot_length"), "set_value", value=5
    )
    await poll()
    assert state_of(hass, entry, "number", f"mc_{GROUP}_time_slot_length") == "5"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_silence(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Learned until somebody sets it; 0 has it learned again."""
    server = await make(clock=Clock(frozen=True, wall=dt_util.utcnow() - timedelta(minutes=30)))
    entry = await add(server)
    key = f"{THERMOMETER}_silence"
    number = entity_id(hass, entry, "number", key)
    assert state_of(hass, entry, "number", key) == "unknown"
    for wanted, overdue in ((20, "on"), (40, "off"), (0, "unknown")):
        await act(hass, number, "set_value", value=wanted)
        await poll()
        assert state_of(hass, entry, "number", key) == (str(wanted) if wanted else "unknown")
        assert state_of(hass, entry, "binary_sensor", f"{THERMOMETER}_overdue") == overdue
