"""What is on or off."""

from homeassistant.core import HomeAssistant
import pytest

from tests.integrations.accord_huawei.conftest import (
    HUB,
    METER,
    SMOKE,
    Add,
    Make,
    Poll,
    entity_id,
    feature,
    until,
)


async def test_words_and_numbers(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Words and 0 and 1 are understood, and mean what their names say."""
    platform = await make()
    entry = await add(platform)
    leak = hass.states.get(feature(hass, entry, "binary_sensor", METER, "WaterMeter:leakAlarm"))
    smoke_id = feature(hass, entry, "binary_sensor", SMOKE, "Smoke:smokeAlarm")
    smoke = hass.states.get(smoke_id)
    assert leak is not None
    assert smoke is not None
    assert (leak.state, leak.attributes["device_class"]) == ("off", "moisture")
    assert (smoke.state, smoke.attributes["device_class"]) == ("off", "smoke")
    platform.network.report(platform.fleet[SMOKE], {"Smoke": {"smokeAlarm": "alarm"}})
    await poll()
    await until(hass, smoke_id, "on")


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_of_every_device(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Whether it is there, has ever been there, and has an alarm."""
    platform = await make()
    platform.fleet[HUB].alarm = {
        "alarmSeverity": "major",
        "alarmStatus": True,
        "alarmTime": "20261101T070000Z",
    }
    entry = await add(platform)
    alarm = hass.states.get(entity_id(hass, entry, "binary_sensor", HUB, "alarm"))
    assert alarm is not None
    assert (alarm.state, alarm.attributes["severity"]) == ("on", "major")
    there = entity_id(hass, entry, "binary_sensor", HUB, "connectivity")
    await until(hass, there, "on")
    await until(hass, entity_id(hass, entry, "binary_sensor", HUB, "activated"), "on")
    platform.network.disconnect(platform.fleet[HUB])
    await poll()
    await until(hass, there, "off")
    pairing = feature(hass, entry, "binary_sensor", HUB, "Gateway:pairing")
    await until(hass, pairing, "unavailable")
