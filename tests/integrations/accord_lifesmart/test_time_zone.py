"""The station's time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.lifesmart import TimeZone
from custom_components.accord_lifesmart.time_zone import zone_of
from tests.integrations.accord_lifesmart.conftest import Add, Make, act, entity_id


async def test_zone(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Hours and daylight saving time are set apart."""
    station = await make()
    station.timezone, station.summer = 8, False
    entry = await add(station)
    number = entity_id(hass, entry, "number", "time_zone")
    switch = entity_id(hass, entry, "switch", "daylight_saving")
    assert hass.states.is_state(number, "8")
    assert hass.states.is_state(switch, "off")
    await act(hass, number, "set_value", value=-3)
    assert (station.timezone, station.summer) == (-3, False)
    assert hass.states.is_state(number, "-3")
    await act(hass, switch, "turn_on")
    assert (station.timezone, station.summer) == (-3, True)
    assert hass.states.is_state(switch, "on")
    await act(hass, switch, "turn_off")
    assert hass.states.is_state(switch, "off")


@pytest.mark.parametrize(
    ("zone", "month", "wanted"),
    [
        ("Europe/Berlin", 1, TimeZone(hours=1, summer=False)),
        ("Europe/Berlin", 7, TimeZone(hours=1, summer=True)),
        ("America/Los_Angeles", 1, TimeZone(hours=-8, summer=False)),
        ("Asia/Shanghai", 7, TimeZone(hours=8, summer=False)),
        ("Asia/Kolkata", 1, None),
        ("Pacific/Kiritimati", 1, None),
    ],
)
def test_zones(zone: str, month: int, wanted: TimeZone | None) -> None:
    """Stations know whole hours, up to twelve."""
    assert zone_of(datetime(2026, month, 15, tzinfo=ZoneInfo(zone))) == wanted
