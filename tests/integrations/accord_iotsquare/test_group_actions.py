"""Actions of multicast groups."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.iotsquare.household import GROUP, RELAY, SECOND_RELAY, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id, until_true
from tests.integrations.accord_iotsquare.test_application_actions import call

NEW = "0102030405060708"


async def test_manual_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Keys are made up only if that is wanted, and answered once."""
    server = await make()
    entry = await add(server)
    account = device_id(hass, entry)
    given = {"name": "lamps", "region": "eu868", "subnet": "ch_00-07", "address": "01020304"}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, account, "create_multicast_group", **given)
    assert caught.value.translation_placeholders == {"fields": "app_s_key, nwk_s_key"}
    answer = await call(
        hass, account, "create_multicast_group", answers=True, generate_keys=True, **given
    )
    group = server.groups[answer["group_eui"]]
    assert (group.name, group.address, group.remote) == ("lamps", "01020304", False)
    assert (group.app_s_key, group.nwk_s_key) == (answer["app_s_key"], answer["nwk_s_key"])


async def test_automatic_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The server wants a link for results."""
    server = await make()
    entry = await add(server)
    account = device_id(hass, entry)
    given = {
        "name": "lamps",
        "group_eui": NEW,
        "region": "eu868",
        "automatic": True,
        "generate_keys": True,
        "time_slot_length": 3,
    }
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, account, "create_multicast_group", **given)
    assert caught.value.translation_key == "no_push_link"
    url = "https://results.example/here"
    await call(hass, account, "create_multicast_group", **given, push_url=url)
    group = server.groups[NEW]
    assert (group.remote, group.extension, group.push_urls) == (True, True, [url])


async def test_update_and_delete(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What is left out stays; the name has to be typed in to delete."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, f"mc_{GROUP}")
    key = server.groups[GROUP].app_s_key
    await call(hass, device, "update_multicast_group", name="park")
    assert (server.groups[GROUP].name, server.groups[GROUP].app_s_key) == ("park", key)
    await until_true(lambda: entry.runtime_data.coordinator.data.groups[GROUP].name == "park")
    with pytest.raises(ServiceValidationError):
        await call(hass, device, "delete_multicast_group", typed_name="garden")
    await call(hass, device, "delete_multicast_group", typed_name="park")
    assert GROUP not in server.groups


async def test_members(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Each member has a result of its own, if somebody looks at it."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, f"mc_{GROUP}")
    answer = await call(hass, device, "list_group_members", answers=True)
    assert {one["dev_eui"] for one in answer["members"]} == {RELAY, SECOND_RELAY}
    relay = device_id(hass, entry, RELAY)
    answer = await call(hass, device, "remove_group_members", answers=True, members=[relay, NEW])
    assert answer["members"][RELAY] == "ok"
    assert answer["members"][NEW] != "ok"
    assert set(server.groups[GROUP].members) == {SECOND_RELAY}
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, device, "add_group_members", members=[RELAY, THERMOMETER])
    assert caught.value.translation_key == "batch_failed"
    placeholders = caught.value.translation_placeholders
    assert placeholders is not None
    assert (placeholders["failed"], placeholders["total"]) == ("1", "2")
    assert RELAY in server.groups[GROUP].members
    with pytest.raises(HomeAssistantError):
        await call(hass, device, "add_group_members", answers=True, members=[THERMOMETER])
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, device, "add_group_members", members=["nobody"])
    assert refused.value.translation_key == "no_device"
