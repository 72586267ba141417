"""Groups of devices by actions."""

from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integrations.accord_huawei.conftest import (
    LAMP,
    METER,
    SMOKE,
    Add,
    Make,
    asked,
    call,
    device_id,
)


async def test_life_of_a_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Made, changed, filled, emptied, deleted; named by its name or its id."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry)
    made = await call(
        hass,
        hub,
        "create_group",
        name="Meters",
        description="All of them",
        most_devices=10,
        members=[device_id(hass, entry, METER)],
    )
    changed = await call(hass, hub, "update_group", group="Meters", name="AllMeters")
    assert changed["name"] == "AllMeters"
    (request,) = asked(platform, "1.9.3")
    assert request.body["maxDevNum"] == 10, "the limit would be lost otherwise"
    await call(
        hass,
        hub,
        "add_to_group",
        answers=False,
        group=made["group_id"],
        members=[SMOKE, device_id(hass, entry, LAMP)],
    )
    await call(hass, hub, "remove_from_group", answers=False, group="AllMeters", members=[METER])
    (found,) = (await call(hass, hub, "get_groups", group="AllMeters"))["groups"]
    assert found["device_ids"] == sorted([LAMP, SMOKE])
    assert len((await call(hass, hub, "get_groups"))["groups"]) == 1
    with pytest.raises(ServiceValidationError):
        await call(hass, hub, "delete_group", answers=False, group="AllMeters")
    await call(hass, hub, "delete_group", answers=False, group="AllMeters", confirm=True)
    assert (await call(hass, hub, "get_groups"))["groups"] == []


async def test_unknown_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Named as it was given."""
    platform = await make()
    entry = await add(platform)
    with pytest.raises(ServiceValidationError) as refused:
        await call(
            hass,
            device_id(hass, entry),
            "add_to_group",
            answers=False,
            group="Nobody",
            members=[METER],
        )
    assert refused.value.translation_placeholders == {"group": "Nobody"}


async def test_many_members(hass: HomeAssistant, make: Make, add: Add) -> None:
    """As many at a time as the platform takes."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry)
    with patch("custom_components.accord_huawei.group_actions.MOST_GROUPED", 2):
        await call(hass, hub, "create_group", name="Three", members=[METER, SMOKE, LAMP])
        await call(
            hass,
            hub,
            "remove_from_group",
            answers=False,
            group="Three",
            members=[METER, SMOKE, LAMP],
        )
    assert [len(one.body["deviceIds"]) for one in asked(platform, "1.9.7")] == [1]
    assert [len(one.body["deviceIds"]) for one in asked(platform, "1.9.8")] == [2, 1]
