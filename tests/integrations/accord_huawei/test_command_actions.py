"""Commands by actions: sent, waited for, listed, taken back."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from tests.integrations.accord_huawei.conftest import (
    GATE,
    LAMP,
    METER,
    Add,
    Make,
    asked,
    call,
    called,
    device_id,
)

PERIOD = {"service_id": "WaterMeter", "command": "SET_PERIOD"}
BRIGHTNESS = {
    "service_id": "Brightness",
    "command": "SET_BRIGHTNESS",
    "command_parameters": {"brightness": 40},
}


async def test_by_protocol(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices that sleep get created commands, all others are called."""
    platform = await make()
    entry = await add(platform)
    answer = await call(
        hass,
        device_id(hass, entry, METER),
        "send_command",
        **PERIOD,
        command_parameters={"value": 12},
        expire_time=3600,
    )
    assert answer["command_id"]
    (created,) = asked(platform, "1.7.1")
    assert (created.body["expireTime"], created.body["command"]["paras"]) == (3600, {"value": 12})
    answer = await call(hass, device_id(hass, entry, LAMP), "send_command", **BRIGHTNESS)
    assert answer["status"] == "sent"
    (one,) = asked(platform, "1.7.7")
    assert one.body["header"]["mode"] == "ACK"


async def test_waiting(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without pushes the list of commands tells how it ended."""
    platform = await make()
    platform.commands.step = platform.commands.send_after = 0.0
    entry = await add(platform)
    answer = await call(
        hass,
        device_id(hass, entry, METER),
        "send_command",
        **PERIOD,
        command_parameters={"value": 12},
        wait=20,
    )
    assert answer["status"] == "successful"


async def test_waiting_in_vain(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The command stays what it was."""
    platform = await make()
    platform.fleet[METER].nap = 0.0
    platform.network.wake(platform.fleet[METER])
    entry = await add(platform)
    answer = await call(
        hass,
        device_id(hass, entry, METER),
        "send_command",
        **PERIOD,
        command_parameters={"value": 12},
        expire_time=600,
        wait=1,
    )
    assert answer["status"] == "pending"


async def test_model_is_asked_first(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What the product does not have is not sent."""
    platform = await make()
    entry = await add(platform)
    meter = device_id(hass, entry, METER)
    for command in (
        {"service_id": "Nothing", "command": "SET_PERIOD"},
        {"service_id": "WaterMeter", "command": "EXPLODE"},
        {**PERIOD, "command_parameters": {"value": 100_000}},
        {**PERIOD, "command_parameters": {"other": 1}},
    ):
        with pytest.raises(ServiceValidationError):
            await call(hass, meter, "send_command", **command)
    assert not called(platform)


async def test_locks(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lock is never told something that would wait."""
    platform = await make()
    entry = await add(platform)
    unlock = {
        "service_id": "Lock",
        "command": "SET_LOCK",
        "command_parameters": {"lockState": "UNLOCKED"},
    }
    gate = device_id(hass, entry, GATE)
    with pytest.raises(HomeAssistantError):
        await call(hass, gate, "send_command", **unlock, expire_time=60)
    with pytest.raises(HomeAssistantError):
        await call(hass, gate, "call_service", **unlock, acknowledged=False)
    assert not called(platform)
    await call(hass, gate, "send_command", **unlock)
    (created,) = asked(platform, "1.7.1")
    assert (created.body["expireTime"], created.body["maxRetransmit"]) == (0, 0)


async def test_call_service(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Without acknowledgement, for those who want that."""
    platform = await make()
    entry = await add(platform)
    lamp = device_id(hass, entry, LAMP)
    await call(hass, lamp, "call_service", **BRIGHTNESS, acknowledged=False)
    (one,) = asked(platform, "1.7.7")
    assert one.body["header"]["mode"] == "NOACK"


async def test_list_and_cancel(hass: HomeAssistant, make: Make, add: Add) -> None:
    """One command, then all that wait."""
    platform = await make()
    platform.fleet[METER].nap = 0.0
    platform.network.wake(platform.fleet[METER])
    platform.revocations.step = 0.0
    entry = await add(platform)
    meter = device_id(hass, entry, METER)
    made = [
        await call(
            hass,
            meter,
            "send_command",
            **PERIOD,
            command_parameters={"value": value},
            expire_time=3600,
        )
        for value in (1, 2, 3)
    ]
    answer = await call(hass, meter, "get_commands", status="pending")
    assert len(answer["commands"]) == 3
    assert "callback_url" not in answer["commands"][0]
    first = made[0]["command_id"]
    answer = await call(hass, meter, "cancel_command", command_id=first)
    assert answer["status"] == "cancelled"
    with pytest.raises(HomeAssistantError):
        await call(hass, meter, "cancel_command", command_id=first)
    answer = await call(hass, meter, "cancel_pending_commands")
    assert (answer["status"], answer["total"]) == ("success", 2)
    answer = await call(hass, meter, "get_commands", status="pending")
    assert answer["commands"] == []
