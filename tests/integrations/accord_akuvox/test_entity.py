"""What all entities share: identity, names, device."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .conftest import Add, Make

RELAY = "Config.DoorSetting.RELAY."


async def test_unique_ids(
    hass: HomeAssistant, make: Make, add: Add, entity_registry: er.EntityRegistry
) -> None:
    """MAC address, key and letter; none twice, all at the one device."""
    unit = await make()
    entry = await add(unit)
    rows = er.async_entries_for_config_entry(entity_registry, entry.entry_id)
    assert rows
    ids = {(row.domain, row.unique_id) for row in rows}
    assert len(ids) == len(rows)
    assert {row.unique_id.split("_")[0] for row in rows} == {unit.mac.lower()}
    assert len({row.device_id for row in rows}) == 1
    assert ("lock", f"{unit.mac.lower()}_relay_a") in ids


async def test_the_way_to_the_page_of_the_unit(
    hass: HomeAssistant, make: Make, add: Add, device_registry: dr.DeviceRegistry
) -> None:
    unit = await make()
    entry = await add(unit)
    (device,) = dr.async_entries_for_config_entry(device_registry, entry.entry_id)
    assert device.configuration_url == f"http://{unit.address}:{unit.port}"


async def test_relays_have_the_names_of_the_unit(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The installer's, else letters."""
    names = {f"{RELAY}NameA": "Garden gate", f"{RELAY}NameB": " "}
    await add(await make(config=names))
    assert {one.name for one in hass.states.async_all("lock")} == {
        "Front door Garden gate",
        "Front door Door B",
    }
    times = {one.name for one in hass.states.async_all("number")}
    assert {"Front door Hold time · Garden gate", "Front door Hold time B"} <= times


async def test_a_relay_of_the_name_of_the_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is the door that the device is named after: nobody wants to read that twice."""
    await add(await make(config={f"{RELAY}NameA": "Front door", f"{RELAY}NameB": "Mailbox"}))
    names = {one.name for one in hass.states.async_all("lock")}
    assert names == {"Front door", "Front door Mailbox"}


async def test_one_relay_bears_the_name_of_the_device(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    await add(await make(relays=1))
    (lock,) = hass.states.async_all("lock")
    assert lock.name == "Front door"
    assert "Front door Hold time" in {one.name for one in hass.states.async_all("number")}
