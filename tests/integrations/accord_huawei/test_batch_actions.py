"""One command to many devices by actions."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from tests.integrations.accord_huawei.conftest import (
    DOOR,
    LAMP,
    METER,
    Add,
    Make,
    asked,
    call,
    device_id,
)

PERIOD = {
    "service_id": "WaterMeter",
    "command": "SET_PERIOD",
    "command_parameters": {"value": 12},
}


async def test_devices(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices of Home Assistant, or ids of the platform; what became of it is asked for."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry)
    answer = await call(
        hass, hub, "send_group_command", **PERIOD, devices=[device_id(hass, entry, METER)]
    )
    (request,) = asked(platform, "1.8.1")
    assert request.body["param"]["deviceList"] == [METER]
    assert request.body["taskName"] == answer["name"]
    assert request.body["timeout"] == 10
    told = await call(hass, hub, "get_batch", task_id=answer["task_id"], details=True)
    assert told["task_id"] == answer["task_id"]
    assert told["total"] == 1
    assert [one["device_id"] for one in told["details"]] == [METER]


async def test_one_way_to_choose(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Neither none nor two."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry)
    for more in ({}, {"devices": [METER], "area": "Garden"}):
        with pytest.raises(ServiceValidationError) as refused:
            await call(hass, hub, "send_group_command", **PERIOD, **more)
        assert refused.value.translation_key == "one_target"
    assert not asked(platform, "1.8.1")


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (
            {"device_type": "WaterMeter", "manufacturer_id": "RaindropWorks", "model": "WM-NB15"},
            {"type": "DeviceType", "deviceType": "WaterMeter", "model": "WM-NB15"},
        ),
        ({"area": "Garden"}, {"type": "DeviceArea", "deviceLocation": "Garden"}),
        ({"groups": ["meters"]}, {"type": "GroupList", "groupList": ["meters"]}),
        ({"group_ids": ["g1"]}, {"type": "GroupIdList", "groupList": ["g1"]}),
        ({"everyone": True, "confirm": True}, {"type": "Broadcast"}),
    ],
)
async def test_targets(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    given: dict[str, object],
    sent: dict[str, object],
) -> None:
    """Every way that the platform knows."""
    platform = await make()
    entry = await add(platform)
    try:
        await call(hass, device_id(hass, entry), "send_group_command", **PERIOD, **given)
    except HomeAssistantError:
        assert "groups" in given or "group_ids" in given, "only groups may be unknown"
    (request,) = asked(platform, "1.8.1")
    assert sent.items() <= request.body["param"].items()


async def test_everyone_has_to_be_confirmed(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A slip must not reach a thousand devices."""
    platform = await make()
    entry = await add(platform)
    with pytest.raises(ServiceValidationError):
        await call(hass, device_id(hass, entry), "send_group_command", **PERIOD, everyone=True)
    assert not asked(platform, "1.8.1")


@pytest.mark.parametrize("command", ["LOCK", "UNLOCK"])
async def test_locks_get_no_tasks(hass: HomeAssistant, make: Make, add: Add, command: str) -> None:
    """A task may take days."""
    platform = await make()
    entry = await add(platform)
    for devices in ([DOOR], [DOOR, LAMP]):
        with pytest.raises(HomeAssistantError):
            await call(
                hass,
                device_id(hass, entry),
                "send_group_command",
                service_id="DoorLock",
                command=command,
                devices=devices,
            )
    assert not asked(platform, "1.8.1")
