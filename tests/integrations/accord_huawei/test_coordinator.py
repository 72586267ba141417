"""Scans, single readings, pushes, models, and what all of that costs."""

from datetime import UTC, datetime, timedelta
import time
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers.update_coordinator import UpdateFailed

from custom_components.accord.protocol.huawei.northbound import DeviceInfo, Service
from custom_components.accord_huawei.coordinator import PER_SCAN
from simulators.huawei.household import populate
from tests.integrations.accord_huawei.conftest import (
    CLIMATE,
    LAMP,
    METER,
    Add,
    Make,
    add_panel,
    asked,
    device_id,
    feature,
    until,
    until_true,
)


async def test_interval_grows_with_pages(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A scan of many pages comes less often; with proven pushes it is rare."""
    platform = await make(empty=True)
    populate(platform, 600)
    entry = await add(platform, poll=30)
    coordinator = entry.runtime_data.coordinator
    assert coordinator.data.pages == 3
    assert coordinator.update_interval == timedelta(seconds=30)
    with patch("custom_components.accord_huawei.coordinator.SECONDS_PER_PAGE", 20.0):
        await coordinator.async_refresh()
    assert coordinator.update_interval == timedelta(seconds=60)
    coordinator.push_proven = lambda: True
    await coordinator.async_refresh()
    assert coordinator.update_interval == timedelta(minutes=15)


async def test_scan_asks_for_no_single_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Whatever happens: devices are read in pages."""
    platform = await make()
    entry = await add(platform)
    platform.api.requests.clear()
    for _ in range(3):
        await entry.runtime_data.coordinator.async_refresh()
    assert not asked(platform, "1.5.1")
    assert len(asked(platform, "1.5.2")) == 3


async def test_missing_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that a page missed stays; one that is gone goes after a question."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    platform.control("delete", {"deviceId": CLIMATE})
    await coordinator.async_refresh()
    assert CLIMATE not in coordinator.devices
    assert len(asked(platform, "1.5.1")) == 1
    body = '{"totalCount": 0, "pageNo": 0, "pageSize": 250, "devices": []}'
    platform.control("answer", {"body": body, "operations": ["1.5.2"]})
    await coordinator.async_refresh()
    assert len(coordinator.devices) == 6
    assert len(asked(platform, "1.5.1")) == 1 + PER_SCAN


async def test_new_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It gets its entities without a reload, also when its model is unknown."""
    platform = await make()
    entry = await add(platform)
    add_panel(platform)
    await entry.runtime_data.coordinator.async_refresh()
    await until_true(lambda: hass.states.get("select.wall_panel_mode"))
    assert hass.states.get("binary_sensor.wall_panel_connectivity")


async def test_model_is_not_told(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A model that the platform keeps for itself is left alone for a while."""
    platform = await make(empty=True)
    add_panel(platform)
    platform.control("answer", {"code": 100022, "status": 400, "operations": ["1.5.5"]})
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    await coordinator.async_refresh()
    await hass.async_block_till_done()
    assert len(asked(platform, "1.5.5")) == 1
    assert hass.states.get("select.wall_panel_mode") is None
    coordinator.learn_again(["any"])
    await until_true(lambda: hass.states.get("select.wall_panel_mode"))


async def test_reports(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What a push says is shown at once; what is older is not."""
    entry = await add(await make())
    coordinator = entry.runtime_data.coordinator
    temperature = feature(hass, entry, "sensor", CLIMATE, "Temperature:temperature")

    def report(value: float, moment: datetime) -> bool:
        service = Service(service_id="Temperature", data={"temperature": value}, event_time=moment)
        taken: bool = coordinator.async_take_report(CLIMATE, [service])
        return taken

    later = datetime.now(UTC) + timedelta(hours=1)
    assert report(25.5, later)
    await until(hass, temperature, "25.5")
    assert report(10.0, later - timedelta(hours=3))
    assert hass.states.get(temperature).state == "25.5"  # type: ignore[union-attr]
    await coordinator.async_refresh()
    assert hass.states.get(temperature).state == "25.5"  # type: ignore[union-attr]
    assert not coordinator.async_take_report("stranger", [])


async def test_info(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What changed of a device is taken over, and counted."""
    entry = await add(await make())
    coordinator = entry.runtime_data.coordinator
    coordinator.note_push()
    assert coordinator.async_take_info(LAMP, DeviceInfo(status="OFFLINE"))
    await until_true(lambda: coordinator.data.offline == 1)
    assert coordinator.devices[LAMP].info.name == "Hall lamp"
    assert not coordinator.async_take_info("stranger", DeviceInfo())
    coordinator.note_push()
    assert coordinator.last_push is not None


async def test_outage(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Everything is unavailable, and comes back."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    lamp = feature(hass, entry, "switch", LAMP, "Switch:status")
    platform.control("answer", {"code": 100217, "status": 403, "operations": ["1.5.2"]})
    await coordinator.async_refresh()
    assert isinstance(coordinator.last_exception, UpdateFailed)
    await until(hass, lamp, "unavailable")
    await coordinator.async_refresh()
    await until(hass, lamp, "off")


async def test_single_reading(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that several ask for is read once."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    coordinator.read_soon(METER)
    coordinator.read_soon(METER)
    await until_true(lambda: asked(platform, "1.5.1"))
    await hass.async_block_till_done(wait_background_tasks=False)
    assert len(asked(platform, "1.5.1")) == 1
    assert len(asked(platform, "1.5.2")) == 1


async def test_read_again(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that has not reported yet is read once more; one that has is not."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    coordinator.read_soon(CLIMATE, (0.0, 0.0))
    await until_true(lambda: len(asked(platform, "1.5.1")) == 2)
    await until_true(lambda: not coordinator._reading)
    report = {"Temperature": {"temperature": 30.5}}
    platform.network.report(platform.fleet[CLIMATE], report)
    coordinator.read_soon(CLIMATE, (0.0, 0.0))
    await until_true(lambda: not coordinator._reading)
    assert len(asked(platform, "1.5.1")) == 3


async def test_out_of_scope(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that was not chosen is not taken in by a single reading."""
    platform = await make()
    entry = await add(platform, scope="types", scope_ids=["WaterMeter"])
    coordinator = entry.runtime_data.coordinator
    assert await coordinator.async_read_device(LAMP) is None
    assert list(coordinator.devices) == [METER]
    assert device_id(hass, entry, METER)


async def test_ten_thousand_devices(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They are read in pages, within the share of calls that polling has; one model, one question.

    A scan without changes is quick and tells nobody.
    """
    platform = await make(empty=True)
    populate(platform, 10_000)
    with patch("custom_components.accord_huawei.PLATFORMS", []):
        entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    assert len(coordinator.devices) == 10_000
    assert len(asked(platform, "1.5.2")) == 40
    assert len(asked(platform, "1.5.5")) == 1
    assert coordinator.update_interval == timedelta(seconds=120)
    told: list[str] = []
    coordinator.listeners.add_for_all(told.append)
    begin = time.monotonic()
    await coordinator._async_scan()
    assert time.monotonic() - begin < 30
    assert len(asked(platform, "1.5.2")) == 80
    assert not told
