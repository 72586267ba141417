"""Decoded values as sensors, binary sensors and trackers."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.accord.protocol.iotsquare.decoders import Quantity, Value
from custom_components.accord_iotsquare.decoded import fitting
from simulators.iotsquare.household import (
    AMBIENCE,
    BOARD,
    HOUSE_APP,
    RELAY,
    THERMOMETER,
    WATER_METER,
)
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    entity_id,
    report,
    state_of,
    until,
)
from tests.integrations.accord_iotsquare.decoders import decoder


async def test_values_of_each_kind(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Decoders for devices and for an application; units and classes are right."""
    server = await make()
    entry = await add(
        server,
        subentries=[
            decoder("risinghf_rhf1s001", THERMOMETER),
            decoder("risinghf_rhf1s213", WATER_METER),
            decoder("milesight", AMBIENCE),
            decoder("cayenne_lpp", application=str(HOUSE_APP)),
        ],
    )
    assert float(state_of(hass, entry, "sensor", f"{THERMOMETER}_m_temperature")) == 21.5
    found = hass.states.get(entity_id(hass, entry, "sensor", f"{THERMOMETER}_m_temperature"))
    assert found is not None
    assert found.attributes["unit_of_measurement"] == "°C"
    assert found.attributes["device_class"] == "temperature"
    assert found.attributes["state_class"] == "measurement"
    assert found.attributes["friendly_name"] == "pantry Temperature"
    assert found.attributes["received"] is not None
    assert state_of(hass, entry, "sensor", f"{WATER_METER}_m_water_total") == "12845.0"
    assert state_of(hass, entry, "sensor", f"{AMBIENCE}_m_milesight_68_4") == "44.5"
    assert state_of(hass, entry, "sensor", f"{BOARD}_m_lpp_101_2") == "320"
    found = hass.states.get(entity_id(hass, entry, "sensor", f"{BOARD}_m_lpp_103_1"))
    assert found is not None
    assert found.attributes["friendly_name"] == "greenhouse Temperature 1"
    assert state_of(hass, entry, "binary_sensor", f"{BOARD}_m_lpp_102_3") == "off"
    found = hass.states.get(entity_id(hass, entry, "device_tracker", f"{BOARD}_m_lpp_136_5"))
    assert found is not None
    assert (found.attributes["latitude"], found.attributes["longitude"]) == (52.3655, 4.8885)


async def test_contradicting_rows_do_no_harm(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A unit that does not fit to a class, a text with a unit."""
    server = await make()
    rows = [
        {"name": "A", "offset": 0, "unit": "bananas", "device_class": "temperature"},
        {"name": "B", "offset": 0, "device_class": "energy", "unit": "kWh",
         "state_class": "measurement"},
        {"name": "C", "offset": 0, "device_class": "timestamp"},
        {"name": "D", "offset": 0, "device_class": "nothing", "state_class": "nothing"},
        {"name": "E", "offset": 0, "map": "170=ready", "unit": "m", "state_class": "measurement"},
    ]  # fmt: skip
    entry = await add(server, subentries=[decoder("fields", RELAY, rows=rows)])
    for name in "abcd":
        assert state_of(hass, entry, "sensor", f"{RELAY}_m_field_{name}") == "170"
    assert state_of(hass, entry, "sensor", f"{RELAY}_m_field_e") == "ready"


async def test_what_could_not_be_read(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """Is told where somebody wants to know."""
    server = await make()
    entry = await add(server, subentries=[decoder("cayenne_lpp", BOARD)])
    problem = entity_id(hass, entry, "sensor", f"{BOARD}_decoding_problem")
    er.async_get(hass).async_update_entity(problem, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await until(hass, problem, "none")
    report(server, BOARD, bytes.fromhex("016700D7FFFF00"), port=2)
    await poll()
    await until(hass, problem, "unknown_record")


@pytest.mark.parametrize(
    ("quantity", "value", "found"),
    [
        (("°C", "temperature", "measurement"), 1.5, ("temperature", "measurement", "°C")),
        (("bananas", "temperature", "measurement"), 1, (None, "measurement", "bananas")),
        (("kWh", "energy", "measurement"), 1, ("energy", None, "kWh")),
        ((None, "timestamp", None), 1, (None, None, None)),
        (("°", None, "measurement_angle"), 1, (None, "measurement_angle", "°")),
        (("m", None, "measurement_angle"), 1, (None, None, "m")),
        ((None, "nothing", "nothing"), 1, (None, None, None)),
        (("m", "distance", "measurement"), "far", (None, None, None)),
    ],
)
def test_what_goes_together(
    quantity: tuple[str | None, str | None, str | None],
    value: Value,
    found: tuple[str | None, str | None, str | None],
) -> None:
    unit, device_class, state_class = quantity
    given = Quantity(key="own", unit=unit, device_class=device_class, state_class=state_class)
    assert fitting(given, value) == found
