"""The registry follows what the server lists."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from custom_components.accord.protocol.iotsquare import Uplink
from custom_components.accord_iotsquare import async_remove_config_entry_device
from custom_components.accord_iotsquare.const import DOMAIN
from custom_components.accord_iotsquare.devices import part_of
from custom_components.accord_iotsquare.state import ACCOUNT, Kind, Part
from simulators.iotsquare.application import Application
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.household import BARN, GROUP, HOUSE_APP, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, device_id, entity_id

NEW = "0102030405060708"


async def test_what_hangs_on_what(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices on their application, all else on the account."""
    entry = await add(await make())
    registry = dr.async_get(hass)
    account = device_id(hass, entry)
    application = device_id(hass, entry, f"app_{HOUSE_APP}")
    thermometer = registry.async_get(device_id(hass, entry, THERMOMETER))
    gateway = registry.async_get(device_id(hass, entry, f"gw_{BARN}"))
    assert thermometer is not None
    assert gateway is not None
    assert (thermometer.name, thermometer.serial_number) == ("pantry", THERMOMETER)
    assert thermometer.via_device_id == application
    assert (gateway.model_id, gateway.via_device_id) == ("rhf2s024", account)
    assert part_of(entry, thermometer) == Part(Kind.DEVICE, THERMOMETER)
    assert device_id(hass, entry, f"mc_{GROUP}")
    found = registry.async_get(account)
    assert found is not None
    assert part_of(entry, found) == ACCOUNT


async def test_coming_and_going(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """What appears on the server appears, what is deleted there vanishes, names follow."""
    server = await make()
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    number = server.next_app_id()
    server.add_application(Application(number, "barn"))
    server.add_device(EndDevice(number, NEW, "door", "eu868", "ch_00-07", app_key="00" * 16))
    server.devices[THERMOMETER].name = "cellar"
    server.gateways.pop(BARN)
    coordinator.read_lists_soon()
    await poll()
    registry = dr.async_get(hass)
    door = registry.async_get(device_id(hass, entry, NEW))
    assert door is not None
    assert door.via_device_id == device_id(hass, entry, f"app_{number}")
    entity_id(hass, entry, "sensor", f"{NEW}_last_seen")
    renamed = registry.async_get(device_id(hass, entry, THERMOMETER))
    assert renamed is not None
    assert renamed.name == "cellar"
    gone = (DOMAIN, f"{entry.unique_id}_gw_{BARN}")
    assert registry.async_get_device_by_identifier(gone, entry.entry_id) is None
    coordinator.uplinks.feed(
        Uplink(dev_eui=NEW, f_cnt=1, f_port=8, data=b"x", time=dt_util.utcnow())
    )
    server.remove_device(NEW)
    await poll()
    assert coordinator.uplinks.heard(NEW).uplink is None
    gone = (DOMAIN, f"{entry.unique_id}_{NEW}")
    assert registry.async_get_device_by_identifier(gone, entry.entry_id) is None
    server.add_device(EndDevice(number, NEW, "door", "eu868", "ch_00-07", app_key="00" * 16))
    await poll()
    entity_id(hass, entry, "sensor", f"{NEW}_last_seen")


async def test_stale_devices_at_the_start(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What was deleted while Home Assistant was away goes; what is listed cannot be removed."""
    server = await make()
    entry = await add(server)
    thermometer = dr.async_get(hass).async_get(device_id(hass, entry, THERMOMETER))
    assert thermometer is not None
    assert not await async_remove_config_entry_device(hass, entry, thermometer)
    assert await hass.config_entries.async_unload(entry.entry_id)
    server.remove_device(THERMOMETER)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert dr.async_get(hass).async_get(thermometer.id) is None


async def test_a_server_that_lost_its_memory(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """One that lists nothing at all is not believed."""
    server = await make()
    entry = await add(server)
    for number in list(server.applications):
        server.remove_application(number)
    entry.runtime_data.coordinator.read_lists_soon()
    await poll()
    assert device_id(hass, entry, THERMOMETER)
