"""What Home Assistant does to codes is told as events of the lock."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id
from tests.integrations.accord_lifesmart.test_lock_people import call


def told(hass: HomeAssistant, event: str) -> dict[str, Any]:
    """Return what the event entity told last."""
    state = hass.states.get(event)
    assert state is not None
    return {key: state.attributes.get(key) for key in ("event_type", "user_id", "user_name")}


async def test_codes(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Added, changed, deleted; the code itself is told to nobody."""
    station = await make(SubDevice("2711", "SL_LK_LS", "Entrance"))
    entry = await add(station)
    lock = entity_id(hass, entry, "lock", "2711_lock_lock")
    event = entity_id(hass, entry, "event", "2711_code")
    await call(hass, "add_user", lock, user_name="Eve", code="482913")
    eve = {"user_id": "P_R_1", "user_name": "Eve"}
    assert told(hass, event) == {"event_type": "code_added", **eve}
    assert "482913" not in str(hass.states.get(event))
    eva = {**eve, "user_name": "Eva"}
    await call(hass, "modify_user", lock, user_id="P_R_1", user_name="Eva")
    assert told(hass, event) == {"event_type": "code_changed", **eva}
    await call(hass, "delete_user", lock, user_id="P_R_1")
    assert told(hass, event) == {"event_type": "code_deleted", **eva}


async def test_a_refusal_is_no_event(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Nothing was added."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    entry = await add(station)
    lock = entity_id(hass, entry, "lock", "2712_lock_lock")
    with pytest.raises(HomeAssistantError):
        await call(hass, "add_user", lock, user_name="Eve", code="12")
    assert told(hass, entity_id(hass, entry, "event", "2712_code"))["event_type"] is None
