"""Each kind of preset: what it sends, what it shows."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from simulators.iotsquare.household import RELAY, WATER_METER
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    act,
    entity_id,
    report,
    until,
    until_true,
)
from tests.integrations.accord_iotsquare.decoders import decoder
from tests.integrations.accord_iotsquare.presets import put, until_on

METER = f"device/{WATER_METER}"


async def test_button(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The relay switches and reports."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "button", f"device/{RELAY}", payload="01", confirmed=True)
    await hass.async_block_till_done()
    await act(hass, entity_id(hass, entry, "button", f"{RELAY}_preset_{name}"), "press")
    await until_on(server, RELAY)


async def test_number(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """The period of a meter follows what the meter says."""
    server = await make()
    entry = await add(server, subentries=[decoder("risinghf_rhf1s213", WATER_METER)])
    name = put(
        hass, entry, "number", METER, port=8, before="9D", size=2, endianness="little",
        minimum=60, maximum=28800, unit="s", state_key="report_period",
    )  # fmt: skip
    await hass.async_block_till_done()
    number = entity_id(hass, entry, "number", f"{WATER_METER}_preset_{name}")
    await until(hass, number, "3600", unit_of_measurement="s", min=60, max=28800)
    await act(hass, number, "set_value", value=7200)
    await until(hass, number, "3600")
    meter = server.devices[WATER_METER].sensor
    report(server, WATER_METER)

    def taken() -> bool:
        server.clock.advance(0.5)
        return bool(meter.values["period"] == 7200)

    await until_true(taken)
    for _ in range(2):
        report(server, WATER_METER)
    await poll()
    await until(hass, number, "7200")
    with pytest.raises(ServiceValidationError):
        await act(hass, number, "set_value", value=59)


async def test_number_that_nothing_tells_of(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was sent last stays over restarts."""
    server = await make()
    entry = await add(server)
    name = put(hass, entry, "number", METER, port=8, before="9D", size=2, maximum=28800)
    await hass.async_block_till_done()
    number = entity_id(hass, entry, "number", f"{WATER_METER}_preset_{name}")
    await until(hass, number, "unknown", assumed_state=True)
    await act(hass, number, "set_value", value=100)
    await until(hass, number, "100.0")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, number, "100.0")


async def test_select(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A label is what a measurement says, or what was sent last."""
    server = await make()
    rows = [{"name": "Mode", "offset": 1, "map": "0=Off,1=On"}]
    entry = await add(server, subentries=[decoder("fields", RELAY, rows=rows)])
    options = [{"label": "Off", "payload": "00"}, {"label": "On", "payload": "01"}]
    target = f"device/{RELAY}"
    told = put(hass, entry, "select", target, options=options, state_key="field_mode")
    assumed = put(hass, entry, "select", target, options=options, name="Other")
    await hass.async_block_till_done()
    first = entity_id(hass, entry, "select", f"{RELAY}_preset_{told}")
    second = entity_id(hass, entry, "select", f"{RELAY}_preset_{assumed}")
    await until(hass, first, "Off", options=["Off", "On"])
    await until(hass, second, "unknown")
    await act(hass, second, "select_option", option="On")
    await until(hass, second, "On")
    await until_on(server, RELAY)
    report(server, RELAY)
    await poll()
    await until(hass, first, "On")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, second, "On")


async def test_text(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Digits or letters, up to the longest."""
    server = await make()
    entry = await add(server)
    digits = put(hass, entry, "text", f"device/{RELAY}", encoding="hex", longest=2)
    letters = put(hass, entry, "text", f"device/{RELAY}", encoding="ascii", name="Letters")
    await hass.async_block_till_done()
    first = entity_id(hass, entry, "text", f"{RELAY}_preset_{digits}")
    second = entity_id(hass, entry, "text", f"{RELAY}_preset_{letters}")
    await act(hass, first, "set_value", value="01")
    await until(hass, first, "01")
    await until_on(server, RELAY)
    with pytest.raises(ServiceValidationError):
        await act(hass, second, "set_value", value="ü")
    await until(hass, second, "unknown")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, first, "01")
