"""Names given in Home Assistant and written into the device."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.accord_kasa.const import DOMAIN
from simulators.faults import Refuse
from simulators.kasa import OutletSetup

from .conftest import Add, Make


async def rename(hass: HomeAssistant, identifier: str, entry_id: str, name: str) -> None:
    """Rename a device in the registry, as its page does."""
    registry = dr.async_get(hass)
    device = registry.async_get_device_by_identifier(
        (DOMAIN, identifier), entry_id
    ) or registry.async_get_child_device_by_identifier((DOMAIN, identifier), entry_id)
    assert device is not None
    if isinstance(device, dr.ChildDeviceEntry):
        registry.async_update_child_device(device.id, name_by_user=name)
    else:
        registry.async_update_device(device.id, name_by_user=name)
    await hass.async_block_till_done()


async def test_rename_reaches_the_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The strip itself, and one of its outlets."""
    device = await make("KP400", "Garden", outlets=[OutletSetup(alias="Pump"), OutletSetup()])
    entry = await add(device, follow_rename=True)
    mac = device.mac.lower()
    await rename(hass, mac, entry.entry_id, "Terrace")
    assert device.alias == "Terrace"
    await rename(hass, f"{mac}_00", entry.entry_id, "Fountain")
    assert device.outlets[0].alias == "Fountain"


async def test_rename_stays_here_unless_asked(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without the option the device keeps its name."""
    device = await make("HS103", "Lamp")
    entry = await add(device)
    await rename(hass, device.mac.lower(), entry.entry_id, "Light")
    assert device.alias == "Lamp"


async def test_rename_of_an_absent_device(
    hass: HomeAssistant, make: Make, add: Add, caplog: pytest.LogCaptureFixture
) -> None:
    """One line tells that the device did not take the name."""
    device = await make("HS103", "Lamp")
    entry = await add(device, follow_rename=True)
    device.faults.add(Refuse())
    await rename(hass, device.mac.lower(), entry.entry_id, "Light")
    assert device.alias == "Lamp"
    assert "The new name was not written into the device" in caplog.text


async def test_other_changes_are_no_new_name(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Moving the device to another room, or taking its own name away, writes nothing."""
    device = await make("HS103", "Lamp")
    entry = await add(device, follow_rename=True)
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    registry = dr.async_get(hass)
    mac = device.mac.lower()
    found = registry.async_get_device_by_identifier((DOMAIN, mac), entry.entry_id)
    assert found is not None
    registry.async_update_device(found.id, area_id="study")
    await rename(hass, mac, entry.entry_id, "")
    assert "system.set_dev_alias" not in served
    assert device.alias == "Lamp"
