"""Entities that a product model does not have any more."""

from dataclasses import replace

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from simulators.huawei import HuaweiPlatform
from tests.integrations.accord_huawei.conftest import SMOKE, Add, Make, feature, until, until_true


def drop_commands(platform: HuaweiPlatform) -> None:
    """Take the commands out of the model of the smoke detector."""
    thing = platform.fleet[SMOKE]
    assert thing.profile is not None
    services = tuple(replace(one, commands=()) for one in thing.profile.services)
    thing.profile = replace(thing.profile, services=services)
    platform.profiles[thing.profile.product_id] = thing.profile


async def test_vanished(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They stay, unavailable, and the user is told until they are deleted."""
    platform = await make()
    entry = await add(platform)
    coordinator = entry.runtime_data.coordinator
    button = feature(hass, entry, "button", SMOKE, "Smoke:SELF_TEST:command")
    registry = ir.async_get(hass)
    number = f"model_changed_{entry.entry_id}"
    assert registry.async_get_issue("accord_huawei", number) is None
    drop_commands(platform)
    coordinator.learn_again(coordinator.products.names)
    await until_true(lambda: registry.async_get_issue("accord_huawei", number))
    issue = registry.async_get_issue("accord_huawei", number)
    assert issue is not None
    assert issue.translation_placeholders == {
        "name": entry.title,
        "count": "1",
        "entities": button,
    }
    await until(hass, button, "unavailable")
    er.async_get(hass).async_remove(button)
    await until_true(lambda: registry.async_get_issue("accord_huawei", number) is None)
