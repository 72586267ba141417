"""The expert action reaches every operation, with the care that each needs."""

from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest

from custom_components.accord.protocol.operation import Effect
from custom_components.accord_huawei.actions import OPERATIONS
from custom_components.accord_huawei.const import DOMAIN
from tests.integrations.accord_huawei.conftest import METER, Add, Make, asked, device_id


async def call(hass: HomeAssistant, device: str, operation: str, **more: Any) -> Any:
    """Call an operation by its number and return what it answers."""
    return await hass.services.async_call(
        DOMAIN,
        "call_operation",
        {"device_id": device, "operation": operation, **more},
        blocking=True,
        return_response=True,
    )


async def test_answers(hass: HomeAssistant, make: Make, add: Add) -> None:
    """What an operation returns is the response; what changes something is read back."""
    platform = await make()
    device = device_id(hass, await add(platform))
    answer = await call(hass, device, "1.5.1", parameters={"device_id": METER})
    assert answer["result"]["info"]["model"] == "WM-NB15"
    assert len(asked(platform, "1.5.2")) == 1
    await call(hass, device, "1.9.1", parameters={"name": "Cellar"})
    assert len(platform.groups.of(platform.app_id)) == 1


@pytest.mark.parametrize(
    "operation", [one.id for one in OPERATIONS if one.effect is Effect.DESTRUCTIVE]
)
async def test_destruction_has_to_be_confirmed(
    hass: HomeAssistant, make: Make, add: Add, operation: str
) -> None:
    """Before anything is sent."""
    platform = await make()
    device = device_id(hass, await add(platform))
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, device, operation)
    assert caught.value.translation_key == "confirm_required"
    assert not asked(platform, operation)


async def test_for_administrators(
    hass: HomeAssistant, make: Make, add: Add, hass_read_only_user: User
) -> None:
    """Nobody else may call operations."""
    device = device_id(hass, await add(await make()))
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            "call_operation",
            {"device_id": device, "operation": "1.5.2"},
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
            return_response=True,
        )
