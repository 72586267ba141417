"""Presets send through the server, once, and say what can be known of the effect."""

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulators.iotsquare.household import BOARD, GROUP, RELAY, SECOND_RELAY
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    act,
    entity_id,
    report,
    until,
)
from tests.integrations.accord_iotsquare.decoders import decoder
from tests.integrations.accord_iotsquare.presets import preset, put, until_on

STATE = {"name": "State", "offset": 1}
SWITCH = {"on": "01", "off": "00"}


async def test_a_switch_that_an_uplink_tells_of(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """The server's word changes nothing; the relay's does."""
    server = await make()
    entry = await add(
        server,
        subentries=[
            decoder("fields", RELAY, rows=[STATE]),
            preset("switch", f"device/{RELAY}", state_key="field_state", **SWITCH),
        ],
    )
    name = next(key for key, one in entry.subentries.items() if one.title == "Pump")
    switch = entity_id(hass, entry, "switch", f"{RELAY}_preset_{name}")
    found = hass.states.get(switch)
    assert found is not None
    assert (found.state, found.name) == ("off", "pump Pump")
    assert "assumed_state" not in found.attributes
    await act(hass, switch, "turn_on")
    await until(hass, switch, "off")
    await until_on(server, RELAY)
    report(server, RELAY)
    await poll()
    await until(hass, switch, "on")
    report(server, RELAY, b"\xaa\x00\x01", port=10)
    await poll()
    await until(hass, switch, "off")


async def test_a_switch_that_nothing_tells_of(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Shows what was sent last, also after a restart, and says that it assumes."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "switch", f"device/{RELAY}", **SWITCH)
    await hass.async_block_till_done()
    switch = entity_id(hass, entry, "switch", f"{RELAY}_preset_{name}")
    await until(hass, switch, STATE_UNKNOWN, assumed_state=True)
    await act(hass, switch, "turn_on")
    await until(hass, switch, "on")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, switch, "on", assumed_state=True)


async def test_a_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """All its members hear it; nothing tells of the effect."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "switch", f"mc/{GROUP}", state_key="field_state", **SWITCH)
    await hass.async_block_till_done()
    switch = entity_id(hass, entry, "switch", f"mc_{GROUP}_preset_{name}")
    await act(hass, switch, "turn_on")
    await until(hass, switch, "on", assumed_state=True)
    for relay in (RELAY, SECOND_RELAY):
        await until_on(server, relay)


async def test_what_the_server_refuses(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing is shown that was not sent, and the limit is named."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "switch", f"device/{RELAY}", on="01" * 60, off="00")
    await hass.async_block_till_done()
    switch = entity_id(hass, entry, "switch", f"{RELAY}_preset_{name}")
    with pytest.raises(HomeAssistantError, match="60 bytes are too many"):
        await act(hass, switch, "turn_on")
    await until(hass, switch, STATE_UNKNOWN)


async def test_devices_that_go(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Their presets come back with them."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "button", f"device/{BOARD}", payload="01")
    await hass.async_block_till_done()
    button = entity_id(hass, entry, "button", f"{BOARD}_preset_{name}")
    device = server.devices.pop(BOARD)
    await poll()
    found = hass.states.get(button)
    assert found is None or found.state == STATE_UNAVAILABLE
    server.devices[BOARD] = device
    await poll()
    await poll()
    button = entity_id(hass, entry, "button", f"{BOARD}_preset_{name}")
    await act(hass, button, "press")
    assert len(device.queue) == 1
