"""The expert action reaches every operation, with the care that each needs."""

from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest

from custom_components.accord.protocol.operation import Effect
from custom_components.accord_lifesmart.actions import OPERATIONS
from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, device_id

ENTRANCE = ("2711", "SL_LK_LS", "Entrance")


async def call(hass: HomeAssistant, device: str, operation: str, **more: Any) -> Any:
    """Call an operation by its id and return what it answers."""
    return await hass.services.async_call(
        DOMAIN,
        "call_operation",
        {"device_id": device, "operation": operation, **more},
        blocking=True,
        return_response=True,
    )


async def test_answers(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What an operation returns is the response."""
    station = await make(SubDevice(*ENTRANCE))
    device = device_id(hass, await add(station))
    answer = await call(hass, device, "config.timezone", parameters={"hours": 1, "summer": True})
    assert answer == {"result": {"hours": 1, "summer": True}}
    assert (station.state()["timezone"], station.state()["summer"]) == (1, True)


@pytest.mark.parametrize(
    "operation", [one.id for one in OPERATIONS if one.effect is Effect.DESTRUCTIVE]
)
async def test_destruction_has_to_be_confirmed(
    hass: HomeAssistant, make: Make, add: Add, operation: str
) -> None:
    """Before anything is sent."""
    station = await make(SubDevice(*ENTRANCE))
    device = device_id(hass, await add(station))
    rows: list[str] = []
    station.observe(lambda _system, served, _outcome: rows.append(served))
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, operation)
    assert caught.value.translation_key == "confirm_required"
    assert operation not in rows


async def test_for_administrators(
    hass: HomeAssistant, make: Make, add: Add, hass_read_only_user: User
) -> None:
    """Nobody else may call operations or see codes."""
    device = device_id(hass, await add(await make(SubDevice(*ENTRANCE))))
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "call_operation",
            {"device_id": device, "operation": "doorlock.getuser"},
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )
