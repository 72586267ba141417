"""Files of firmware at the station."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, device_id

FILE = "FL01_03580000_00000605.ota"
URL = f"http://firmware.example/{FILE}"


async def call(
    hass: HomeAssistant, device: str, action: str, *, answers: bool = False, **data: Any
) -> Any:
    """Call an action of firmware."""
    return await hass.services.async_call(
        DOMAIN, action, {"device_id": device, **data}, blocking=True, return_response=answers
    )


async def test_files(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A file is loaded, listed with the devices that it fits, and removed."""
    station = await make(SubDevice("1", "SL_OL", "Lamp"))
    station.ota.publish(URL, 165_566)
    device = device_id(hass, await add(station))
    await call(hass, device, "ota_add_file", url=URL)
    found = await call(hass, device, "ota_files", answers=True)
    assert found["files"] == [{"key": FILE, "size": 165_566}]
    assert [(one["name"], one["needed"]) for one in found["devices"]] == [("Lamp", True)]
    assert found["tasks"] == []
    await call(hass, device, "ota_remove_file", files=[FILE])
    assert station.ota.files == {}


async def test_all_files_have_to_be_meant(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without names all go, which has to be confirmed."""
    station = await make(SubDevice("1", "SL_OL"))
    station.ota.files = {"a": 1, "b": 2}
    device = device_id(hass, await add(station))
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "ota_remove_file")
    assert len(station.ota.files) == 2
    await call(hass, device, "ota_remove_file", confirm=True)
    assert station.ota.files == {}


async def test_finished_tasks(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Those that run stay."""
    one, two = SubDevice("1", "SL_OL"), SubDevice("2", "SL_OL")
    station = await make(one, two)
    station.ota.files = {FILE: 8192}
    station.ota.start(one, FILE)
    station.clock.advance(3)
    station.ota.start(two, FILE)
    device = device_id(hass, await add(station))
    found = await call(hass, device, "ota_files", answers=True)
    assert {task["id"]: task["finished"] for task in found["tasks"]} == {"1": True, "2": False}
    await call(hass, device, "ota_clear_tasks")
    assert list(station.ota.tasks) == ["2"]
