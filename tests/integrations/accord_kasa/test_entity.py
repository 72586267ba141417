"""Identity and names of entities and their devices."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.kasa import Family, Outlet, SysInfo
from custom_components.accord_kasa.const import DOMAIN
from custom_components.accord_kasa.entity import (
    async_register_device,
    device_name,
    outlet_identifier,
)
from simulators.kasa import OutletSetup

from .conftest import Add, Make

MAC = "02:00:5e:10:00:01"


async def test_a_device_without_a_name_goes_by_its_model(hass: HomeAssistant) -> None:
    nameless = SysInfo(family=Family.PLUG, mac=MAC, model="HS103(US)")
    assert device_name(nameless) == "HS103(US)"
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    device = async_register_device(hass, entry, nameless)
    assert (device.name, device.model, device.model_id) == ("HS103(US)", "HS103(US)", None)
    described = SysInfo(
        family=Family.PLUG, mac=MAC, model="HS103(US)", raw={"dev_name": "Smart Wi-Fi Plug Mini"}
    )
    device = async_register_device(hass, entry, described)
    assert (device.model, device.model_id) == ("Smart Wi-Fi Plug Mini", "HS103(US)")
    assert device.identifiers == {(DOMAIN, MAC)}


def test_outlets_are_found_by_their_position() -> None:
    outlet = Outlet(id="x01", index=1, alias="", on=False, on_time=0, next_action=None)
    assert outlet_identifier(MAC, outlet) == f"{MAC}_01"


async def test_identity_survives_renaming(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
) -> None:
    """New names in the device change no entity's identity."""
    device = await make("KP400", "Garden", outlets=[OutletSetup(alias="Pump"), OutletSetup()])
    entry = await add(device)

    def ids() -> set[str]:
        found = er.async_entries_for_config_entry(entity_registry, entry.entry_id)
        return {one.unique_id for one in found}

    before = ids()
    assert f"{device.mac.lower()}_00_outlet" in before
    device.alias, device.outlets[0].alias = "Terrace", "Fountain"
    await hass.config_entries.async_reload(entry.entry_id)
    assert ids() == before
    children = dr.async_child_entries_for_config_entry(device_registry, entry.entry_id)
    assert {child.name for child in children} == {"Fountain", "Outlet 2"}
