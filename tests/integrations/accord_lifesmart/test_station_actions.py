"""Actions of a station as a whole."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, device_id, until_true

LAMP = ("1", "SL_OL", "Lamp")


async def call(
    hass: HomeAssistant, device: str, action: str, *, answers: bool = False, **data: Any
) -> Any:
    """Call an action of a station."""
    return await hass.services.async_call(
        DOMAIN, action, {"device_id": device, **data}, blocking=True, return_response=answers
    )


async def test_rename(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The station, or a device behind it."""
    station = await make(SubDevice(*LAMP))
    entry = await add(station)
    await call(hass, device_id(hass, entry), "rename", name="Home")
    await call(hass, device_id(hass, entry, "1"), "rename", name="Reading lamp")
    assert (station.title, station.devices["1"].name) == ("Home", "Reading lamp")


@pytest.mark.parametrize(
    ("new", "data", "options"),
    [
        (SubDevice("9", "SL_SC_THL", "Climate"), {}, {}),
        (
            SubDevice("9", "SL_SC_BE", "Climate"),
            {"device_class": "SL_SC_BE", "options": {"temperature_display": 1}},
            {"temperature_display": 1},
        ),
        (
            SubDevice("9", "SL_LK_YL", "Door"),
            {"device_class": "SL_LK_YL", "options": {"isopen": 1}},
            {"isopen": 1},
        ),
    ],
)
async def test_pairing(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    new: SubDevice,
    data: dict[str, Any],
    options: dict[str, Any],
) -> None:
    """What was found is the answer; it is looked for once."""
    station = await make(SubDevice(*LAMP))
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    device = device_id(hass, await add(station))
    search = hass.async_create_task(call(hass, device, "pair_device", answers=True, **data))
    await until_true(lambda: station.pairing.running)
    assert station.pairing.offer(new)
    found = await search
    assert found == {"devices": [{"id": "9", "class": new.devtype, "name": new.name}]}
    assert station.pairing.latest is not None
    assert station.pairing.latest.options == options
    assert sum(row.startswith("dopair") for row in rows) == 1


async def test_removal(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Of a device behind the station only, and when it is meant."""
    station = await make(SubDevice(*LAMP), SubDevice("2", "SL_OL"))
    entry = await add(station)
    lamp = device_id(hass, entry, "1")
    with pytest.raises(ServiceValidationError):
        await call(hass, lamp, "remove_device")
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device_id(hass, entry), "remove_device", confirm=True)
    assert caught.value.translation_key == "not_the_station"
    assert len(station.devices) == 2
    await call(hass, lamp, "remove_device", confirm=True)
    assert list(station.devices) == ["2"]


async def test_panels(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are looked for as the controller is set up."""
    controller = SubDevice("7", "SL_TR_XX", "Controller")
    controller.ios["P1"].val = 2
    station = await make(controller)
    device = device_id(hass, await add(station), "7")
    with pytest.raises(HomeAssistantError):
        await call(hass, device, "search_panels", answers=True, address=3)
    found = await call(hass, device, "search_panels", answers=True, address=3, x=1, y=4)
    assert found == {"panels": ["7:1_4@3"]}


async def test_firmware(hass: HomeAssistant, make: Make, add: Add) -> None:
    """New firmware runs after a restart."""
    station = await make(SubDevice(*LAMP))
    device = device_id(hass, await add(station))
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "upgrade_station")
    assert station.next_version is None
    await call(hass, device, "upgrade_station", confirm=True)
    assert station.next_version == station.latest_version


async def test_reset(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Only who types the station's own id, and confirms, loses everything."""
    station = await make(SubDevice(*LAMP))
    device = device_id(hass, await add(station))
    for data in ({"station_id": station.lsid}, {"station_id": "other", "confirm": True}):
        with pytest.raises(ServiceValidationError):
            await call(hass, device, "reset_station", **data)
    assert station.devices
    await call(hass, device, "reset_station", station_id=station.lsid, confirm=True)
    await until_true(lambda: station.closed)
    assert station.devices == {}
