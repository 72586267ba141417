"""Product models."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

from custom_components.accord_huawei.products import RENEWED_AFTER, Products, name_of_model
from simulators.huawei.household import populate
from tests.integrations.accord_huawei.conftest import METER, SMOKE, Add, Make, add_panel, asked


async def test_one_call_for_a_model(hass: HomeAssistant, make: Make, add: Add) -> None:
    """However many devices it has."""
    platform = await make(empty=True)
    populate(platform, 300)
    entry = await add(platform)
    assert len(entry.runtime_data.coordinator.devices) == 300
    assert len(asked(platform, "1.5.5")) == 1


async def test_stored(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is stored is what was read, all types of it."""
    platform = await make()
    add_panel(platform)
    entry = await add(platform)
    products = entry.runtime_data.coordinator.products
    await products.async_save()
    loaded = Products(hass, entry.entry_id)
    await loaded.async_load()
    assert set(loaded.names) == set(products.names)
    for name in products.names:
        assert loaded.services(name) == products.services(name)


async def test_plan_is_shared(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices of a model that report the same have one plan; another value changes nothing."""
    platform = await make(empty=True)
    populate(platform, 2)
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    first, second = coordinator.devices.values()
    plan = coordinator.features_of(first)
    assert coordinator.features_of(second) is plan
    flow = {"WaterMeter": {"totalizedFlow": 5.5}}
    platform.network.report(platform.fleet[first.device_id], flow)
    await coordinator.async_refresh()
    changed = coordinator.devices[first.device_id]
    assert changed is not first
    assert coordinator.features_of(changed) is plan


async def test_read_only(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A property that the platform refuses to write becomes a sensor, also after a restart."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    device = coordinator.devices[SMOKE]
    [threshold] = [one for one in coordinator.features_of(device) if one.name == "threshold"]
    coordinator.products.note_read_only(device, threshold)
    [now] = [one for one in coordinator.features_of(device) if one.name == "threshold"]
    assert (threshold.kind, now.kind) == ("number", "sensor")


async def test_renewed(
    hass: HomeAssistant, make: Make, add: Add, freezer: FrozenDateTimeFactory
) -> None:
    """A model is asked for again after a week, or when somebody says that it changed."""
    entry = await add(await make())
    coordinator = entry.runtime_data.coordinator
    products: Any = coordinator.products
    devices = coordinator.devices
    assert products.unknown(devices.values()) == {}
    name = name_of_model(devices[METER])
    products.renew([name, "unheard of"])
    assert list(products.unknown(devices.values())) == [name]
    freezer.tick(RENEWED_AFTER + timedelta(seconds=1))
    assert len(products.unknown(devices.values())) == 7
