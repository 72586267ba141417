"""Applications are set up, and go away without a trace."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from custom_components.accord_huawei import async_migrate_entry, async_remove_config_entry_device
from custom_components.accord_huawei.const import DOMAIN
from tests.integrations.accord_huawei.conftest import METER, Add, Make, asked, device_id


async def test_setup_and_unload(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A house is set up with one scan and a question for each product model, then unloaded."""
    platform = await make()
    entry = await add(platform)
    assert len(entry.runtime_data.coordinator.devices) == 7
    assert len(asked(platform, "1.5.2")) == 1
    assert len(asked(platform, "1.5.5")) == 7
    assert not asked(platform, "1.5.1")
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_models_are_kept(hass: HomeAssistant, make: Make, add: Add) -> None:
    """After a reload nothing is asked about models again."""
    platform = await make()
    entry = await add(platform)
    platform.api.requests.clear()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert not asked(platform, "1.5.5")
    assert len(asked(platform, "1.5.2")) == 1


async def test_unusable_certificates(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Files that are no certificates stop the set-up."""
    platform = await make()
    await add(platform, data={"pkcs12": "?"}, expect=ConfigEntryState.SETUP_ERROR)


async def test_wrong_secret(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A secret that is not taken asks for another."""
    platform = await make()
    await add(platform, data={"secret": "wrong"}, expect=ConfigEntryState.SETUP_ERROR)
    assert [one["context"]["source"] for one in hass.config_entries.flow.async_progress()] == [
        "reauth"
    ]


async def test_nobody_there(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A platform that does not answer is tried again."""
    platform = await make()
    data = {"port": platform.port}
    await platform.stop()
    await add(platform, data=data, expect=ConfigEntryState.SETUP_RETRY)
    await platform.start()


async def test_migration(hass: HomeAssistant, make: Make, add: Add) -> None:
    """There is nothing to migrate yet."""
    entry = await add(await make())
    assert await async_migrate_entry(hass, entry)


async def test_removal(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is listed stays; an entry that goes leaves no file."""
    entry = await add(await make())
    device = dr.async_get(hass).async_get(device_id(hass, entry, METER))
    assert isinstance(device, dr.DeviceEntry)
    assert not await async_remove_config_entry_device(hass, entry, device)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not hass.config_entries.async_entries(DOMAIN)
