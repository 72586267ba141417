"""States that are one of two."""

from homeassistant.core import HomeAssistant
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, subscribed, until


@pytest.mark.parametrize(
    ("devtype", "key", "io", "on", "device_class"),
    [
        ("SL_SC_BG", "door", "G", (0, 0), "door"),
        ("SL_SC_GS", "door", "P1", (1, 1), "door"),
        ("SL_SC_MHW", "motion", "M", (1, 1), "motion"),
        ("SL_SC_BG", "vibration", "AXS", (1, 1), "vibration"),
        ("SL_SC_WA", "moisture", "WA", (0x7F, 1), "moisture"),
        ("SL_P_A", "smoke", "P1", (1, 1), "smoke"),
        ("SL_DF_MM", "tamper", "TR", (1, 1), "tamper"),
        ("SL_JEMA", "input_2", "P6", (1, 1), None),
    ],
)
async def test_told(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    devtype: str,
    key: str,
    io: str,
    on: tuple[int, int],
    device_class: str | None,
) -> None:
    """Off as the device is new, on when it tells so."""
    device = SubDevice("1", devtype)
    station = await make(device)
    entry = await add(station)
    await subscribed(entry)
    sensor = entity_id(hass, entry, "binary_sensor", f"1_binary_sensor_{key}")
    assert hass.states.is_state(sensor, "off")
    assert hass.states.get(sensor).attributes.get("device_class") == device_class
    station.change(device, io, *on)
    await until(hass, sensor, "on")
