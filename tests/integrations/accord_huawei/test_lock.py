"""Locks: at once or never, acknowledged, never kept, never repeated."""

from typing import Any

from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import mock_restore_cache

from tests.integrations.accord_huawei.conftest import (
    DOOR,
    GATE,
    PANEL,
    Add,
    Make,
    Poll,
    act,
    add_panel,
    asked,
    called,
    feature,
    until,
)


async def test_door_behind_a_gateway(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """It is called with an acknowledgement, and shows what it reports."""
    platform = await make()
    entry = await add(platform)
    door = feature(hass, entry, "lock", DOOR, "DoorLock:lockState")
    await until(hass, door, "locked")
    await act(hass, door, "unlock")
    assert called(platform) == [("UNLOCK", {})]
    assert asked(platform, "1.7.7")[0].body["header"]["mode"] == "ACK"
    platform.network.report(platform.fleet[DOOR], {"DoorLock": {"lockState": "UNLOCKED"}})
    await poll()
    await until(hass, door, "unlocked")
    await act(hass, door, "lock")
    assert called(platform)[-1] == ("LOCK", {})


@pytest.mark.parametrize("options", [{}, {"command_wait": 86_400, "optimistic": True}])
async def test_gate_that_sleeps(
    hass: HomeAssistant, make: Make, add: Add, options: dict[str, Any]
) -> None:
    """Whatever the options say: nothing waits, nothing is sent again, nothing is believed."""
    platform = await make()
    entry = await add(platform, **options)
    gate = feature(hass, entry, "lock", GATE, "Lock:lockState")
    platform.network.disconnect(platform.fleet[GATE])
    for action in ("unlock", "lock"):
        platform.api.requests.clear()
        await act(hass, gate, action)
        [request] = asked(platform, "1.7.1")
        assert request.body["expireTime"] == 0
        assert request.body["maxRetransmit"] == 0
        state = hass.states.get(gate)
        assert state is not None
        assert state.state == "locked"
        assert "pending_value" not in state.attributes


@pytest.mark.parametrize(
    "trouble", [{"code": 50252, "status": 500}, {"code": 1010009, "status": 403}, {"body": "?"}]
)
@pytest.mark.parametrize(
    ("device", "name"), [(DOOR, "DoorLock:lockState"), (GATE, "Lock:lockState")]
)
async def test_never_repeated(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    trouble: dict[str, Any],
    device: str,
    name: str,
) -> None:
    """A failure is told to the user; the command is not sent again."""
    platform = await make()
    entry = await add(platform)
    door = feature(hass, entry, "lock", device, name)
    platform.control("answer", {**trouble, "operations": ["1.7.1", "1.7.7"], "times": 5})
    with pytest.raises(HomeAssistantError):
        await act(hass, door, "unlock")
    assert len(asked(platform, "1.7.1", "1.7.7")) == 1
    assert platform.fleet[device].reports[name.partition(":")[0]].data["lockState"] == "LOCKED"


async def test_lost_answer(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What became of a command without an answer is not known, and said so."""
    platform = await make()
    entry = await add(platform)
    door = feature(hass, entry, "lock", DOOR, "DoorLock:lockState")
    platform.control("answer", {"body": "?", "operations": ["1.7.7"]})
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, door, "unlock")
    assert caught.value.translation_key == "outcome_unknown"


async def test_without_a_property(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A gate that reports nothing is assumed to be as it was told, over restarts."""
    platform = await make()
    add_panel(platform)
    mock_restore_cache(hass, [State("lock.wall_panel_garage_gate", "locked")])
    entry = await add(platform)
    gate = feature(hass, entry, "lock", PANEL, "GarageGate:OPEN:command")
    await until(hass, gate, "locked")
    await act(hass, gate, "unlock")
    await until(hass, gate, "unlocked")
    assert called(platform) == [("OPEN", {})]
