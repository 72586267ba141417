"""Orders to devices."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.accord.protocol.huawei.northbound import Command
from custom_components.accord.protocol.huawei.northbound.mapping import Delivery
from tests.integrations.accord_huawei.conftest import (
    GATE,
    LAMP,
    METER,
    SMOKE,
    Add,
    Make,
    act,
    asked,
    feature,
    until,
)

OPEN = Command(service_id="Lock", method="SET_LOCK", parameters={"lockState": "UNLOCKED"})


@pytest.mark.parametrize(
    "delivery", [Delivery(created=True, expire_time=60), Delivery(created=True, acknowledged=False)]
)
async def test_rule_for_locks(
    hass: HomeAssistant, make: Make, add: Add, delivery: Delivery
) -> None:
    """A command to a lock that would wait, or be sent blindly, is not sent at all."""
    platform = await make()
    entry = await add(platform)
    with pytest.raises(ServiceValidationError):
        await entry.runtime_data.orders.async_send(GATE, OPEN, delivery)
    assert not asked(platform, "1.7.1", "1.7.7")


async def test_written_by_hand(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Commands that people write go the same way."""
    platform = await make()
    entry = await add(platform)
    command = Command(service_id="WaterMeter", method="READ_NOW")
    await entry.runtime_data.orders.async_send(
        METER, command, Delivery(created=True, expire_time=60)
    )
    [request] = asked(platform, "1.7.1")
    assert request.body["expireTime"] == 60


async def test_unknown_device(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A device that is not listed gets nothing."""
    entry = await add(await make())
    with pytest.raises(ServiceValidationError) as caught:
        await entry.runtime_data.orders.async_send("?", OPEN, Delivery(created=True))
    assert caught.value.translation_key == "not_found"


async def test_device_off_line(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The user is told what to do about it."""
    platform = await make()
    entry = await add(platform)
    platform.network.disconnect(platform.fleet[LAMP])
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, feature(hass, entry, "switch", LAMP, "Switch:status"), "turn_on")
    assert caught.value.translation_key == "device_offline"


async def test_property_that_cannot_be_written(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It becomes a sensor after the first refusal."""
    platform = await make()
    entry = await add(platform)
    threshold = feature(hass, entry, "number", SMOKE, "Smoke:threshold")
    platform.control("answer", {"code": 100443, "status": 403, "operations": ["1.4.8"]})
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, threshold, "set_value", value=7)
    assert caught.value.translation_key == "read_only"
    await until(hass, threshold, "unavailable")
    await until(hass, "sensor.smoke_detector_threshold", "4")


async def test_refused_application(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An application that is refused has to be entered again."""
    platform = await make()
    entry = await add(platform)
    platform.control("answer", {"code": 100025, "status": 401, "operations": ["1.7.7"]})
    with pytest.raises(HomeAssistantError):
        await act(hass, feature(hass, entry, "switch", LAMP, "Switch:status"), "turn_on")
    await hass.async_block_till_done()
    assert [one["context"]["source"] for one in hass.config_entries.flow.async_progress()] == [
        "reauth"
    ]
